import { isGivenKey } from '../digests/entry.ts';
import { bibtexEntry } from '../export/bibtex-entry.ts';
import type { Paper } from '../library/paper.ts';
import { scanBibtex } from '../digests/bibtex/scanner.ts';
import type { Citation, NoteScan } from '../notes/citation.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';
import type { EffectiveBibliography } from '../workspace/bibliographies.ts';
import { isIn, type Workspace } from '../workspace/workspace.ts';

/** The bibliography of papers whose notes name none. */
export const OWN_BIBLIOGRAPHY = 'carrel.bib';

const HEADER = [
  '% Papers that your notes cite and no other bibliography holds. Carrel appends to this file and never',
  '% changes what is in it; edit it as you like.',
];

/** A paper, and the key under which a note cites it. */
export interface Pin {
  readonly paper: Paper;
  readonly key: string;
}

/** Whether a key of a paper is only generated: a newcomer could take it, and Pandoc does not know it. */
export function isGenerated(paper: Paper, key = paper.key): boolean {
  return !paper.entries.some(({ entry }) => isGivenKey(entry, key));
}

/** Whether Pandoc would not find the key where the note looks, or a newcomer could take it. */
export function needsPin({ paper, key }: Pin, bibliography: EffectiveBibliography | null): boolean {
  return bibliography?.complete === true ? !isIn(bibliography, paper, key) : isGenerated(paper, key);
}

/** What a citation by key would have to have pinned; null where its key is sure, or does not say which paper is meant. */
export function pinOf(
  workspace: Workspace,
  citation: Citation,
  bibliography: EffectiveBibliography | null,
): Pin | null {
  const isKey = citation.form === 'pandoc' || (citation.form === 'wikilink' && citation.marked);
  const [paper, other] = isKey ? workspace.papersOf(citation, bibliography) : [];
  if (!paper || other) return null;
  const pin = { paper, key: citation.name };
  return needsPin(pin, bibliography) ? pin : null;
}

/** All that a note would have to have pinned, each key once, in the order of its citations. */
export function pinsOf(workspace: Workspace, path: string, scan: NoteScan): Pin[] {
  const bibliography = workspace.bibliographyOf(path, scan);
  const pins = new Map<string, Pin>();
  for (const citation of scan.citations) {
    const pin = pinOf(workspace, citation, bibliography);
    if (pin && !pins.has(pin.key)) pins.set(pin.key, pin);
  }
  return [...pins.values()];
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
 * The edit that appends papers' entries to a .bib file's text under their keys; nothing for keys that an entry has already. All that
 * stands there is left as it is, also what is broken: an entry that is not closed is no reason to lose this one.
 */
export function appendEntries(text: string, pins: readonly Pin[]): readonly TextEdit[] {
  const known = new Set(scanBibtex(text).entries.map(({ key }) => key));
  const added = pins
    .filter(({ key }) => !known.has(key))
    .map(({ paper, key }) => bibtexEntry(paper, key).text);
  if (added.length === 0) return [];
  const before = text === '' ? `${HEADER.join('\n')}\n\n` : text.endsWith('\n') ? '\n' : '\n\n';
  const edit = `${before}${added.join('\n')}`.replaceAll('\n', lineEndOf(text));
  return [{ span: { start: text.length, end: text.length }, text: edit }];
}
