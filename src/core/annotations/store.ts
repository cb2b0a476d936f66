import type { KeyGiver } from '../library/key-givers.ts';
import type { Library } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { compareText } from '../library/merge.ts';
import { papersOfReference } from '../library/resolve.ts';
import { detach } from '../text/fold.ts';
import type { Problem } from '../text/problem.ts';
import { later, parseDecisions, type Decision } from './decisions.ts';
import { foreignHighlights } from './foreign-highlights.ts';
import type { PaperFieldsOfNote } from './paper-fields.ts';
import {
  isSidecar,
  linksOfNote,
  linksOfPaper,
  nameRank,
  papersOfLink,
  papersOfNote,
} from './paper-of-note.ts';
import { byPlace, placedAnnotations, type PaperAnnotation } from './placed-annotations.ts';
import { parseReadingList, type ListStatus, type ReadingTask, type Status } from './reading-list.ts';
import type { AnnotationRecord } from './record.ts';
import { parseSidecar } from './sidecar.ts';

/** A sidecar as the store keeps it: without its text. */
export interface StoredSidecar {
  readonly path: string;
  readonly fields: PaperFieldsOfNote;
  readonly records: readonly AnnotationRecord[];
  readonly problems: readonly Problem[];
  readonly locked: string | null;
  /** Ids of all its blocks, lower case: of records, and of what the reader wrote beside them. */
  readonly blockIds: ReadonlySet<string>;
}

/** All that a reader noted about a paper, from all its sidecars, lists and decisions. */
export interface PaperAnnotations {
  /** Paths of the paper's sidecars, in order. */
  readonly sidecars: readonly string[];
  /** In the order of the text that they quote. */
  readonly highlights: readonly PaperAnnotation[];
  readonly remarks: readonly PaperAnnotation[];
  readonly tags: readonly string[];
  readonly rating: number | null;
  /** Null where no list and no decision speaks of the paper. */
  readonly status: Exclude<Status, 'none'> | null;
}

interface Anchored {
  readonly title: string;
  readonly abstract: string | null;
  readonly sidecars: readonly StoredSidecar[];
  readonly annotations: readonly PaperAnnotation[];
}

/**
 * The annotations of a workspace. A file's change costs what the file holds; what a paper has is put together when it is asked for, and
 * where its highlights stand is remembered as long as its texts and sidecars are the same.
 */
export class AnnotationStore {
  readonly #library: Library;
  readonly #sidecars = new Map<string, StoredSidecar>();
  readonly #byLink = new Map<string, Set<string>>();
  readonly #lists = new Map<string, readonly ReadingTask[]>();
  readonly #tasksOf = new Map<string, Set<string>>();
  readonly #decisions = new Map<string, readonly Decision[]>();
  readonly #latest = new Map<string, Map<string, Decision>>();
  readonly #anchored = new Map<string, Anchored>();
  /** Links of sidecars that changed since `takeChanged`. */
  readonly #changed = new Set<string>();
  /** Links, and references of lists, under which something else is said since `takeTouched`. */
  readonly #touched = { links: new Set<string>(), references: new Set<string>() };

  constructor(library: Library) {
    this.#library = library;
  }

  /** Takes a Markdown file's text; `isList` tells that its tasks are a reading list. */
  setNote(path: string, text: string, isList: boolean): void {
    this.#forgetSidecar(path);
    this.#forgetList(path);
    if (mayBeSidecar(path, text)) {
      const { fields, records, problems, locked, blocks } = parseSidecar(text);
      const all = [...records, ...foreignHighlights(blocks)];
      const note = { path, fields, records: all.map(detached), problems, locked, blockIds: blockIdsOf(text) };
      if (isSidecar(note)) {
        this.#sidecars.set(path, note);
        for (const link of linksOfNote(note)) {
          addTo(this.#byLink, link, path);
          this.#changed.add(link);
          this.#touched.links.add(link);
        }
      }
    }
    if (isList) {
      const { tasks } = parseReadingList(text);
      if (tasks.length > 0) this.#lists.set(path, tasks);
      for (const { reference } of tasks) {
        addTo(this.#tasksOf, listLink(reference), path);
        this.#touched.references.add(reference);
      }
    }
  }

  setDecisions(path: string, text: string): void {
    const before = this.#decisions.get(path) ?? [];
    const { decisions } = parseDecisions(text);
    // Most changes append: what stands in front of them touches nothing.
    let same = 0;
    while (same < before.length && isSameDecision(before[same]!, decisions[same])) same++;
    for (const { paper } of [...before.slice(same), ...decisions.slice(same)]) this.#touched.links.add(paper);
    this.#forgetDecisions(path);
    this.#decisions.set(path, decisions);
    for (const decision of decisions) {
      const ofPaper = this.#latest.get(decision.paper) ?? new Map<string, Decision>();
      const before = ofPaper.get(path);
      ofPaper.set(path, before ? later(before, decision) : decision);
      this.#latest.set(decision.paper, ofPaper);
    }
  }

  removeDecisions(path: string): void {
    for (const { paper } of this.#decisions.get(path) ?? []) this.#touched.links.add(paper);
    this.#forgetDecisions(path);
  }

  #forgetDecisions(path: string): void {
    for (const { paper } of this.#decisions.get(path) ?? []) {
      const ofPaper = this.#latest.get(paper);
      ofPaper?.delete(path);
      if (ofPaper?.size === 0) this.#latest.delete(paper);
    }
    this.#decisions.delete(path);
  }

  get decisionPaths(): Iterable<string> {
    return this.#decisions.keys();
  }

  removeFile(path: string): void {
    this.#forgetSidecar(path);
    this.#forgetList(path);
    this.removeDecisions(path);
  }

  sidecar(path: string): StoredSidecar | undefined {
    return this.#sidecars.get(path);
  }

  /** The citekey that a sidecar gives its paper; null where it gives none, or no identifier says which paper it is. */
  keyGiver(path: string): KeyGiver | null {
    const fields = this.#sidecars.get(path)?.fields;
    if (!fields || fields.citekey === null || (fields.arxiv === null && fields.doi === null)) return null;
    return { key: fields.citekey, arxiv: fields.arxiv, doi: fields.doi };
  }

  get sidecars(): Iterable<StoredSidecar> {
    return this.#sidecars.values();
  }

  get listPaths(): Iterable<string> {
    return this.#lists.keys();
  }

  /** The sidecars of a paper: first those that bear its name, then by path. */
  sidecarsOf(paper: LibraryPaper): readonly StoredSidecar[] {
    const paths = new Set(linksOfPaper(paper).flatMap((link) => [...(this.#byLink.get(link) ?? [])]));
    return [...paths]
      .sort((a, b) => nameRank(a, paper) - nameRank(b, paper) || compareText(a, b))
      .map((path) => this.#sidecars.get(path)!)
      .filter((note) => papersOfNote(this.#library, note).includes(paper));
  }

  /** Whether there is a sidecar of a key, by its name or what it says, whatever paper that is. */
  isSidecarOf(key: string): boolean {
    return this.#byLink.has(`key:${key}`);
  }

  /**
   * The papers that a key meant which no paper has: those of sidecars that it names and that say by identifier or title which paper they are
   * about, and of tasks of reading lists that cite it above a title.
   */
  papersOnceCalled(key: string): readonly LibraryPaper[] {
    const library = this.#library;
    const ofSidecars = [...(this.#byLink.get(`key:${key}`) ?? [])].flatMap((path) => {
      const note = this.#sidecars.get(path)!;
      const papers = papersOfNote(library, note);
      return papers.length > 0 || note.fields.title === null ? papers : library.byTitle(note.fields.title);
    });
    const ofLists = [...(this.#tasksOf.get(listLink(key)) ?? [])].flatMap((path) =>
      this.#lists
        .get(path)!
        .flatMap(({ reference, title }) =>
          reference === key && title !== null ? library.byTitle(title) : [],
        ),
    );
    return [...ofSidecars, ...ofLists];
  }

  /** The paper's task and the list that it stands in; of several the first by path and place. */
  taskOf(paper: LibraryPaper): { readonly path: string; readonly task: ReadingTask } | null {
    for (const path of this.#listsOf(paper)) {
      const task = this.#lists.get(path)!.find(({ reference }) => this.names(reference, paper));
      if (task) return { path, task };
    }
    return null;
  }

  /** The papers of all lists with the status that holds, by the lists' paths and order. Costs what the lists hold. */
  listed(): ReadonlyMap<LibraryPaper, ListStatus | null> {
    const found = new Map<LibraryPaper, ListStatus | null>();
    for (const path of [...this.#lists.keys()].sort(compareText))
      for (const { reference, status } of this.#lists.get(path)!)
        for (const paper of papersOfReference(this.#library, reference))
          if (!found.has(paper)) found.set(paper, status);
    return found;
  }

  /** Whether a reference of a list names the paper. */
  names(reference: string, paper: LibraryPaper): boolean {
    return papersOfReference(this.#library, reference).includes(paper);
  }

  /** The decision that holds for a paper; null where there is none, or it was taken back. */
  decisionOf(paper: LibraryPaper): Decision | null {
    let found: Decision | null = null;
    for (const link of linksOfPaper(paper))
      for (const decision of this.#latest.get(link)?.values() ?? [])
        found = found ? later(found, decision) : decision;
    return found?.kind === 'none' ? null : found;
  }

  statusOf(paper: LibraryPaper): Exclude<Status, 'none'> | null {
    if (this.#lists.size === 0 && this.#latest.size === 0) return null;
    const task = this.taskOf(paper)?.task;
    if (task?.status) return task.status;
    return this.decisionOf(paper)?.kind === 'dismissed' ? 'dismissed' : null;
  }

  /** Ids of the papers whose sidecars changed since this was last asked. */
  takeChanged(): string[] {
    const papers = new Set<LibraryPaper>();
    for (const link of this.#changed)
      for (const paper of papersOfLink(this.#library, link)) papers.add(paper);
    this.#changed.clear();
    return [...papers].map(({ id }) => id);
  }

  /** Papers of which sidecars, lists or decisions say something else since this was last asked. */
  takeTouched(): ReadonlySet<LibraryPaper> {
    const { links, references } = this.#touched;
    const papers = [
      ...[...links].flatMap((link) => papersOfLink(this.#library, link)),
      ...[...references].flatMap((reference) => papersOfReference(this.#library, reference)),
    ];
    links.clear();
    references.clear();
    return new Set(papers);
  }

  /** All papers of which a sidecar, a list or a decision says something. Costs what these hold. */
  annotated(): ReadonlySet<LibraryPaper> {
    const library = this.#library;
    const papers = [
      ...[...this.#sidecars.values()].flatMap((note) => papersOfNote(library, note)),
      ...[...this.#lists.values()].flat().flatMap(({ reference }) => papersOfReference(library, reference)),
      ...[...this.#latest.keys()].flatMap((link) => papersOfLink(library, link)),
    ];
    return new Set(papers);
  }

  of(paper: LibraryPaper): PaperAnnotations {
    const sidecars = this.sidecarsOf(paper);
    const annotations = this.#anchoredOf(paper, sidecars);
    const rated = sidecars.find(({ fields }) => fields.rating !== null);
    return {
      sidecars: sidecars.map(({ path }) => path),
      highlights: annotations.filter(({ record }) => record.kind === 'highlight').sort(byPlace),
      remarks: annotations.filter(({ record }) => record.kind === 'remark'),
      tags: [...new Set(sidecars.flatMap(({ fields }) => fields.tags))],
      rating: rated?.fields.rating ?? null,
      status: this.statusOf(paper),
    };
  }

  #anchoredOf(paper: LibraryPaper, sidecars: readonly StoredSidecar[]): readonly PaperAnnotation[] {
    if (sidecars.length === 0) {
      this.#anchored.delete(paper.id);
      return [];
    }
    const { title, abstract } = paper;
    const known = this.#anchored.get(paper.id);
    const isSame =
      known?.title === title &&
      known.abstract === abstract &&
      known.sidecars.length === sidecars.length &&
      known.sidecars.every((sidecar, i) => sidecar === sidecars[i]);
    if (known && isSame) return known.annotations;
    const annotations = placedAnnotations(sidecars, title, abstract);
    this.#anchored.set(paper.id, { title, abstract, sidecars, annotations });
    return annotations;
  }

  #listsOf(paper: LibraryPaper): string[] {
    const links = [...linksOfPaper(paper), 'other'];
    return [...new Set(links.flatMap((link) => [...(this.#tasksOf.get(link) ?? [])]))].sort(compareText);
  }

  #forgetSidecar(path: string): void {
    const note = this.#sidecars.get(path);
    if (!note) return;
    this.#sidecars.delete(path);
    for (const link of linksOfNote(note)) {
      deleteFrom(this.#byLink, link, path);
      this.#changed.add(link);
      this.#touched.links.add(link);
    }
  }

  #forgetList(path: string): void {
    for (const { reference } of this.#lists.get(path) ?? []) {
      deleteFrom(this.#tasksOf, listLink(reference), path);
      this.#touched.references.add(reference);
    }
    this.#lists.delete(path);
  }
}

/** Most notes are no sidecars, and say so at a glance. */
function mayBeSidecar(path: string, text: string): boolean {
  return /(?:^|\/)@[^/]+$/.test(path) || /citekey|citation-key/i.test(text.slice(0, 20_000));
}

/** Citekeys are found by name; addresses and identifiers are few, and asked one by one. */
function listLink(reference: string): string {
  return /^(?:https?:|arxiv:)|\s/i.test(reference) ? 'other' : `key:${reference}`;
}

function detached(record: AnnotationRecord): AnnotationRecord {
  return { ...record, id: detach(record.id), exact: detach(record.exact), comment: detach(record.comment) };
}

/** Ids at the ends of lines. */
function blockIdsOf(text: string): ReadonlySet<string> {
  const ids = text.matchAll(/(?:^|[ \t])\^([A-Za-z0-9-]{1,64})[ \t]*$/gm);
  return new Set([...ids].map(([, id]) => detach(id!.toLowerCase())));
}

function isSameDecision(a: Decision, b: Decision | undefined): boolean {
  return (
    b !== undefined && a.paper === b.paper && a.kind === b.kind && a.time === b.time && a.upTo === b.upTo
  );
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

function deleteFrom(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  set?.delete(value);
  if (set?.size === 0) map.delete(key);
}
