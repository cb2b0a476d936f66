import { familiesOf, familyKey } from '../evidence.ts';
import type { Library, LibraryChange } from '../library.ts';
import type { EntryNode, LibraryPaper } from '../library-paper.ts';
import { compareSources } from '../merge.ts';
import { MultiMap } from '../multi-map.ts';
import {
  likelyPairs,
  sharedIdentifier,
  sharedKey,
  TELLING_AUTHORS,
  whyOfNearTitles,
  whyOfOneTitle,
  whyRetitled,
} from './between-papers.ts';
import { compareDoubts, type Doubt } from './doubt.ts';
import { doubtsInPaper } from './in-paper.ts';

/** A title or an author of more papers than this is a column or a habit; comparing all of their pairs tells nothing. */
const MOST_TO_PAIR = 60;

/** An identifier of more papers than this is the fault of a program that wrote it everywhere. */
const MOST_TO_SHARE = 1000;

/** How many of a title's longest words lead to titles that are near. */
const NEAR_WORDS = 3;

/**
 * What is doubtful about the identity of papers, found in the background. Papers are compared only within groups: those that share an
 * identifier, a title, a given key, or an author and a long word of the title. A change looks again at the groups of the papers that came
 * and went, and what is found in a group depends on the group alone: so the outcome is that of finding everything anew.
 */
export class Doubts {
  readonly #library: Library;
  /** Papers that came (true) or went, in this order. */
  #waiting: (readonly [LibraryPaper, boolean])[] = [];
  readonly #groups = new Set<Group>();
  readonly #near = new MultiMap<number, LibraryPaper>();
  readonly #ofGroup = new Map<Group, readonly Doubt[]>();
  readonly #ofPaper = new Map<LibraryPaper, readonly Doubt[]>();
  readonly #ofPath = new MultiMap<string, Doubt>();

  constructor(library: Library) {
    this.#library = library;
  }

  get ready(): boolean {
    return this.#waiting.length === 0 && this.#groups.size === 0;
  }

  apply({ retired, added }: LibraryChange): void {
    for (const paper of retired) this.#waiting.push([paper, false]);
    for (const paper of added) this.#waiting.push([paper, true]);
  }

  /** Goes on looking until `isTimeUp`; true when nothing is left to do. */
  work(isTimeUp: () => boolean): boolean {
    let done = 0;
    for (const [paper, came] of this.#waiting) {
      this.#take(paper, came);
      done++;
      if (isTimeUp()) break;
    }
    this.#waiting = this.#waiting.slice(done);
    if (this.#waiting.length > 0) return false;
    for (const group of this.#groups) {
      this.#groups.delete(group);
      this.#replace(this.#ofGroup, group, this.#look(group));
      if (isTimeUp()) break;
    }
    return this.ready;
  }

  /** What is doubtful at entries of a file, as far as it was found, in the order of the entries. */
  of(path: string): readonly Doubt[] {
    const unique = new Map<string, Doubt>();
    for (const doubt of [...this.#ofPath.get(path)].sort(compareDoubts)) {
      const { at, other, code } = doubt;
      const name = [code, at.source.index, other.source.path, other.source.index].join('\n');
      if (!unique.has(name)) unique.set(name, doubt);
    }
    return [...unique.values()];
  }

  #take(paper: LibraryPaper, came: boolean): void {
    for (const group of nearGroups(paper)) {
      if (came) this.#near.add(group, paper);
      else this.#near.delete(group, paper);
      if (this.#near.isShared(group) || this.#ofGroup.has(group)) this.#groups.add(group);
    }
    for (const group of sharedGroups(paper))
      if (this.#sharing(group).length > 1 || this.#ofGroup.has(group)) this.#groups.add(group);
    this.#replace(this.#ofPaper, paper, came ? doubtsInPaper(paper, this.#isRuled) : []);
  }

  readonly #isRuled = (some: readonly EntryNode[], others: readonly EntryNode[]): boolean =>
    this.#library.verdictOn(some, others) !== undefined;

  #replace<K>(map: Map<K, readonly Doubt[]>, key: K, doubts: readonly Doubt[]): void {
    for (const doubt of map.get(key) ?? []) this.#ofPath.delete(doubt.at.source.path, doubt);
    if (doubts.length > 0) map.set(key, doubts);
    else map.delete(key);
    for (const doubt of doubts) this.#ofPath.add(doubt.at.source.path, doubt);
  }

  #look(group: Group): readonly Doubt[] {
    const papers = [...(typeof group === 'number' ? this.#near.get(group) : this.#sharing(group))];
    const [kind, name] = typeof group === 'number' ? (['near', ''] as const) : splitGroup(group);
    const most = kind === 'title' || kind === 'near' ? MOST_TO_PAIR : MOST_TO_SHARE;
    if (papers.length < 2 || papers.length > most) return [];
    papers.sort((a, b) => compareSources(a.nodes[0]!.source, b.nodes[0]!.source));
    switch (kind) {
      case 'arxiv':
        return sharedIdentifier(papers, (e) => e.arxiv.has(name), `arXiv:${name}`, this.#isRuled);
      case 'doi':
        return sharedIdentifier(papers, (e) => e.dois.has(name), `doi:${name}`, this.#isRuled);
      case 'key':
        return sharedKey(papers, name);
      case 'title':
        return likelyPairs(papers, (a, b) => whyOfOneTitle(a, b, name), this.#isRuled);
      case 'near':
        return likelyPairs(papers, (a, b) => whyOfNearTitles(a, b) ?? whyRetitled(a, b), this.#isRuled);
    }
  }

  /** The papers that share an identifier, a title or a given key. */
  #sharing(group: SharedGroup): readonly LibraryPaper[] {
    const [kind, name] = splitGroup(group);
    switch (kind) {
      case 'arxiv':
        return this.#library.byArxiv(name);
      case 'doi':
        return this.#library.byDoi(name);
      case 'key':
        return this.#library.byKey(name);
      case 'title':
        return this.#library.byTitle(name);
    }
  }
}

type SharedKind = 'arxiv' | 'doi' | 'title' | 'key';
type SharedGroup = `${SharedKind}:${string}`;
/** A group of papers that share something, or the hash of what makes titles near. */
type Group = SharedGroup | number;

function splitGroup(group: SharedGroup): readonly [SharedKind, string] {
  const colon = group.indexOf(':');
  return [group.slice(0, colon) as SharedKind, group.slice(colon + 1)];
}

/** The groups in which papers share what the library finds papers by. */
function sharedGroups({ nodes }: LibraryPaper): ReadonlySet<SharedGroup> {
  const groups = new Set<SharedGroup>();
  for (const { evidence } of nodes) {
    for (const id of evidence.arxiv) groups.add(`arxiv:${id}`);
    for (const doi of evidence.dois) groups.add(`doi:${doi}`);
    for (const title of evidence.titles) groups.add(`title:${title}`);
    for (const key of evidence.keys) groups.add(`key:${key}`);
  }
  return groups;
}

/** The groups in which titles may be near, as hashes: by the first author and a long word; and by the whole list of authors. */
function nearGroups({ nodes }: LibraryPaper): ReadonlySet<number> {
  const groups = new Set<number>();
  for (const { evidence, source } of nodes) {
    const [first] = source.entry.authors;
    if (!first) continue;
    const family = familyKey(first);
    for (const title of evidence.titles)
      for (const word of longestWords(title)) groups.add(hash(`${family} ${word}`));
    // Not the evidence's own, which would be kept for every paper.
    const families = familiesOf(source.entry);
    if (families.size >= TELLING_AUTHORS) groups.add(hash([...families].sort().join(' ')));
  }
  return groups;
}

function longestWords(title: string): readonly string[] {
  return [...new Set(title.split(' '))]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, NEAR_WORDS);
}

/** FNV-1a, as a small integer: two groups in one cost some comparisons more. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 2;
}
