import type { Library, LibraryChange } from '../../library/library.ts';
import type { LibraryPaper } from '../../library/library-paper.ts';
import { compareText } from '../../library/merge.ts';
import type { Steps } from '../../text/steps.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Finder, FoundTopic } from '../finder.ts';
import { dayOfPath } from '../inbox/stream.ts';
import { TagIndex } from '../tag-index.ts';
import { GroupIndex, type IndexedGroup } from './group-index.ts';
import { monthGroup, UNKNOWN, type EntryGrouping } from './group-names.ts';
import { firstOf, type Sort } from './sorting.ts';

/** What the papers of a library can be grouped by. */
export const GROUPINGS = ['topic', 'date', 'source', 'author', 'tag', 'status', 'venue'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A group as it is shown. */
export interface ShownGroup {
  /** Together with the grouping it leads to the group. */
  readonly id: string;
  readonly label: string;
  /** How many papers it holds, those of narrower groups among them. */
  readonly count: number;
  readonly children: readonly ShownGroup[];
  /** Of topics: who named it. */
  readonly kind?: FoundTopic['kind'];
}

export interface GroupPage {
  readonly groups: readonly ShownGroup[];
  /** How many there are at the top level. */
  readonly total: number;
}

export interface PaperSlice {
  readonly papers: readonly LibraryPaper[];
  readonly total: number;
}

const STATUSES = [
  ['reading', 'Reading'],
  ['queued', 'Queued'],
  ['read', 'Read'],
  ['dismissed', 'Dismissed'],
  [UNKNOWN, 'No status'],
] as const;

const UNTAGGED = 'No tag';

/** The library in groups. An index is made when a grouping is first asked for, and follows changes from then on. */
export class LibraryGroups {
  readonly #workspace: Workspace;
  readonly #finder: Finder;
  readonly #tags: TagIndex;
  readonly #indexes = new Map<EntryGrouping, { readonly index: GroupIndex; ready: boolean }>();
  #statuses: ReadonlyMap<string, ReadonlySet<LibraryPaper>> | null = null;

  constructor(workspace: Workspace, finder: Finder) {
    this.#workspace = workspace;
    this.#finder = finder;
    this.#tags = new TagIndex(workspace);
  }

  apply(change: LibraryChange): void {
    for (const { index } of this.#indexes.values()) index.apply(change);
    this.#tags.apply(change);
    if (change.removed.length > 0 || change.added.length > 0) this.#statuses = null;
  }

  /** What sidecars, lists or decisions say of papers changed. */
  notesChanged(papers: Iterable<LibraryPaper>): void {
    this.#tags.refresh([...papers].map(({ id }) => id));
    this.#statuses = null;
  }

  /** The first `limit` groups of a grouping, in the order in which one looks for them. */
  *groups(by: Grouping, limit: number): Steps<GroupPage> {
    switch (by) {
      case 'topic':
        return pageOf(this.#finder.topics(), limit);
      case 'tag':
        return pageOf(this.#tagGroups(), limit);
      case 'status':
        return pageOf(this.#statusGroups(), limit);
      case 'date':
        return pageOf(yearsOf([...(yield* this.#index('date')).groups]), limit);
      case 'source':
      case 'author':
      case 'venue':
        return largest(yield* this.#index(by), by, limit);
    }
  }

  /** The first papers of a group, without those of its narrower groups, and how many there are. */
  *papers(by: Grouping, group: string, sort: Sort, limit: number): Steps<PaperSlice> {
    const members = yield* this.#members(by, group);
    let total = 0;
    const counted = function* (): Generator<LibraryPaper, void, void> {
      for (const paper of members) {
        total++;
        yield paper;
      }
    };
    const papers = yield* firstOf(counted(), sort, limit);
    return { papers, total };
  }

  *#members(by: Grouping, group: string): Steps<Iterable<LibraryPaper>> {
    const { library } = this.#workspace;
    switch (by) {
      case 'topic':
        return this.#finder.papersOfTopic(group);
      case 'tag':
        return group === UNKNOWN
          ? others(library, new Set([...this.#tags.all().values()].flat()))
          : named(library, this.#tags.all().get(group.slice(1)) ?? []);
      case 'status':
        return group === UNKNOWN
          ? others(
              library,
              new Set([...this.#byStatus().values()].flatMap((set) => [...set].map(({ id }) => id))),
            )
          : (this.#byStatus().get(group) ?? []);
      case 'date':
      case 'source':
      case 'author':
      case 'venue':
        return named(library, (yield* this.#index(by)).get(group)?.papers ?? []);
    }
  }

  *#index(by: EntryGrouping): Steps<GroupIndex> {
    let held = this.#indexes.get(by);
    if (!held) this.#indexes.set(by, (held = { index: new GroupIndex(by), ready: false }));
    if (!held.ready) {
      yield* held.index.setAll(this.#workspace.library.papers);
      held.ready = true;
    }
    return held.index;
  }

  #tagGroups(): ShownGroup[] {
    const groups = [...this.#tags.all()]
      .map(([tag, ids]) => ({ id: `#${tag}`, label: `#${tag}`, count: ids.length, children: [] }))
      .sort(bySize);
    const tagged = new Set([...this.#tags.all().values()].flat()).size;
    const rest = { id: UNKNOWN, label: UNTAGGED, count: this.#workspace.library.size - tagged, children: [] };
    return [...groups, rest].filter(({ count }) => count > 0);
  }

  #statusGroups(): ShownGroup[] {
    const sets = this.#byStatus();
    const known = [...sets.values()].reduce((sum, { size }) => sum + size, 0);
    return STATUSES.map(([id, label]) => ({
      id,
      label,
      count: id === UNKNOWN ? this.#workspace.library.size - known : (sets.get(id)?.size ?? 0),
      children: [],
    })).filter(({ count }) => count > 0);
  }

  /** Costs what lists and decisions hold, once. */
  #byStatus(): ReadonlyMap<string, ReadonlySet<LibraryPaper>> {
    if (this.#statuses) return this.#statuses;
    const { annotations } = this.#workspace;
    const sets = new Map<string, Set<LibraryPaper>>();
    for (const paper of annotations.annotated()) {
      const status = annotations.statusOf(paper);
      if (status === null) continue;
      const set = sets.get(status);
      if (set) set.add(paper);
      else sets.set(status, new Set([paper]));
    }
    return (this.#statuses = sets);
  }
}

function* named(library: Library, ids: Iterable<string>): Generator<LibraryPaper, void, void> {
  for (const id of ids) {
    const paper = library.byId(id);
    if (paper) yield paper;
  }
}

function* others(library: Library, ids: ReadonlySet<string>): Generator<LibraryPaper, void, void> {
  for (const paper of library.papers) if (!ids.has(paper.id)) yield paper;
}

function pageOf(groups: readonly ShownGroup[], limit: number): GroupPage {
  return { groups: groups.slice(0, limit), total: groups.length };
}

/** Years with their months, newest first; papers of which only the year is known stand in the year itself. */
function yearsOf(groups: readonly IndexedGroup[]): ShownGroup[] {
  const years = new Map<string, { own: number; months: ShownGroup[] }>();
  for (const { id, papers } of groups) {
    const year = years.get(id.slice(0, 4)) ?? { own: 0, months: [] };
    if (id.length > 4) year.months.push({ ...monthGroup(id), count: papers.size, children: [] });
    else year.own += papers.size;
    years.set(id.slice(0, 4), year);
  }
  const noDate = groups.find(({ id }) => id === UNKNOWN)?.label ?? '';
  return [...years]
    .map(([id, { own, months }]) => ({
      id,
      label: id === UNKNOWN ? noDate : id,
      count: months.reduce((sum, { count }) => sum + count, own),
      children: months.sort((a, b) => compareText(b.id, a.id)),
    }))
    .sort((a, b) => compareText(b.id, a.id));
}

/** Digests by their days, the newest first; all else the largest first. What is not known comes last. */
function largest(index: GroupIndex, by: EntryGrouping, limit: number): GroupPage {
  const order =
    by === 'source'
      ? (a: ShownGroup, b: ShownGroup) =>
          compareText(dayOfPath(b.id) ?? '', dayOfPath(a.id) ?? '') || compareText(a.id, b.id)
      : bySize;
  let held: ShownGroup[] = [];
  for (const { id, label, papers } of index.groups) {
    if (id === UNKNOWN) continue;
    held.push({ id, label, count: papers.size, children: [] });
    if (held.length > 2 * limit + 100) held = held.sort(order).slice(0, limit);
  }
  const unknown = index.get(UNKNOWN);
  const total = index.size;
  const groups = held.sort(order).slice(0, limit);
  if (unknown && groups.length < limit)
    groups.push({ id: UNKNOWN, label: unknown.label, count: unknown.papers.size, children: [] });
  return { groups, total };
}

function bySize(a: ShownGroup, b: ShownGroup): number {
  return b.count - a.count || compareText(a.label, b.label);
}
