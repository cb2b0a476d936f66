import { stumbleSteps } from '../digests/bibtex/pandoc-syntax.ts';
import { pandocReadsItems } from '../digests/csl/pandoc-item.ts';
import type { FormatId } from '../digests/format.ts';
import type { Steps } from '../text/steps.ts';
import { LineIndex } from '../text/lines.ts';

/** Why Pandoc would not read a bibliography at all. */
export interface PandocRefusal {
  /** Where it would stop, from 1; null where that is not known. */
  readonly line: number | null;
}

/** Null where Pandoc would read a bibliography's text; YAML is left to the problems of reading it. */
export function* pandocRefusal(text: string, format: FormatId): Steps<PandocRefusal | null> {
  if (format === 'csl-json') return isItemList(text) ? null : { line: null };
  const at = format === 'bibtex' ? yield* stumbleSteps(text) : null;
  return at === null ? null : { line: new LineIndex(text).lineAt(at) + 1 };
}

function isItemList(text: string): boolean {
  try {
    return pandocReadsItems(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return false;
  }
}
