import type { Library } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { papersOfIdentifier } from '../library/resolve.ts';
import type { PaperFieldsOfNote } from './paper-fields.ts';
import { keyOfName } from './sidecar-name.ts';

/** What makes a Markdown file a paper's sidecar: a citekey in its front matter or its name, or a record that Carrel wrote. */
export interface NoteIdentity {
  readonly path: string;
  readonly fields: PaperFieldsOfNote;
}

/** Whether a note is some paper's sidecar, wherever it lies. */
export function isSidecar({ path, fields }: NoteIdentity): boolean {
  return fields.citekey !== null || keyOfName(path) !== null;
}

/** The names under which a sidecar can be found; each paper looks under its own. */
export function linksOfNote({ path, fields }: NoteIdentity): string[] {
  const links = [];
  if (fields.arxiv !== null) links.push(`arxiv:${fields.arxiv}`);
  if (fields.doi !== null) links.push(`doi:${fields.doi}`);
  if (fields.citekey !== null) links.push(`key:${fields.citekey}`);
  for (const key of keysOfName(path)) links.push(`key:${key}`);
  return links;
}

/** The papers that look under a link. */
export function papersOfLink(library: Library, link: string): readonly LibraryPaper[] {
  const name = link.slice(link.indexOf(':') + 1);
  if (link.startsWith('key:')) return library.byKey(name);
  return papersOfIdentifier(library, link.startsWith('doi:') ? 'doi' : 'arxiv', name);
}

/** The names under which a paper is looked for; asked for again and again, and the same until the paper has other names. */
export function linksOfPaper(paper: LibraryPaper): readonly string[] {
  const { key, aliases } = paper;
  const known = LINKS.get(paper);
  if (known?.key === key && known.aliases === aliases) return known.links;
  const links = new Set([key, ...aliases].map((name) => `key:${name}`));
  for (const { entry } of paper.entries) {
    if (entry.arxiv !== null) links.add(`arxiv:${entry.arxiv}`);
    if (entry.doi !== null) links.add(`doi:${entry.doi}`);
    if (entry.key !== null) links.add(`key:${entry.key}`);
  }
  const made = { key, aliases, links: [...links] };
  LINKS.set(paper, made);
  return made.links;
}

const LINKS = new WeakMap<
  LibraryPaper,
  { readonly key: string; readonly aliases: readonly string[]; readonly links: readonly string[] }
>();

/** How surely a file is the sidecar of a paper by its name, best first: by the paper's own, by what the file says, by a name that is almost its own. */
export function nameRank(path: string, paper: LibraryPaper): number {
  const name = keyOfName(path);
  if (name === null) return 1;
  return linksOfPaper(paper).includes(`key:${name}`) ? 0 : 2;
}

/**
 * The papers that a sidecar is about. Identifiers decide; then the citekey; then the file's name, of which an annotator's part may have to
 * be left off.
 */
export function papersOfNote(library: Library, note: NoteIdentity): readonly LibraryPaper[] {
  const { arxiv, doi, citekey } = note.fields;
  if (arxiv !== null) {
    const papers = papersOfIdentifier(library, 'arxiv', arxiv);
    if (papers.length > 0) return papers;
  }
  if (doi !== null) {
    const papers = papersOfIdentifier(library, 'doi', doi);
    if (papers.length > 0) return papers;
  }
  if (citekey !== null) return library.byKey(citekey);
  for (const key of keysOfName(note.path)) {
    const papers = library.byKey(key);
    if (papers.length > 0) return papers;
  }
  return [];
}

/** The keys that a name may mean: all of it, or without the annotator's part behind its last dot. */
function keysOfName(path: string): string[] {
  const whole = keyOfName(path);
  if (whole === null) return [];
  const short = whole.replace(/\.[^.]+$/, '');
  return short === whole || short === '' ? [whole] : [whole, short];
}
