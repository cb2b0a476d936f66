import {
  agrees,
  authorsAgree,
  authorsContradict,
  contradicts,
  keysAgree,
  mergeEvidence,
  titlesContradict,
  type Evidence,
} from './evidence.ts';

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
  return found;
}

/** Whoever has evidence: an entry, or a group of entries. */
interface Witness {
  readonly evidence: Evidence;
}

/**
 * Divides entries into papers. The outcome depends on the set of items alone, never on their order, since it is decided in
 * two steps on sets: what identifiers join; then, among the groups of one title, each cluster that agrees, whole or not at all.
 */
export function partition<T extends Witness>(items: readonly T[]): T[][] {
  if (items.length === 1) return [[...items]];
  const byIdentifier = joinAll(items, (join) => {
    joinSharing(items, (e) => e.arxiv, sameArxivPaper, join);
    joinSharing(items, (e) => e.dois, sameDoiPaper, join);
  });
  const groups = byIdentifier.map((members) => ({
    members,
    evidence: mergeEvidence(members.map((m) => m.evidence)),
  }));
  if (groups.length === 1) return [groups[0]!.members];
  const merged = joinAll(groups, (join) => joinByTitle(groups, join));
  return merged.map((cluster) => cluster.flatMap((group) => group.members));
}

/** An identifier that two entries share although neither their titles nor their authors can be one work's. */
export function identifierConflict(a: Evidence, b: Evidence): boolean {
  return titlesDisagree(a, b) && authorsContradict(a, b);
}

function sameArxivPaper(a: Evidence, b: Evidence): boolean {
  return !identifierConflict(a, b);
}

/** Chapters carry their book's DOI: a shared DOI joins only what may have one title. */
function sameDoiPaper(a: Evidence, b: Evidence): boolean {
  return !titlesDisagree(a, b);
}

function titlesDisagree(a: Evidence, b: Evidence): boolean {
  if (a.titles.size === 0 || b.titles.size === 0) return false;
  for (const x of a.titles) for (const y of b.titles) if (!titlesContradict(x, y)) return false;
  return true;
}

function titleLinks(title: string, evidence: Evidence): string[] {
  if (isTelling(title)) return [`title:${title}`];
  const families = [...evidence.families].map((family) => `title:${title}|${family}`);
  return [...families, ...[...evidence.keys, ...evidence.stems].map((key) => `title:${title}|@${key}`)];
}

function isTelling(title: string): boolean {
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

type Join = (a: number, b: number) => void;

function joinSharing(
  items: readonly Witness[],
  values: (evidence: Evidence) => ReadonlySet<string>,
  same: (a: Evidence, b: Evidence) => boolean,
  join: Join,
): void {
  const holders = indexBy(items, (item) => values(item.evidence));
  for (const indexes of holders.values()) {
    if (indexes.length < 2) continue;
    eachPair(representatives(items, indexes, join), (a, b) => {
      if (same(items[a]!.evidence, items[b]!.evidence)) join(a, b);
    });
  }
}

/** One index for each different (title, authors): the others of its kind are joined to it without comparing all pairs. */
function representatives(items: readonly Witness[], indexes: readonly number[], join: Join): number[] {
  const first = new Map<string, number>();
  for (const index of indexes) {
    const { titles, families } = items[index]!.evidence;
    const kind = JSON.stringify([[...titles].sort(), [...families].sort()]);
    const known = first.get(kind);
    if (known === undefined) first.set(kind, index);
    else join(known, index);
  }
  return [...first.values()];
}

function joinByTitle(groups: readonly { readonly evidence: Evidence }[], join: Join): void {
  for (const [title, indexes] of indexBy(groups, (group) => group.evidence.titles)) {
    if (indexes.length < 2 || indexes.length > MOST_OF_ONE_TITLE) continue;
    const evidence = (index: number): Evidence => groups[index]!.evidence;
    const telling = isTelling(title);
    const compatible = (a: number, b: number): boolean =>
      !contradicts(evidence(a), evidence(b)) &&
      (telling
        ? agrees(evidence(a), evidence(b))
        : authorsAgree(evidence(a), evidence(b)) || keysAgree(evidence(a), evidence(b)));
    const clusters = joinAll(indexes, (joinLocal) => {
      eachPair(indexes, (a, b, i, j) => {
        if (compatible(a, b)) joinLocal(i, j);
      });
    });
    for (const cluster of clusters) {
      if (isWhole(cluster, (a, b) => !contradicts(evidence(a), evidence(b))))
        eachPair(cluster, (a, b) => join(a, b));
    }
  }
}

function isWhole(list: readonly number[], holds: (a: number, b: number) => boolean): boolean {
  return list.every((a, i) => list.slice(i + 1).every((b) => holds(a, b)));
}

function eachPair(
  list: readonly number[],
  visit: (a: number, b: number, i: number, j: number) => void,
): void {
  for (let i = 0; i < list.length; i++) {
    for (let j = i + 1; j < list.length; j++) visit(list[i]!, list[j]!, i, j);
  }
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

/** The classes of `items` after all joins of `decide` (union-find with path halving). */
function joinAll<T>(items: readonly T[], decide: (join: Join) => void): T[][] {
  const parent = items.map((_, i) => i);
  const root = (i: number): number => {
    while (parent[i]! !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  decide((a, b) => {
    const [low, high] = [root(a), root(b)].sort((x, y) => x - y) as [number, number];
    parent[high] = low;
  });
  const classes = new Map<number, T[]>();
  items.forEach((item, i) => {
    const r = root(i);
    const list = classes.get(r);
    if (list) list.push(item);
    else classes.set(r, [item]);
  });
  return [...classes.values()];
}
