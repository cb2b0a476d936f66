import type { Author } from '../digests/entry.ts';
import type { LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { MultiMap } from '../library/multi-map.ts';
import { referencesOf, type Reference } from '../library/references.ts';
import type { Bond } from '../related/bonds.ts';
import { fold } from '../text/fold.ts';
import { plainLine } from '../text/markdown-escape.ts';
import type { KeptTopic } from '../topics/kept-topics.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CitationLinks } from './citation-links.ts';
import { TagIndex } from './tag-index.ts';

/** What joins papers besides their words, from the files of the workspace as they stand. */
export interface BondSource {
  apply(change: LibraryChange): void;
  /** Takes in a paper that came, changed or went, in the background: of each it reads the authors and what it cites. */
  index(id: string, paper: LibraryPaper | undefined): void;
  /** The reader’s notes on papers changed. Whether their tags did. */
  notesChanged(ids: readonly string[]): boolean;
  bondsOf(paper: LibraryPaper): readonly Bond[];
  /** What the reader does not want to see beside a paper. */
  unwantedBeside(paper: LibraryPaper): (other: LibraryPaper) => boolean;
  /** Topics that the reader named: a query, or the papers. */
  named(): NamedTopics;
}

export interface NamedTopics {
  readonly kept: readonly KeptTopic[];
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

/** So many places in a digest are "close": a page or list puts side by side what belongs together. */
const CLOSE = 2;
/** A note of more citations than this is a bibliography. */
const MOST_CITATIONS = 2000;

/** The bonds of a workspace: notes that cite both papers, authors of both, and places in digests. */
export class WorkspaceBonds implements BondSource {
  readonly #workspace: Workspace;
  readonly #tags: TagIndex;
  readonly #links: CitationLinks;
  /** Ids by author. */
  readonly #byAuthor = new MultiMap<string, string>();
  readonly #authorsOf = new Map<string, readonly string[]>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#tags = new TagIndex(workspace);
    this.#links = new CitationLinks(workspace);
  }

  /** What readers noted of papers changed. Whether they bear other tags now. */
  notesChanged(ids: readonly string[]): boolean {
    return this.#tags.refresh(ids);
  }

  unwantedBeside(paper: LibraryPaper): (other: LibraryPaper) => boolean {
    const unwanted = this.#workspace.choices.unwanted.beside(allReferences(paper));
    if (unwanted.size === 0) return () => false;
    return (other) => allReferences(other).some((reference) => unwanted.has(reference));
  }

  named(): NamedTopics {
    return { kept: this.#workspace.choices.keptTopics(), tags: this.#tags.all() };
  }

  apply(change: LibraryChange): void {
    this.#tags.apply(change);
  }

  index(id: string, paper: LibraryPaper | undefined): void {
    this.#links.set(id, paper);
    for (const author of this.#authorsOf.get(id) ?? []) this.#byAuthor.delete(author, id);
    const authors = [...new Set(paper?.authors.flatMap((author) => authorKey(author) ?? []))];
    if (authors.length > 0) this.#authorsOf.set(id, authors);
    else this.#authorsOf.delete(id);
    for (const author of authors) this.#byAuthor.add(author, id);
  }

  bondsOf(paper: LibraryPaper): readonly Bond[] {
    return [
      ...this.#links.bondsOf(paper),
      ...this.#notes(paper),
      ...this.#tagged(paper),
      ...this.#authors(paper),
      ...this.#places(paper),
    ];
  }

  #tagged(paper: LibraryPaper): Bond[] {
    const { annotations } = this.#workspace;
    const tags = new Set(annotations.sidecarsOf(paper).flatMap(({ fields }) => fields.tags));
    return [...tags].map((name): Bond => {
      const ids = this.#tags.all().get(name) ?? [];
      return { kind: 'tag', name, others: ids.filter((id) => id !== paper.id) };
    });
  }

  #notes(paper: LibraryPaper): Bond[] {
    const workspace = this.#workspace;
    const paths = new Set(workspace.mentionsOf(paper).map(({ path }) => path));
    return [...paths].flatMap((name): Bond[] => {
      const { scan } = workspace.notes.get(name)!;
      if (scan.citations.length > MOST_CITATIONS) return [];
      const bibliography = workspace.bibliographyOf(name, scan);
      const cited = scan.citations.flatMap((citation) => workspace.papersOf(citation, bibliography));
      const others = new Set(cited.map(({ id }) => id));
      others.delete(paper.id);
      return [{ kind: 'note', name, others: [...others] }];
    });
  }

  #authors(paper: LibraryPaper): Bond[] {
    return paper.authors.flatMap((author): Bond[] => {
      const key = authorKey(author);
      if (key === null || !this.#byAuthor.isShared(key)) return [];
      const others = [...this.#byAuthor.get(key)].filter((id) => id !== paper.id);
      return [{ kind: 'author', name: shownAuthor(author), others }];
    });
  }

  #places(paper: LibraryPaper): Bond[] {
    return paper.entries.map((source): Bond => {
      const near = this.#workspace.library.papersNear(source, CLOSE);
      return { kind: 'digest', name: source.path, others: near.map(({ id }) => id) };
    });
  }
}

function allReferences(paper: LibraryPaper): Reference[] {
  return paper.entries.flatMap(({ entry }) => referencesOf(entry));
}

/** Family and given name, folded; null where a name is too short to tell people apart. */
function authorKey(author: Author): string | null {
  const name = 'literal' in author ? author.literal : `${author.given ?? ''} ${author.family}`;
  const parts = fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.length < 2 ? null : parts.join(' ');
}

function shownAuthor(author: Author): string {
  return plainLine('literal' in author ? author.literal : `${author.given ?? ''} ${author.family}`.trim());
}
