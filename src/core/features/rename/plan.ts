import { isGivenKey } from '../../digests/entry.ts';
import type { FormatId } from '../../digests/format.ts';
import type { LibraryPaper } from '../../library/library-paper.ts';
import type { SourcedEntry } from '../../library/paper.ts';
import type { AnyCitation, NoteDialect } from '../../notes/citation.ts';
import { dialectOf } from '../../notes/dialect.ts';
import { scanNote } from '../../notes/scan.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { citationOf } from '../completion.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { renameInBibliography, unwritableKey } from './bibliography-edits.ts';
import { bibliographiesNamed, foreignUses } from './foreign-citations.ts';
import { renameInNote } from './note-edits.ts';

/** One file's part of a rename. */
export interface FileRename {
  readonly path: string;
  readonly edits: readonly TextEdit[];
  /** Uses of the key that may be no citations, or of another paper: a person decides. */
  readonly doubtful: readonly TextEdit[];
}

/** Which files a rename must look at. */
export interface RenameScope {
  /** Whether other papers have the key too, in other projects. */
  readonly isShared: boolean;
  readonly notes: readonly string[];
  /** The entries that give the key, by file. */
  readonly bibliographies: ReadonlyMap<string, readonly SourcedEntry[]>;
}

/** Where a paper is known by one of its keys. */
export function renameScope(workspace: Workspace, paper: LibraryPaper, from: string): RenameScope {
  const notes = new Set<string>();
  const mentions = [...workspace.mentionsOf(paper), ...workspace.usesAside(paper)];
  for (const { path, place } of mentions) {
    if (isNamed(place.citation, from)) notes.add(path);
  }
  const bibliographies = new Map<string, SourcedEntry[]>();
  for (const source of paper.entries) {
    if (source.entry.key !== from) continue;
    const entries = bibliographies.get(source.path);
    if (entries) entries.push(source);
    else bibliographies.set(source.path, [source]);
  }
  const isShared = workspace.library.byKey(from).length > 1;
  return { isShared, notes: [...notes].sort(), bibliographies };
}

/** Why a paper's key cannot be changed at all, whatever the new one is; null where it can. */
export function fixedKeyOf(workspace: Workspace, paper: LibraryPaper, scope: RenameScope): string | null {
  for (const path of scope.bibliographies.keys())
    if (workspace.isReadOnly(path))
      return `${path} is written by another program, or by your settings not to be written to; rename the key there.`;
  return sidecarDecides(paper, scope) === null
    ? 'This key is made from the title, and the paper has no identifier by which a file could give it another; add it to a bibliography first.'
    : null;
}

/**
 * Why a paper cannot get a key; null where it can. A key that names another paper would change what citations mean; one that the
 * bibliography's format or a wikilink cannot hold would break them.
 */
export function refusalOf(
  workspace: Workspace,
  paper: LibraryPaper,
  to: string,
  scope: RenameScope,
): string | null {
  const { bibliographies } = scope;
  if (to === '' || /[\s[\]{}|#^]/.test(to))
    return 'A citekey holds no white space and none of [ ] { } | # ^.';
  const elsewise = scope.notes.find((path) => !citesBy(to, dialectOf(path)));
  if (!citesBy(to, 'markdown') || elsewise !== undefined)
    return `“@${to}” would not be read as a citation${elsewise === undefined ? '' : ` in ${elsewise}`}: it has another meaning there.`;
  const others = workspace.library.byKey(to).filter((other) => other !== paper);
  if (others.length > 0) return `“${to}” is the key of another paper: ${others[0]!.title}`;
  const fixed = fixedKeyOf(workspace, paper, scope);
  if (fixed !== null) return fixed;
  for (const [path, [source]] of bibliographies) {
    if (paper.entries.some((other) => other.path === path && isGivenKey(other.entry, to)))
      return `${path} has an entry with the key “${to}” already, for the same paper.`;
    const reason = unwritableKey(source!.format, to);
    if (reason !== null) return `${path} cannot hold this key: ${reason}.`;
  }
  return null;
}

/**
 * Whether the paper's sidecar must say the new key, since no bibliography gives the old one: a generated key becomes the paper's own there.
 * Null where it cannot: a sidecar knows its paper by an identifier.
 */
export function sidecarDecides(paper: LibraryPaper, { bibliographies }: RenameScope): boolean | null {
  if (bibliographies.size > 0) return false;
  return paper.arxiv !== null || paper.doi !== null ? true : null;
}

/** The edits of one note. Scans the text that is given, so that they fit it. */
export function renameNote(
  workspace: Workspace,
  file: { readonly path: string; readonly text: string },
  paper: LibraryPaper,
  from: string,
  to: string,
): FileRename {
  const note = workspace.notes.get(file.path);
  const bibliography = note ? workspace.bibliographyOf(file.path, note.scan) : null;
  const means = (citation: AnyCitation): readonly LibraryPaper[] => {
    const papers = isNamed(citation, from) ? workspace.papersOf(citation, bibliography) : [];
    return papers.includes(paper) ? papers : [];
  };
  const edits = (names: (citation: AnyCitation) => boolean): readonly TextEdit[] =>
    renameInNote(file.text, dialectOf(file.path), to, names);
  const unsure: AnyCitation[] = [];
  const certain = edits((citation) => {
    const { length } = means(citation);
    if (length > 1) unsure.push(citation);
    return length === 1;
  });
  const doubtful = unsure.length > 0 ? edits((citation) => means(citation).length > 1) : [];
  return { path: file.path, edits: certain, doubtful };
}

export function renameBibliography(
  file: { readonly path: string; readonly text: string },
  entries: readonly SourcedEntry[],
  from: string,
  to: string,
): FileRename {
  const format: FormatId = entries[0]!.format;
  const keys = entries.flatMap(({ entry }) => entry.spans.key ?? []);
  return { path: file.path, edits: renameInBibliography(file.text, format, keys, from, to), doubtful: [] };
}

/**
 * What a TeX, Jupyter or Typst file has of the key; null where it has nothing. Where other papers have the key too, only a file that names one of
 * the bibliographies surely means this one.
 */
export function renameForeign(
  { path, text }: { readonly path: string; readonly text: string },
  { isShared, bibliographies }: RenameScope,
  from: string,
  to: string,
): FileRename | null {
  const { certain, doubtful } = foreignUses(path, text, from);
  if (certain.length + doubtful.length === 0) return null;
  const replaced = (spans: typeof certain): TextEdit[] => spans.map((span) => ({ span, text: to }));
  if (isShared && !namesOneOf(path, text, bibliographies))
    return { path, edits: [], doubtful: replaced([...certain, ...doubtful]) };
  return { path, edits: replaced(certain), doubtful: replaced(doubtful) };
}

function namesOneOf(path: string, text: string, bibliographies: ReadonlyMap<string, unknown>): boolean {
  const files = new Set([...bibliographies.keys()].map((file) => file.replace(/\.bib$/i, '')));
  return bibliographiesNamed(text).some((name) => files.has(inFolderOf(path, name)));
}

/** The path of a file that another names from its own folder. */
function inFolderOf(path: string, name: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a key is read as one: not as a cross-reference of Quarto's, as manubot's `doi:` and its kin, or as the `*` of `nocite`. */
function citesBy(key: string, dialect: NoteDialect): boolean {
  const [citation] = scanNote(citationOf(key), dialect).citations;
  return citation?.form === 'pandoc' && citation.name === key;
}

/** Whether a citation is written with the key: an identifier or a title stays as it is. */
function isNamed(citation: AnyCitation, key: string): boolean {
  return citation.form !== 'identifier' && citation.name === key;
}
