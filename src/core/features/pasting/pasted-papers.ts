import type { DigestFormat, FormatId } from '../../digests/format.ts';
import { parseWhole } from '../../digests/parse-whole.ts';
import { recogniseDigest } from '../../digests/registry.ts';
import { standaloneEntry } from '../../export/bibtex-export.ts';
import { Library } from '../../library/library.ts';
import type { LibraryPaper } from '../../library/library-paper.ts';
import type { SourcedEntry } from '../../library/paper.ts';
import { papersOfIdentifier } from '../../library/resolve.ts';
import { printedIdentifiers } from '../../notes/identifiers.ts';
import { parseArxivId } from '../../text/identifiers.ts';
import type { Pin } from '../append-entries.ts';

/** A text that brings more is a library of its own, not something to cite. */
const MOST_PAPERS = 20;
/** Formats in which single papers are copied. */
const COPIED: readonly FormatId[] = ['bibtex', 'ris', 'nbib', 'csl-json', 'csl-yaml'];
/** No file of a library is called so. */
const PASTED = '\n';
const NOWHERE = { line: 1, character: 0, length: 0, lastLine: 1 };

/** A paper that a pasted text names or brings. */
export type PastedPaper =
  | { readonly kind: 'known'; readonly paper: LibraryPaper; readonly version: number | null }
  /** Not in the library: under which key it would come into a bibliography. */
  | { readonly kind: 'new'; readonly pin: Pin };

/**
 * The papers of a text that is nothing but identifiers and addresses of papers which the library has, or nothing but entries of a
 * bibliography. Null for every other text, and where one of its papers is unknown, broken, or may be several.
 */
export function pastedPapers(
  text: string,
  library: Library,
  formats: readonly DigestFormat[],
  today: string,
): readonly PastedPaper[] | null {
  if (text.trim() === '') return null;
  return papersOfIdentifiers(text, library) ?? papersOfEntries(text, library, formats, today);
}

function papersOfIdentifiers(text: string, library: Library): readonly PastedPaper[] | null {
  const named = identifiersOf(text);
  if (!named || named.length > MOST_PAPERS) return null;
  const found = new Map<string, PastedPaper>();
  for (const { scheme, name, version } of named) {
    const [paper, other] = papersOfIdentifier(library, scheme, name);
    if (!paper || other) return null;
    if (!found.has(paper.id)) found.set(paper.id, { kind: 'known', paper, version });
  }
  return [...found.values()];
}

/** The identifiers that a text consists of; null where it holds anything else. */
function identifiersOf(text: string) {
  const bare = parseArxivId(text.trim());
  if (bare) return [{ scheme: 'arxiv' as const, name: bare.id, version: bare.version }];
  const printed = printedIdentifiers(text);
  let rest = '';
  let at = 0;
  for (const { start, end } of printed) {
    rest += text.slice(at, start);
    at = end;
  }
  return printed.length > 0 && /^[\s,;<>]*$/.test(rest + text.slice(at)) ? printed : null;
}

function papersOfEntries(
  text: string,
  library: Library,
  formats: readonly DigestFormat[],
  today: string,
): readonly PastedPaper[] | null {
  const copied = formats.filter(({ id }) => COPIED.includes(id));
  const source = { path: 'pasted.txt', text, today };
  const recognised = recogniseDigest(source, copied);
  if (recognised?.by !== 'content') return null;
  const { entries, problems } = parseWhole(recognised.format, source);
  if (entries.length === 0 || entries.length > MOST_PAPERS) return null;
  if (problems.some(({ severity }) => severity === 'error' || severity === 'warning')) return null;

  const trial = new Library();
  const placed = entries.map((entry) => ({ entry, place: NOWHERE }));
  trial.setFile({ path: PASTED, format: recognised.format.id, entries: placed });
  trial.commit();
  const candidates = candidatesFor([...trial.papers], library);
  for (const [path, sources] of byFile(candidates)) {
    const [first] = sources;
    trial.setFile({ path, format: first!.format, entries: sources });
  }
  trial.commit();

  const texts = new Map([[PASTED, text]]);
  const taken = new Set<string>();
  const papers = new Set(trial.papersOfFile(PASTED).map(({ paper }) => paper));
  return [...papers].map((paper) => {
    const known = candidates.find(({ entries: own }) =>
      own.some(({ entry }) => paper.entries.some((source) => source.entry === entry)),
    );
    if (known) return { kind: 'known', paper: known, version: null };
    const key = freeKey(paper.key, (wanted) => taken.has(wanted) || library.byKey(wanted).length > 0);
    taken.add(key);
    const copy = standaloneEntry({ paper, key: paper.key }, texts);
    const pin = copy === undefined ? { paper, key } : { paper, key, source: underKey(copy, key) };
    return { kind: 'new', pin };
  });
}

/** The papers of the library with which pasted ones could be one. */
function candidatesFor(pasted: readonly LibraryPaper[], library: Library): readonly LibraryPaper[] {
  const found = pasted.flatMap(({ arxiv, doi, title, key }) => [
    ...(arxiv === null ? [] : library.byArxiv(arxiv)),
    ...(doi === null ? [] : library.byDoi(doi)),
    ...library.byTitle(title),
    ...library.byKey(key),
  ]);
  return [...new Set(found)];
}

function byFile(papers: readonly LibraryPaper[]): ReadonlyMap<string, readonly SourcedEntry[]> {
  const files = new Map<string, SourcedEntry[]>();
  for (const source of papers.flatMap(({ entries }) => entries)) {
    const own = files.get(source.path);
    if (own) own.push(source);
    else files.set(source.path, [source]);
  }
  return files;
}

/** The key, or the first with a letter behind it, as bibliographies tell an author's papers of one year apart. */
function freeKey(key: string, isTaken: (key: string) => boolean): string {
  if (!isTaken(key)) return key;
  for (let n = 0; ; n++) {
    const longer = `${key}${n < 25 ? String.fromCharCode('b'.charCodeAt(0) + n) : `-${n}`}`;
    if (!isTaken(longer)) return longer;
  }
}

/** A BibTeX entry with another key. */
function underKey(entry: string, key: string): string {
  return entry.replace(/^(@\s*\w+\s*[{(]\s*)[^\s,})]+/, (_, head: string) => head + key);
}
