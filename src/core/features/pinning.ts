import { bibtexEntry } from '../export/bibtex-entry.ts';
import type { Paper } from '../library/paper.ts';
import { scanBibtex } from '../digests/bibtex/scanner.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';
import type { EffectiveBibliography } from '../workspace/bibliographies.ts';

/** The bibliography of papers whose notes name none. */
export const OWN_BIBLIOGRAPHY = 'carrel.bib';

const HEADER = [
  '% Papers that your notes cite and no other bibliography holds. Carrel appends to this file and never',
  '% changes what is in it; edit it as you like.',
];

/** Whether a paper's key is only generated: a newcomer could take it, and Pandoc does not know it. */
export function isGenerated(paper: Paper): boolean {
  return !paper.entries.some(({ entry }) => entry.key === paper.key);
}

/**
 * The file that a note's keys are pinned in: the last .bib file of its own bibliography, else `carrel.bib` at the top of its
 * workspace folder, whose prefix is `root`.
 */
export function pinningFile(bibliography: EffectiveBibliography | null, root: string): string {
  const own = bibliography?.files.filter((path) => /\.bib$/i.test(path)).at(-1);
  return own ?? `${root}${OWN_BIBLIOGRAPHY}`;
}

/**
 * The edit that appends a paper's entry to a .bib file's text, under the paper's key; nothing where an entry has the key already. All that
 * stands there is left as it is, also what is broken: an entry that is not closed is no reason to lose this one.
 */
export function appendEntry(text: string, paper: Paper): readonly TextEdit[] {
  if (scanBibtex(text).entries.some(({ key }) => key === paper.key)) return [];
  const lineEnd = lineEndOf(text);
  const before = text === '' ? `${HEADER.join('\n')}\n\n` : text.endsWith('\n') ? '\n' : '\n\n';
  const added = `${before}${bibtexEntry(paper).text}`.replaceAll('\n', lineEnd);
  return [{ span: { start: text.length, end: text.length }, text: added }];
}
