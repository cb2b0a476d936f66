import type { FormatId } from '../digests/format.ts';
import type { Entry } from '../digests/entry.ts';
import { titleKey } from '../text/fold.ts';
import { keyStem } from './citekey.ts';
import { evidenceOf } from './evidence.ts';
import { links, partition } from './identity.ts';
import { KeyTable, type KeyClaim } from './keys.ts';
import { LibraryPaper, type EntryNode } from './library-paper.ts';
import type { EntryPlace, SourcedEntry } from './paper.ts';
import { sameContent } from './same-content.ts';

/** A digest's entries as the library takes them. */
export interface LibraryFile {
  readonly path: string;
  readonly format: FormatId;
  readonly entries: readonly { readonly entry: Entry; readonly place: EntryPlace }[];
}

/** What changed between two commits. A paper whose key or entries changed is in both lists. */
export interface LibraryChange {
  /** Ids under which papers were known before. */
  readonly removed: readonly string[];
  readonly added: readonly LibraryPaper[];
}

/**
 * All papers of the workspace. A file's change touches only the papers that its entries can meet (`links`), and the outcome
 * is the same as that of building everything anew in any order.
 */
export class Library {
  readonly #files = new Map<string, EntryNode[]>();
  readonly #nodesByLink = new Map<string, Set<EntryNode>>();
  readonly #nodesByTitle = new Map<string, Set<EntryNode>>();
  readonly #paperOf = new Map<EntryNode, LibraryPaper>();
  readonly #papersById = new Map<string, LibraryPaper>();
  readonly #keys = new KeyTable<LibraryPaper>();
  /** Nodes whose neighbourhood must be divided anew at the next commit. */
  readonly #disturbed = new Set<EntryNode>();
  readonly #orphaned = new Set<LibraryPaper>();

  get papers(): Iterable<LibraryPaper> {
    return this.#papersById.values();
  }

  get size(): number {
    return this.#papersById.size;
  }

  /** Replaces what a file brought before. Takes effect for readers with `commit`. */
  setFile(file: LibraryFile): void {
    const before = this.#files.get(file.path) ?? [];
    const sources = file.entries.map(({ entry, place }, index): SourcedEntry => ({
      path: file.path,
      format: file.format,
      line: place.line,
      place,
      index,
      entry,
    }));
    const twins = countTwins(sources);
    const same = (i: number, j: number): boolean => {
      const [a, b] = [before[i], sources[j]];
      if (!a || !b || a.source.format !== b.format || a.twin !== twins[j]) return false;
      return sameContent(a.source.entry, b.entry);
    };
    let head = 0;
    while (same(head, head)) head++;
    let tail = 0;
    const shorter = Math.min(before.length, sources.length) - head;
    while (tail < shorter && same(before.length - 1 - tail, sources.length - 1 - tail)) tail++;

    const keep = (node: EntryNode, source: SourcedEntry): EntryNode => {
      node.source = source;
      this.#paperOf.get(node)?.forget();
      return node;
    };
    for (const node of before.slice(head, before.length - tail)) this.#drop(node);
    const after = [
      ...before.slice(0, head).map((node, i) => keep(node, sources[i]!)),
      ...sources.slice(head, sources.length - tail).map((source, i) => this.#admit(source, twins[head + i]!)),
      ...before.slice(before.length - tail).map((node, i) => keep(node, sources[sources.length - tail + i]!)),
    ];
    if (after.length > 0) this.#files.set(file.path, after);
    else this.#files.delete(file.path);
  }

  removeFile(path: string): void {
    for (const node of this.#files.get(path) ?? []) this.#drop(node);
    this.#files.delete(path);
  }

  /** Settles what the calls since the last commit mean for papers and keys. */
  commit(): LibraryChange {
    const added: LibraryPaper[] = [];
    for (const component of this.#disturbedComponents()) {
      for (const node of component) this.#retire(this.#paperOf.get(node));
      for (const group of partition(component)) added.push(this.#found(group));
    }
    this.#disturbed.clear();

    const removed: string[] = [];
    const renamed = this.#keys.takeUnsettled();
    for (const paper of this.#orphaned) {
      removed.push(paper.id);
      this.#papersById.delete(paper.id);
    }
    this.#orphaned.clear();
    const fresh = new Set(added);
    const changed = [...fresh];
    for (const paper of renamed) {
      if (fresh.has(paper) || !this.#namesChanged(paper)) continue;
      removed.push(paper.id);
      this.#papersById.delete(paper.id);
      changed.push(paper);
    }
    for (const paper of changed) this.#name(paper);
    return { removed, added: changed };
  }

  /** The paper with an id, as `LibraryPaper.id` gives it. */
  byId(id: string): LibraryPaper | undefined {
    return this.#papersById.get(id);
  }

  /** The papers that a citekey, given or generated, names. */
  byKey(key: string): readonly LibraryPaper[] {
    return this.#keys.holders(key);
  }

  byArxiv(id: string): readonly LibraryPaper[] {
    return this.#papersOf(this.#nodesByLink.get(`arxiv:${id}`));
  }

  byDoi(doi: string): readonly LibraryPaper[] {
    return this.#papersOf(this.#nodesByLink.get(`doi:${doi}`));
  }

  /** The papers with a title, compared without case, accents and punctuation. */
  byTitle(title: string): readonly LibraryPaper[] {
    return this.#papersOf(this.#nodesByTitle.get(titleKey(title)));
  }

  /** The paper to which each entry of a file belongs, in the file's order. */
  papersOfFile(path: string): readonly { readonly source: SourcedEntry; readonly paper: LibraryPaper }[] {
    return (this.#files.get(path) ?? []).flatMap((node) => {
      const paper = this.#paperOf.get(node);
      return paper ? [{ source: node.source, paper }] : [];
    });
  }

  /** The papers of the entries at most `reach` places from an entry in its file, its own left out. */
  papersNear(source: SourcedEntry, reach: number): readonly LibraryPaper[] {
    const nodes = this.#files.get(source.path) ?? [];
    const around = nodes.slice(Math.max(0, source.index - reach), source.index + reach + 1);
    const own = this.#paperOf.get(nodes[source.index]!);
    return [...this.#papersOf(new Set(around))].filter((paper) => paper !== own);
  }

  #papersOf(nodes: ReadonlySet<EntryNode> | undefined): readonly LibraryPaper[] {
    const papers = new Set<LibraryPaper>();
    for (const node of nodes ?? []) {
      const paper = this.#paperOf.get(node);
      if (paper) papers.add(paper);
    }
    return [...papers];
  }

  #admit(source: SourcedEntry, twin: number): EntryNode {
    const evidence = evidenceOf(source.entry, source.path);
    const node: EntryNode = { source, twin, evidence, links: links(evidence) };
    for (const link of node.links) addTo(this.#nodesByLink, link, node);
    for (const title of evidence.titles) addTo(this.#nodesByTitle, title, node);
    this.#disturbed.add(node);
    return node;
  }

  #drop(node: EntryNode): void {
    this.#disturbed.delete(node);
    const paper = this.#paperOf.get(node);
    this.#retire(paper);
    this.#paperOf.delete(node);
    for (const link of node.links) {
      deleteFrom(this.#nodesByLink, link, node);
      for (const neighbour of this.#nodesByLink.get(link) ?? []) this.#disturbed.add(neighbour);
    }
    for (const title of node.evidence.titles) deleteFrom(this.#nodesByTitle, title, node);
    for (const sibling of paper?.nodes ?? [])
      if (sibling !== node && this.#paperOf.has(sibling)) this.#disturbed.add(sibling);
  }

  /** The sets of nodes that must be looked at together: everything that links reach from a disturbed node. */
  *#disturbedComponents(): Generator<EntryNode[]> {
    const seen = new Set<EntryNode>();
    for (const start of this.#disturbed) {
      if (seen.has(start)) continue;
      seen.add(start);
      const component = [start];
      for (const node of component) {
        for (const link of node.links) {
          for (const next of this.#nodesByLink.get(link) ?? []) {
            if (seen.has(next)) continue;
            seen.add(next);
            component.push(next);
          }
        }
      }
      yield component;
    }
  }

  #found(nodes: readonly EntryNode[]): LibraryPaper {
    const paper = new LibraryPaper(nodes);
    for (const node of nodes) this.#paperOf.set(node, paper);
    this.#keys.set(paper, claimOf(paper));
    return paper;
  }

  #retire(paper: LibraryPaper | undefined): void {
    if (!paper || this.#orphaned.has(paper)) return;
    this.#keys.delete(paper);
    if (this.#papersById.get(paper.id) === paper) this.#orphaned.add(paper);
  }

  #namesChanged(paper: LibraryPaper): boolean {
    const { key, aliases } = this.#keys.namesOf(paper);
    return (
      key !== paper.key ||
      aliases.join('\n') !== paper.aliases.join('\n') ||
      this.#idOf(paper, key) !== paper.id
    );
  }

  #name(paper: LibraryPaper): void {
    const { key, aliases } = this.#keys.namesOf(paper);
    paper.key = key;
    paper.aliases = aliases;
    paper.id = this.#idOf(paper, key);
    this.#papersById.set(paper.id, paper);
  }

  /** The key; where two papers go by one, with the place of the entry that gives it. */
  #idOf(paper: LibraryPaper, key: string): string {
    if (this.#keys.holders(key).length < 2) return key;
    const giver = paper.nodes.find((node) => node.source.entry.key === key) ?? paper.nodes[0]!;
    return [key, giver.source.path, ...giver.evidence.titles, giver.twin].join('\n');
  }
}

function claimOf(paper: LibraryPaper): KeyClaim {
  const entries = paper.nodes.map(({ source }) => source.entry);
  return {
    given: givenKeys(entries),
    stems: entries.map(keyStem),
    get seniority() {
      return seniorityOf(paper);
    },
  };
}

/** The foremost key of each entry before the other keys of any. */
function givenKeys(entries: readonly Entry[]): readonly string[] {
  const keys = entries.flatMap(({ key }) => (key === null ? [] : [key]));
  return [...new Set([...keys, ...entries.flatMap(({ otherKeys }) => otherKeys)])];
}

function seniorityOf(paper: LibraryPaper): readonly string[] {
  const [first] = paper.nodes;
  return [
    paper.date ?? '9999',
    paper.arxiv ?? paper.doi ?? '~',
    titleKey(paper.title),
    paper.authors.map((a) => ('literal' in a ? a.literal : a.family)).join(' '),
    first!.source.path,
    String(first!.twin).padStart(8, '0'),
  ];
}

function countTwins(sources: readonly SourcedEntry[]): number[] {
  const seen = new Map<string, number>();
  return sources.map(({ entry }) => {
    const twin = seen.get(entry.title) ?? 0;
    seen.set(entry.title, twin + 1);
    return twin;
  });
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

function deleteFrom<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  set?.delete(value);
  if (set?.size === 0) map.delete(key);
}
