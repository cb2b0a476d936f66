import type { Library } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { Paper } from '../library/paper.ts';
import { papersOfIdentifier } from '../library/resolve.ts';
import type { AnyCitation, Citation, NoteScan } from '../notes/citation.ts';
import { titleKey } from '../text/fold.ts';
import type { LineIndex, Position } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { Namers } from './namers.ts';

/** A citation with its place in UTF-16 positions, which outlive the note's text. */
export interface PlacedCitation<T extends AnyCitation = Citation> {
  readonly citation: T;
  readonly start: Position;
  readonly end: Position;
}

export interface NoteFile {
  readonly path: string;
  readonly scan: NoteScan;
  readonly placed: readonly PlacedCitation[];
  /** Where the problems of reading it begin, in the order of the scan's. */
  readonly problemStarts: readonly Position[];
  /** Its citations in metadata and TeX. */
  readonly aside: readonly PlacedCitation<AnyCitation>[];
  /** Where the names of files and papers in its front matter begin, in the order of `namedPlaces`. */
  readonly namedStarts: readonly Position[];
}

/** The places of the files and papers that a note's front matter names. */
export function namedPlaces({ bibliography, styles, inMetadata }: NoteScan): Span[] {
  return [
    ...bibliography.places,
    ...styles.flatMap(({ place }) => place ?? []),
    ...inMetadata.map(({ target }) => target),
  ];
}

/** A note with what it names. */
interface IndexedNote extends NoteFile {
  readonly names: ReadonlySet<string>;
  /** Its citations by the names that they use; made when it is asked for. */
  places: ReadonlyMap<string, readonly PlacedCitation[]> | null;
}

/** A note's mention of a paper. */
export interface Mention<T extends AnyCitation = Citation> {
  readonly path: string;
  readonly place: PlacedCitation<T>;
}

/** Which notes mention what. A change of one note costs what that note holds, and less where it names what it named before. */
export class NoteIndex {
  readonly #notes = new Map<string, IndexedNote>();
  /** The notes that use a name. */
  readonly #mentions = new Map<string, Set<string>>();
  readonly #aside = new Namers();
  /** Names that a note came to use or uses no more, since `takeTouched`. */
  readonly #touched = new Set<string>();

  get size(): number {
    return this.#notes.size;
  }

  paths(): Iterable<string> {
    return this.#notes.keys();
  }

  get(path: string): NoteFile | undefined {
    return this.#notes.get(path);
  }

  set(path: string, scan: NoteScan, lines: LineIndex): void {
    const placeOf = <T extends AnyCitation>(citation: T): PlacedCitation<T> => ({
      citation,
      start: lines.positionAt(citation.span.start),
      end: lines.positionAt(citation.span.end),
    });
    const placed = scan.citations.map(placeOf);
    const aside = [...scan.inMetadata, ...scan.inTex].map((citation) => placeOf<AnyCitation>(citation));
    this.#aside.set(path, new Set(aside.flatMap(({ citation }) => namesOfCitation(citation))));
    const problemStarts = scan.problems.map(({ span }) => lines.positionAt(span.start));
    const namedStarts = namedPlaces(scan).map(({ start }) => lines.positionAt(start));
    const names = new Set<string>();
    for (const citation of scan.citations) for (const name of namesOfCitation(citation)) names.add(name);
    const before = this.#notes.get(path)?.names ?? NOTHING;
    this.#notes.set(path, {
      path,
      scan,
      placed,
      aside,
      problemStarts,
      namedStarts,
      names,
      places: null,
    });
    for (const name of names) {
      if (before.has(name)) continue;
      this.#touched.add(name);
      const notes = this.#mentions.get(name);
      if (notes) notes.add(path);
      else this.#mentions.set(name, new Set([path]));
    }
    for (const name of before) if (!names.has(name)) this.#forget(name, path);
  }

  delete(path: string): void {
    const note = this.#notes.get(path);
    this.#notes.delete(path);
    this.#aside.set(path, NOTHING);
    for (const name of note?.names ?? NOTHING) this.#forget(name, path);
  }

  #forget(name: string, path: string): void {
    this.#touched.add(name);
    const notes = this.#mentions.get(name);
    notes?.delete(path);
    if (notes?.size === 0) this.#mentions.delete(name);
  }

  #placesOf(path: string, name: string): readonly PlacedCitation[] {
    const note = this.#notes.get(path);
    if (!note) return [];
    if (!note.places) {
      const places = new Map<string, PlacedCitation[]>();
      for (const place of note.placed) {
        for (const used of namesOfCitation(place.citation)) {
          const known = places.get(used);
          if (known) known.push(place);
          else places.set(used, [place]);
        }
      }
      note.places = places;
    }
    return note.places.get(name) ?? [];
  }

  /** Whether any note names a key. */
  cites(key: string): boolean {
    return this.#mentions.has(`key:${key}`) || this.#aside.has(`key:${key}`);
  }

  /** The notes that name a key, by path. */
  citing(key: string): readonly string[] {
    const name = `key:${key}`;
    return [...new Set([...(this.#mentions.get(name) ?? NOTHING), ...this.#aside.namersOf(name)])].sort();
  }

  /** The names that notes came to use or use no more since this was last asked: a form (`key`, `title`, `arxiv`, …), a colon, the name. */
  takeTouched(): readonly string[] {
    const names = [...this.#touched];
    this.#touched.clear();
    return names;
  }

  /** How many notes name a paper by key, identifier or title. */
  notesNaming(paper: Paper): number {
    const found = [...namesOfPaper(paper)].flatMap((name) => this.#mentions.get(name) ?? []);
    if (found.length < 2) return found[0]?.size ?? 0;
    return new Set(found.flatMap((notes) => [...notes])).size;
  }

  /** All mentions under any of a paper's names, by path and place. Which of them mean this paper is for the caller to say. */
  mentioning(paper: Paper): Mention[] {
    const found = new Map<PlacedCitation, string>();
    for (const name of namesOfPaper(paper)) {
      for (const path of this.#mentions.get(name) ?? NOTHING)
        for (const place of this.#placesOf(path, name)) found.set(place, path);
    }
    return [...found].map(([place, path]) => ({ path, place })).sort(byPlace);
  }

  /** The same in the metadata and the TeX of notes. */
  mentioningAside(paper: Paper): Mention<AnyCitation>[] {
    const names = namesOfPaper(paper);
    const paths = new Set([...names].flatMap((name) => [...this.#aside.namersOf(name)]));
    const mentions = [...paths].flatMap((path) =>
      this.#notes
        .get(path)!
        .aside.filter(({ citation }) => namesOfCitation(citation).some((name) => names.has(name)))
        .map((place) => ({ path, place })),
    );
    return mentions.sort(byPlace);
  }
}

/** The papers that a name of `takeTouched` may mean. */
export function papersOfMention(library: Library, name: string): readonly LibraryPaper[] {
  const at = name.indexOf(':');
  const [form, value] = [name.slice(0, at), name.slice(at + 1)];
  if (form === 'key') return library.byKey(value);
  if (form === 'title') return library.byTitle(value);
  return papersOfIdentifier(library, form === 'doi' || form === 'url' ? form : 'arxiv', value);
}
const NOTHING: ReadonlySet<string> = new Set();

function byPlace(a: Mention<AnyCitation>, b: Mention<AnyCitation>): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.place.citation.span.start - b.place.citation.span.start;
}

function namesOfCitation(citation: AnyCitation): string[] {
  switch (citation.form) {
    case 'pandoc':
    case 'tex':
      return [`key:${citation.name}`];
    case 'identifier':
      return [`${citation.scheme}:${citation.name.toLowerCase()}`];
    case 'wikilink':
      return citation.marked
        ? [`key:${citation.name}`]
        : [`key:${citation.name}`, `title:${titleKey(citation.name)}`];
  }
}

function namesOfPaper(paper: Paper): Set<string> {
  const names = new Set([paper.key, ...paper.aliases].map((key) => `key:${key}`));
  for (const { entry } of paper.entries) {
    names.add(`title:${titleKey(entry.title)}`);
    if (entry.arxiv !== null)
      names.add(`arxiv:${entry.arxiv.toLowerCase()}`).add(`doi:10.48550/arxiv.${entry.arxiv.toLowerCase()}`);
    if (entry.doi !== null) names.add(`doi:${entry.doi}`);
    if (entry.url !== null) names.add(`url:${entry.url.toLowerCase()}`);
  }
  return names;
}
