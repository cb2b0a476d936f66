import type { Entry } from '../digests/entry.ts';
import { titleKey } from '../text/fold.ts';
import { finish, type Steps } from '../text/steps.ts';
import { keyStems } from './citekey.ts';
import { evidenceOf } from './evidence.ts';
import { compareFile, type LibraryFile } from './file-change.ts';
import { links, partition } from './identity.ts';
import type { KeyFormat } from './key-format/format.ts';
import { KeyGivers, sameGiver, type KeyGiver } from './key-givers.ts';
import { KeyTable, type ClaimedStem, type KeyClaim } from './keys.ts';
import { LibraryPaper, type EntryNode } from './library-paper.ts';
import { Neighbourhood } from './neighbourhood.ts';
import type { SourcedEntry } from './paper.ts';
import type { Reference } from './references.ts';
import type { Verdict } from './verdict-file.ts';

/** So many entries or papers are dealt with between two steps. */
const STEP = 50;

/** What changed between two commits. A paper whose key or entries changed is in both lists. */
export interface LibraryChange {
  /** Ids under which papers were known before. */
  readonly removed: readonly string[];
  readonly added: readonly LibraryPaper[];
  /** Papers that are no more, as they were. A paper that only goes by another key is in `removed` and `added`, but not here. */
  readonly retired: readonly LibraryPaper[];
}

/**
 * All papers of the workspace. A file's change touches only the papers that its entries can meet (`links`), and the outcome
 * is the same as that of building everything anew in any order.
 */
export class Library {
  readonly #files = new Map<string, EntryNode[]>();
  readonly #neighbourhood = new Neighbourhood();
  readonly #paperOf = new Map<EntryNode, LibraryPaper>();
  readonly #papersById = new Map<string, LibraryPaper>();
  readonly #keys = new KeyTable<LibraryPaper>();
  readonly #givers = new KeyGivers();
  /** Nodes whose neighbourhood must be divided anew at the next commit. */
  readonly #disturbed = new Set<EntryNode>();
  readonly #orphaned = new Set<LibraryPaper>();
  /** Papers that have no name yet. */
  readonly #fresh = new Set<LibraryPaper>();
  /** Papers that are no more and of which a commit has told. */
  readonly #retired = new Set<LibraryPaper>();

  get papers(): Iterable<LibraryPaper> {
    return this.#papersById.values();
  }

  get size(): number {
    return this.#papersById.size;
  }

  /** Replaces what a file brought before. Takes effect for readers with `commit`. */
  setFile(file: LibraryFile): void {
    finish(this.setFileSteps(file));
  }

  /** The same in steps. What is done in between to the same file comes later, and the rest of this is left undone. */
  *setFileSteps(file: LibraryFile): Steps<void> {
    const nodes = [...(this.#files.get(file.path) ?? [])];
    this.#files.set(file.path, nodes);
    const { sources, twins, head, tail } = yield* compareFile(nodes, file);
    if (this.#files.get(file.path) !== nodes) return;
    const behind = sources.length - nodes.length;
    // Places first: among entries of one file they decide which comes first.
    for (let i = 0; i < head; i++) this.#move(nodes[i]!, sources[i]!);
    for (let i = nodes.length - tail; i < nodes.length; i++) this.#move(nodes[i]!, sources[i + behind]!);
    while (nodes.length > head + tail) {
      const dropped = nodes.splice(
        Math.max(head, nodes.length - tail - STEP),
        Math.min(STEP, nodes.length - head - tail),
      );
      for (const node of dropped) this.#drop(node);
      yield;
      if (this.#files.get(file.path) !== nodes) return;
    }
    for (let i = head; i < sources.length - tail;) {
      const next = Math.min(i + STEP, sources.length - tail);
      const added = sources
        .slice(i, next)
        .map((source, n) => this.#admit(source, twins[i + n]!, file.keyFormat ?? null));
      nodes.splice(i, 0, ...added);
      i = next;
      yield;
      if (this.#files.get(file.path) !== nodes) return;
    }
    if (nodes.length === 0) this.#files.delete(file.path);
  }

  *removeFileSteps(path: string): Steps<void> {
    const format = this.#files.get(path)?.[0]?.source.format;
    if (format !== undefined) yield* this.setFileSteps({ path, format, entries: [] });
  }

  removeFile(path: string): void {
    for (const node of this.#files.get(path) ?? []) this.#drop(node);
    this.#files.delete(path);
  }

  /** Takes the citekey that a sidecar gives to the paper of its identifiers; null takes it back. Takes effect with `commit`. */
  setKeyGiver(path: string, giver: KeyGiver | null): void {
    const before = this.#givers.set(path, giver);
    if (sameGiver(before, giver)) return;
    for (const one of [before, giver]) {
      if (!one) continue;
      for (const node of one.arxiv === null ? [] : this.#neighbourhood.byArxiv(one.arxiv))
        this.#disturbed.add(node);
      for (const node of one.doi === null ? [] : this.#neighbourhood.byDoi(one.doi))
        this.#disturbed.add(node);
    }
  }

  /** Takes what readers said in a file of verdicts; an empty list takes it back. Takes effect with `commit`. */
  setVerdicts(path: string, verdicts: readonly Verdict[]): void {
    for (const node of this.#neighbourhood.setVerdicts(path, verdicts)) this.#disturbed.add(node);
  }

  /** What readers said last of two references. */
  verdictBetween(a: Reference, b: Reference): Verdict | undefined {
    return this.#neighbourhood.verdictBetween(a, b);
  }

  /** The entries that a reference names. */
  entriesNamed(reference: Reference): readonly SourcedEntry[] {
    return [...this.#neighbourhood.named(reference)].map(({ source }) => source);
  }

  /** What readers said last of any of some entries and any of others. */
  verdictOn(some: readonly EntryNode[], others: readonly EntryNode[]): Verdict | undefined {
    return this.#neighbourhood.verdictOn(some, others);
  }

  /** Settles what the calls since the last commit mean for papers and keys. */
  commit(): LibraryChange {
    return finish(this.commitSteps());
  }

  /**
   * The same in steps. In between, papers that are not settled yet are not found; files may be set and removed, which the next commit
   * settles. Only one commit goes on at a time.
   */
  *commitSteps(): Steps<LibraryChange> {
    yield* this.#divide();
    const removed: string[] = [];
    const added = new Set<LibraryPaper>();
    this.#release(removed, added);
    const changed = [...this.#fresh];
    this.#fresh.clear();
    const renamed = new Set<LibraryPaper>();
    let count = 0;
    for (const paper of this.#keys.unsettled()) {
      if (++count % STEP === 0) yield;
      if (paper.id === '' || renamed.has(paper) || !this.#keys.has(paper)) continue;
      if (!this.#namesChanged(paper)) continue;
      renamed.add(paper);
      removed.push(paper.id);
      this.#papersById.delete(paper.id);
      changed.push(paper);
    }
    for (const paper of changed) {
      // It may have gone since, or others whose names are free now.
      if (!this.#keys.has(paper)) continue;
      this.#release(removed, added);
      this.#name(paper);
      added.add(paper);
      if (added.size % STEP === 0) yield;
    }
    this.#release(removed, added);
    for (const paper of added) paper.told = true;
    const retired = [...this.#retired];
    this.#retired.clear();
    return { removed, added: [...added], retired };
  }

  /** Frees the ids of papers that are no more. Those that came only with this commit nobody has to be told of. */
  #release(removed: string[], added: Set<LibraryPaper>): void {
    for (const paper of this.#orphaned) {
      this.#papersById.delete(paper.id);
      if (!added.delete(paper)) removed.push(paper.id);
    }
    this.#orphaned.clear();
  }

  /** Divides all that is disturbed into papers anew. */
  *#divide(): Steps<void> {
    let count = 0;
    for (const start of this.#disturbed) {
      const component = this.#componentOf(start);
      for (const node of component) this.#retire(this.#paperOf.get(node));
      for (const group of partition(component, this.#neighbourhood.rulings(component)))
        this.#fresh.add(this.#found(group));
      count += component.length;
      if (count < STEP) continue;
      count = 0;
      yield;
    }
  }

  /** The paper with an id, as `LibraryPaper.id` gives it. */
  byId(id: string): LibraryPaper | undefined {
    return this.#papersById.get(id);
  }

  /** The papers that a citekey, given or generated, names. */
  byKey(key: string): readonly LibraryPaper[] {
    return this.#keys.holders(key).filter(isNamed);
  }

  byArxiv(id: string): readonly LibraryPaper[] {
    return this.#papersOf(this.#neighbourhood.byArxiv(id));
  }

  byDoi(doi: string): readonly LibraryPaper[] {
    return this.#papersOf(this.#neighbourhood.byDoi(doi));
  }

  /** The papers with a title, compared without case, accents and punctuation. */
  byTitle(title: string): readonly LibraryPaper[] {
    return this.#papersOf(this.#neighbourhood.byTitle(title));
  }

  /** The paper to which each entry of a file belongs, in the file's order. */
  papersOfFile(path: string): readonly { readonly source: SourcedEntry; readonly paper: LibraryPaper }[] {
    return (this.#files.get(path) ?? []).flatMap((node) => {
      const paper = this.#paperOf.get(node);
      return paper && isNamed(paper) ? [{ source: node.source, paper }] : [];
    });
  }

  /** The papers of the entries at most `reach` places from an entry in its file, its own left out. */
  papersNear(source: SourcedEntry, reach: number): readonly LibraryPaper[] {
    const nodes = this.#files.get(source.path) ?? [];
    const around = nodes.slice(Math.max(0, source.index - reach), source.index + reach + 1);
    const own = this.#paperOf.get(nodes[source.index]!);
    return [...this.#papersOf(new Set(around))].filter((paper) => paper !== own);
  }

  #papersOf(nodes: Iterable<EntryNode>): readonly LibraryPaper[] {
    const papers = new Set<LibraryPaper>();
    for (const node of nodes) {
      const paper = this.#paperOf.get(node);
      if (paper && isNamed(paper)) papers.add(paper);
    }
    return [...papers];
  }

  #admit(source: SourcedEntry, twin: number, keyFormat: KeyFormat | null): EntryNode {
    const evidence = evidenceOf(source.entry, source.path, keyFormat);
    const node: EntryNode = { source, twin, keyFormat, evidence, links: links(evidence) };
    this.#neighbourhood.add(node);
    this.#disturbed.add(node);
    return node;
  }

  #drop(node: EntryNode): void {
    const paper = this.#paperOf.get(node);
    this.#retire(paper);
    this.#paperOf.delete(node);
    for (const neighbour of this.#neighbourhood.neighbours(node)) this.#disturbed.add(neighbour);
    this.#neighbourhood.delete(node);
    this.#disturbed.delete(node);
    for (const sibling of paper?.nodes ?? [])
      if (sibling !== node && this.#paperOf.has(sibling)) this.#disturbed.add(sibling);
  }

  /** The nodes that must be looked at together with one. They are disturbed no more. */
  #componentOf(start: EntryNode): EntryNode[] {
    const component = this.#neighbourhood.component(start);
    for (const node of component) this.#disturbed.delete(node);
    return component;
  }

  #found(nodes: readonly EntryNode[]): LibraryPaper {
    const paper = new LibraryPaper(nodes);
    for (const node of nodes) this.#paperOf.set(node, paper);
    this.#keys.set(paper, new PaperClaim(paper, this.#givers.keysOf(nodes)));
    return paper;
  }

  #move(node: EntryNode, source: SourcedEntry): void {
    node.source = source;
    this.#paperOf.get(node)?.forget();
  }

  #retire(paper: LibraryPaper | undefined): void {
    if (!paper || this.#orphaned.has(paper)) return;
    this.#fresh.delete(paper);
    this.#keys.delete(paper);
    if (this.#papersById.get(paper.id) === paper) this.#orphaned.add(paper);
    if (paper.told) this.#retired.add(paper);
    paper.told = false;
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

function isNamed(paper: LibraryPaper): boolean {
  return paper.id !== '';
}

/** What the entries of a paper say of its keys. */
class PaperClaim implements KeyClaim {
  readonly given: readonly string[];
  readonly lent: readonly string[];
  readonly stems: readonly ClaimedStem[];
  readonly #paper: LibraryPaper;

  constructor(paper: LibraryPaper, ofSidecars: readonly string[]) {
    const entries = paper.nodes.map(({ source }) => source.entry);
    this.given = givenKeys(entries);
    this.lent = ofSidecars;
    this.stems = paper.nodes.flatMap(claimedStems);
    this.#paper = paper;
  }

  get seniority(): readonly string[] {
    return seniorityOf(this.#paper);
  }
}

function claimedStems({ source: { entry }, keyFormat }: EntryNode): readonly ClaimedStem[] {
  return keyStems(entry, keyFormat).map(({ base, longer }, i) => ({
    base,
    longer,
    own: i === 0 && entry.key === null,
  }));
}

/** The foremost key of each entry before the other keys of any. */
function givenKeys(entries: readonly Entry[]): readonly string[] {
  const keys = entries.flatMap(({ key }) => (key === null ? [] : [key]));
  return [...new Set([...keys, ...entries.flatMap(({ otherKeys }) => otherKeys)])];
}

function seniorityOf(paper: LibraryPaper): readonly string[] {
  const [first] = paper.nodes;
  return [
    // A month that an arXiv id tells makes none senior: keys stay what they are.
    (paper.nodes.some(({ source }) => source.entry.date !== null) ? paper.date : null) ?? '9999',
    paper.arxiv ?? paper.doi ?? '~',
    titleKey(paper.title),
    paper.authors.map((a) => ('literal' in a ? a.literal : a.family)).join(' '),
    first!.source.path,
    String(first!.twin).padStart(8, '0'),
  ];
}
