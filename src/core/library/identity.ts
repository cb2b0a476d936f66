import {
  agrees,
  agreesClosely,
  authorsContradict,
  contradicts,
  doisContradict,
  intersects,
  mergeEvidence,
  titlesContradict,
  type Evidence,
} from './evidence.ts';
import { joinAll, type Join } from './join.ts';
import { applyRulings, separate, type Ruled, type Ruling } from './rulings.ts';

/** Titles of fewer words name too many works to join anything without agreeing authors. */
const TELLING_WORDS = 4;

/** So many works of one title are a column ("Editorial of this issue"), not one paper. */
const MOST_OF_ONE_TITLE = 60;

/**
 * Names of the places where an entry can meet entries of the same paper: whoever shares none of these is another paper.
 * Entries that are linked, directly or through others, are decided together by `partition`.
 */
export function links(evidence: Evidence): string[] {
  const found: string[] = [];
  for (const id of evidence.arxiv) found.push(`arxiv:${id}`);
  for (const doi of evidence.dois) found.push(`doi:${doi}`);
  for (const title of evidence.titles) found.push(...titleLinks(title, evidence));
  // A list that grew has room for more, and this one is kept for every entry.
  return found.slice();
}

/** Whoever has evidence: an entry, or a group of entries. */
interface Witness {
  readonly evidence: Evidence;
}

/**
 * Divides entries into papers. The outcome depends on the set of items alone, never on their order, since it is decided in
 * steps on sets: what readers said is one; what identifiers join; then, among the groups of one title, each cluster that agrees, whole or
 * not at all. What readers said is not one is separated at the end. `rulings` come newest first.
 */
export function partition<T extends Witness>(items: readonly T[], rulings: readonly Ruling[] = []): T[][] {
  if (items.length === 1) return [[...items]];
  if (rulings.length === 0) return divide(items);
  const { atomOf, apart } = applyRulings(items.length, rulings);
  const members = new Map<number, T[]>();
  items.forEach((item, i) => {
    members.set(atomOf[i]!, [...(members.get(atomOf[i]!) ?? []), item]);
  });
  const atoms = [...members].map(([atom, list]) => ({
    atom,
    list,
    evidence: mergeEvidence(list.map(({ evidence }) => evidence)),
  }));
  return keepApart(divide(atoms), apart).map((group) => group.flatMap(({ list }) => list));
}

function keepApart<A extends Witness & { readonly atom: number }>(
  groups: readonly A[][],
  apart: Ruled['apart'],
): A[][] {
  return groups.flatMap((group) => {
    const violated = apart.find(
      ({ a, b }) => group.some(({ atom }) => a.has(atom)) && group.some(({ atom }) => b.has(atom)),
    );
    if (!violated) return [group];
    return keepApart(
      separate(group, ({ atom }, side) => violated[side].has(atom)),
      apart,
    );
  });
}

function divide<T extends Witness>(items: readonly T[]): T[][] {
  const byIdentifier = joinAll(items, (join) => {
    joinSharing(items, (e) => e.arxiv, arxivConflict, join);
    joinSharing(items, (e) => e.dois, doiConflict, join);
  });
  const groups = byIdentifier.map((members) => ({
    members,
    evidence: mergeEvidence(members.map((m) => m.evidence)),
  }));
  if (groups.length === 1) return [groups[0]!.members];
  const merged = joinAll(groups, (join) => joinByTitle(groups, join));
  return merged.map((cluster) => cluster.flatMap((group) => group.members));
}

/** An arXiv id that two entries share although titles cannot be one work's, and authors or publishers' DOIs tell them apart. */
export function arxivConflict(a: Evidence, b: Evidence): boolean {
  return titlesDisagree(a, b) && (authorsContradict(a, b) || doisContradict(a, b));
}

/** Chapters carry their book's DOI: a shared DOI joins only what may have one title, and one list of authors where the titles differ. */
export function doiConflict(a: Evidence, b: Evidence): boolean {
  return titlesDisagree(a, b) || (!intersects(a.titles, b.titles) && authorsContradict(a, b));
}

/** Whether both have titles, and no two of them can be one work's. */
export function titlesDisagree(a: Evidence, b: Evidence): boolean {
  if (a.titles.size === 0 || b.titles.size === 0) return false;
  for (const x of a.titles) for (const y of b.titles) if (!titlesContradict(x, y)) return false;
  return true;
}

function titleLinks(title: string, evidence: Evidence): string[] {
  if (isTelling(title)) return [`title:${title}`];
  const marks = [
    ...evidence.families,
    ...[...evidence.keys, ...evidence.stems].map((key) => `@${key}`),
    ...[...evidence.days].map((day) => `#${day}`),
    ...[...evidence.abstracts].map((abstract) => `=${abstract}`),
  ];
  return marks.map((mark) => `title:${title}|${mark}`);
}

/** Whether a title says enough to name one work. */
export function isTelling(title: string): boolean {
  let spaces = 0;
  for (let at = title.indexOf(' '); at >= 0; at = title.indexOf(' ', at + 1)) {
    if (++spaces >= TELLING_WORDS - 1) return true;
  }
  // Scripts without spaces: a title of eight characters says as much as four words.
  return (
    spaces === 0 &&
    title.length >= 8 &&
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title)
  );
}

/**
 * Joins whoever shares an identifier and does not conflict. Where a third conflicts with one of two that do not (a book without authors
 * between its chapters), only those of one title are joined, if they are at one.
 */
function joinSharing(
  items: readonly Witness[],
  values: (evidence: Evidence) => ReadonlySet<string>,
  conflict: (a: Evidence, b: Evidence) => boolean,
  join: Join,
): void {
  const evidence = (index: number): Evidence => items[index]!.evidence;
  const compatible = (a: number, b: number): boolean => !conflict(evidence(a), evidence(b));
  const alike = (a: number, b: number): boolean =>
    intersects(evidence(a).titles, evidence(b).titles) && !authorsContradict(evidence(a), evidence(b));
  for (const indexes of indexBy(items, (item) => values(item.evidence)).values()) {
    if (indexes.length < 2) continue;
    for (const cluster of clusters(representatives(items, indexes, join), compatible)) {
      if (isWhole(cluster, compatible)) joinEach(cluster, join);
      else for (const part of clusters(cluster, alike)) if (isWhole(part, alike)) joinEach(part, join);
    }
  }
}

/** One index for each different (title, authors, DOI): the others of its kind are joined to it without comparing all pairs. */
function representatives(items: readonly Witness[], indexes: readonly number[], join: Join): number[] {
  const first = new Map<string, number>();
  for (const index of indexes) {
    const { titles, families, dois } = items[index]!.evidence;
    const kind = JSON.stringify([[...titles].sort(), [...families].sort(), [...dois].sort()]);
    const known = first.get(kind);
    if (known === undefined) first.set(kind, index);
    else join(known, index);
  }
  return [...first.values()];
}

function joinByTitle(groups: readonly { readonly evidence: Evidence }[], join: Join): void {
  const evidence = (index: number): Evidence => groups[index]!.evidence;
  const consistent = (a: number, b: number): boolean => !contradicts(evidence(a), evidence(b));
  const all = groups.map((_, index) => index);
  const proposed = joinAll(all, (propose) => {
    for (const [title, indexes] of indexBy(groups, (group) => group.evidence.titles)) {
      if (indexes.length < 2 || indexes.length > MOST_OF_ONE_TITLE) continue;
      const agree = isTelling(title) ? agrees : agreesClosely;
      const compatible = (a: number, b: number): boolean =>
        agree(evidence(a), evidence(b)) && consistent(a, b);
      for (const cluster of clusters(indexes, compatible))
        if (isWhole(cluster, consistent)) joinEach(cluster, propose);
    }
  });
  // A paper of two titles may stand between two that contradict each other.
  for (const cluster of proposed) if (isWhole(cluster, consistent)) joinEach(cluster, join);
}

/** The classes that a relation makes of some of the items. */
function clusters(indexes: readonly number[], related: (a: number, b: number) => boolean): number[][] {
  return joinAll(indexes, (join) => {
    for (let i = 0; i < indexes.length; i++) {
      for (let j = i + 1; j < indexes.length; j++) if (related(indexes[i]!, indexes[j]!)) join(i, j);
    }
  });
}

function joinEach(cluster: readonly number[], join: Join): void {
  for (const other of cluster) join(cluster[0]!, other);
}

function isWhole(list: readonly number[], holds: (a: number, b: number) => boolean): boolean {
  return list.every((a, i) => list.slice(i + 1).every((b) => holds(a, b)));
}

function indexBy<T>(items: readonly T[], values: (item: T) => ReadonlySet<string>): Map<string, number[]> {
  const index = new Map<string, number[]>();
  items.forEach((item, i) => {
    for (const value of values(item)) {
      const list = index.get(value);
      if (list) list.push(i);
      else index.set(value, [i]);
    }
  });
  return index;
}
