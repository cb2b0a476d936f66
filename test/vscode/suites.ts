import { citationSuite } from './citations.ts';
import { everyCitationSuite } from './every-citation.ts';
import { followingSuite } from './following.ts';

/** The suites, in the order in which they run. */
export const suites: readonly (() => void)[] = [citationSuite, everyCitationSuite, followingSuite];
