import type { LibraryChange } from '../../library/library.ts';
import type { LibraryPaper } from '../../library/library-paper.ts';
import { compareText } from '../../library/merge.ts';
import type { Steps } from '../../text/steps.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { INBOX_GROUPS, standingOf, type InboxGroup, type Standing } from './standing.ts';
import { dayOfDigest, isHolding } from './stream.ts';

/** A paper in the inbox. */
export interface InboxItem extends Standing {
  readonly paper: LibraryPaper;
}

/** So many papers are judged between two steps. */
const BATCH = 200;

/**
 * The papers that wait for a decision, newest digest first. What changed is noted by `apply` and `touch`, and judged by `settle`, so a
 * change costs what it touches; the answers are those of the last `settle`.
 */
export class Inbox {
  readonly #workspace: Workspace;
  /** Papers that some page, mail, feed or list brings, by id. */
  readonly #stream = new Map<string, LibraryPaper>();
  readonly #items = new Map<string, InboxItem>();
  /** Ids of papers that must be judged anew. */
  readonly #waiting = new Set<string>();
  readonly #days = new Map<string, string>();
  /** Digests of which papers came or went: their days may be others now. */
  readonly #stale = new Set<string>();
  readonly #sorted: Record<InboxGroup, readonly InboxItem[]> = { new: [], version: [], other: [] };

  #revision = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  apply({ removed, added }: LibraryChange): void {
    for (const id of removed) {
      const paper = this.#stream.get(id);
      if (!paper) continue;
      for (const { path } of paper.entries) this.#stale.add(path);
      this.#stream.delete(id);
      this.#waiting.add(id);
    }
    for (const paper of added) {
      const entries = paper.entries.filter((source) => !isHolding(source));
      if (entries.length === 0) continue;
      for (const { path } of entries) this.#stale.add(path);
      this.#stream.set(paper.id, paper);
      this.#waiting.add(paper.id);
    }
  }

  /** What notes, sidecars, lists or decisions say of these papers changed. */
  touch(papers: Iterable<LibraryPaper>): void {
    for (const { id } of papers) if (this.#stream.has(id)) this.#waiting.add(id);
  }

  /** Judges what changed. Between two steps everything may be asked, and more may change. */
  *settle(): Steps<void> {
    for (const path of this.#stale) {
      this.#stale.delete(path);
      this.#date(path);
      yield;
    }
    while (this.#waiting.size > 0) {
      const batch: string[] = [];
      for (const id of this.#waiting) {
        batch.push(id);
        if (batch.length >= BATCH) break;
      }
      this.#judge(batch);
      yield;
    }
  }

  /** Counts up with every change of the answers. */
  get revision(): number {
    return this.#revision;
  }

  count(group: InboxGroup): number {
    return this.#sorted[group].length;
  }

  items(group: InboxGroup): readonly InboxItem[] {
    return this.#sorted[group];
  }

  /** Where a paper waits; null where it does not. */
  groupOf(paper: LibraryPaper): InboxGroup | null {
    return this.#items.get(paper.id)?.group ?? null;
  }

  /** The day of the newest digest that brings a paper; null where none does or no day is known. */
  dayOf(paper: LibraryPaper): string | null {
    const days = paper.entries.filter((source) => !isHolding(source)).map(({ path }) => this.#dayOf(path));
    return days.reduce((a, b) => (b > a ? b : a), '') || null;
  }

  #date(path: string): void {
    const before = this.#days.get(path);
    this.#days.delete(path);
    if (before === undefined || before === this.#dayOf(path)) return;
    for (const { paper } of this.#workspace.library.papersOfFile(path))
      if (this.#stream.has(paper.id)) this.#waiting.add(paper.id);
  }

  #dayOf(path: string): string {
    let day = this.#days.get(path);
    if (day === undefined) {
      const entries = this.#workspace.library.papersOfFile(path).map(({ source }) => source);
      this.#days.set(path, (day = dayOfDigest(path, entries)));
    }
    return day;
  }

  #judge(ids: readonly string[]): void {
    const gone = new Set<InboxItem>();
    const came = new Map<InboxGroup, InboxItem[]>();
    for (const id of ids) {
      this.#waiting.delete(id);
      const before = this.#items.get(id);
      const paper = this.#stream.get(id);
      const standing = paper && standingOf(this.#workspace, paper, (path) => this.#dayOf(path));
      if (before && standing && isUnchanged(before, paper, standing)) continue;
      if (before) gone.add(before);
      this.#items.delete(id);
      if (!paper || !standing) continue;
      const item = { paper, ...standing };
      this.#items.set(id, item);
      came.set(item.group, [...(came.get(item.group) ?? []), item]);
    }
    if (gone.size > 0 || came.size > 0) this.#revision++;
    for (const group of INBOX_GROUPS) {
      const fresh = came.get(group)?.sort(newestFirst) ?? [];
      const isLess = [...gone].some((item) => item.group === group);
      const left = isLess ? this.#sorted[group].filter((item) => !gone.has(item)) : this.#sorted[group];
      this.#sorted[group] = fresh.length > 0 ? merged(left, fresh) : left;
    }
  }
}

/** What is told of a new version depends on notes and highlights; all else on the paper alone. */
function isUnchanged(before: InboxItem, paper: LibraryPaper, { group, node, day }: Standing): boolean {
  if (group === 'version' || before.paper !== paper) return false;
  return before.group === group && before.node === node && before.day === day;
}

/** Digests by day, the newest first, and each in its own order. Entries may move in their file, but never past each other. */
function newestFirst(a: InboxItem, b: InboxItem): number {
  const [one, other] = [a.node.source, b.node.source];
  return compareText(b.day, a.day) || compareText(one.path, other.path) || one.index - other.index;
}

function merged(some: readonly InboxItem[], others: readonly InboxItem[]): InboxItem[] {
  const result: InboxItem[] = [];
  let at = 0;
  for (const item of some) {
    while (at < others.length && newestFirst(others[at]!, item) < 0) result.push(others[at++]!);
    result.push(item);
  }
  return [...result, ...others.slice(at)];
}
