import { isGivenKey } from '../digests/entry.ts';
import { missingOf } from '../export/bibtex-entry.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { Paper } from '../library/paper.ts';
import type { Citation, NoteScan } from '../notes/citation.ts';
import { isIn, isOutside, type EffectiveBibliography } from '../workspace/bibliographies.ts';
import { writableFormat, type Pin } from './append-entries.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The bibliography of papers whose notes name none. */
export const OWN_BIBLIOGRAPHY = 'carrel.bib';

/** Whether a key of a paper is only generated: a newcomer could take it, and Pandoc does not know it. */
export function isGenerated(paper: Paper, key = paper.key): boolean {
  return !paper.entries.some(({ entry }) => isGivenKey(entry, key));
}

/** Whether Pandoc would not find the key where the note looks, or a newcomer could take it. */
export function needsPin({ paper, key }: Pin, bibliography: EffectiveBibliography | null): boolean {
  return bibliography?.complete === true ? !isIn(bibliography, paper, key) : isGenerated(paper, key);
}

/** The key by which a note that looks in a bibliography cites a paper: one that stands there, else the paper's own. */
export function keyFor(paper: LibraryPaper, bibliography: EffectiveBibliography | null): string {
  return [paper.key, ...paper.aliases].find((key) => isIn(bibliography, paper, key)) ?? paper.key;
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
 * The files that a note's keys may be pinned in, best first: its own bibliographies, the last one first and .bib before others, and
 * `carrel.bib` at the top of its workspace folder, whose prefix is `root`. Never a file outside of the workspace, nor one that must not
 * be written to.
 */
export function pinningFiles(
  workspace: Workspace,
  bibliography: EffectiveBibliography | null,
  root: string,
): readonly string[] {
  const own = (bibliography?.files ?? [])
    .filter((path) => writableFormat(path) !== null && !isOutside(path) && !workspace.isReadOnly(path))
    .reverse();
  const isBib = (path: string): boolean => writableFormat(path) === 'bibtex';
  return [...own.filter(isBib), ...own.filter((path) => !isBib(path)), `${root}${OWN_BIBLIOGRAPHY}`];
}

/**
 * What becomes of the version of an arXiv paper that a citation by key means, where the key is pinned in `file` (null where it is not): whether the entry that is
 * written holds it, as only those of a .bib file do, and what the note must print behind the key, as no entry holds it.
 */
export function keptVersion(
  { paper, key }: Pin,
  version: number | null,
  file: string | null,
): { readonly isWritten: boolean; readonly printed: number | null } {
  const isWritten = file !== null && isGenerated(paper, key) && writableFormat(file) === 'bibtex';
  const entry = paper.entries.find((source) => source.entry.key === key)?.entry;
  return { isWritten, printed: isWritten || entry?.arxivVersion === version ? null : version };
}

/** What a paper would lack in a bibliography, in words; null where nothing is. */
export function lackOf({ paper, key }: Pin): string | null {
  const missing = missingOf(paper);
  return missing.length === 0 ? null : `“${key}” has no ${missing.join(' and no ')}`;
}
