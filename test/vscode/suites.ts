import { annotatingSuite } from './annotating.ts';
import { citationSuite } from './citations.ts';
import { everyCitationSuite } from './every-citation.ts';
import { digestChoiceSuite } from './digest-choice.ts';
import { renameUndoSuite } from './rename-undo.ts';
import { newDigestSuite } from './new-digest.ts';
import { followingSuite } from './following.ts';

/** The suites, in the order in which they run. */
export const suites: readonly (() => void)[] = [
  citationSuite,
  everyCitationSuite,
  newDigestSuite,
  digestChoiceSuite,
  renameUndoSuite,
  followingSuite,
  annotatingSuite,
];
