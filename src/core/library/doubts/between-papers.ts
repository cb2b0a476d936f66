import { titleKey } from '../../text/fold.ts';
import type { EntryNode, LibraryPaper } from '../library-paper.ts';
import { authorsAgree, authorsContradict, bothDisjoint, doisContradict, yearsApart } from '../evidence.ts';
import type { Evidence } from '../evidence.ts';
import { isTelling } from '../identity.ts';
import { compareSources } from '../merge.ts';
import { isPreprint, isPublished } from '../versions.ts';
import { venuesAgree } from '../venues.ts';
import type { Doubt } from './doubt.ts';
import { isShortened, sharedWords, titlesAreNear } from './near-titles.ts';

/** How many authors make it telling that two lists are the same. */
export const TELLING_AUTHORS = 3;

/** Whether a reader has said something of the entries of two papers. */
export type IsRuled = (some: readonly EntryNode[], others: readonly EntryNode[]) => boolean;

/** An identifier that several papers have: each is told of one other. */
export function sharedIdentifier(
  papers: readonly LibraryPaper[],
  holds: (evidence: Evidence) => boolean,
  subject: string,
  isRuled: IsRuled,
): Doubt[] {
  return papers.flatMap((paper): Doubt[] => {
    const at = paper.nodes.find(({ evidence }) => holds(evidence));
    const rival = papers.find((each) => each !== paper && !isRuled(each.nodes, paper.nodes));
    const other = rival?.nodes.find(({ evidence }) => holds(evidence));
    if (!at || !other) return [];
    const code = areOfOneBook(at, other) ? 'doi-of-the-book' : 'shared-identifier';
    return [{ code, at, other, subject }];
  });
}

/** Chapters of one book, or a chapter and its book: they give the book's DOI, which is a fault, but a common one. */
function areOfOneBook({ source: { entry: a } }: EntryNode, { source: { entry: b } }: EntryNode): boolean {
  if (a.venue === null || b.venue === null || a.arxiv !== null || b.arxiv !== null) return false;
  if (a.date?.slice(0, 4) !== b.date?.slice(0, 4)) return false;
  return (
    venuesAgree(a.venue, b.venue) ||
    titleKey(a.venue) === titleKey(b.title) ||
    titleKey(b.venue) === titleKey(a.title)
  );
}

/** A key that bibliographies give to several papers: each entry that gives it is told of one of another paper. */
export function sharedKey(papers: readonly LibraryPaper[], key: string): Doubt[] {
  const giving = papers.flatMap((paper) =>
    paper.nodes.filter(({ evidence }) => evidence.keys.has(key)).map((node) => ({ paper, node })),
  );
  const anywhere = firstOfTwoPapers(giving);
  const paths = new Set(giving.map(({ node }) => node.source.path));
  const inFile = new Map(
    [...paths].map((path) => [
      path,
      firstOfTwoPapers(giving.filter(({ node }) => node.source.path === path)),
    ]),
  );
  return giving.flatMap(({ paper, node: at }): Doubt[] => {
    // One of the same file first: there Pandoc takes the one and never the other.
    const candidates = [...inFile.get(at.source.path)!, ...anywhere];
    const other = candidates.find((each) => each.paper !== paper)?.node;
    return other ? [{ code: 'key-of-two-papers', at, other, subject: key }] : [];
  });
}

/** The first giver, and the first of another paper. */
function firstOfTwoPapers<G extends { readonly paper: LibraryPaper }>(givers: readonly G[]): readonly G[] {
  const [first] = givers;
  const second = givers.find(({ paper }) => paper !== first?.paper);
  return [first, second].filter((giver) => giver !== undefined);
}

/** Pairs of papers that may be one: of one title, or of titles that are near. Each pair is told of once. */
export function likelyPairs(
  papers: readonly LibraryPaper[],
  why: (a: LibraryPaper, b: LibraryPaper) => string | null,
  isRuled: IsRuled,
): Doubt[] {
  return papers.flatMap((a, i) =>
    papers.slice(i + 1).flatMap((b): Doubt[] => {
      const subject = why(a, b);
      if (subject === null || isRuled(a.nodes, b.nodes)) return [];
      const [other, at] = compareSources(a.nodes[0]!.source, b.nodes[0]!.source) < 0 ? [a, b] : [b, a];
      return [{ code: 'possible-duplicate', at: at.nodes[0]!, other: other.nodes[0]!, subject }];
    }),
  );
}

/** Why two papers of one title may be one, although identity did not join them; null where they are not. */
export function whyOfOneTitle(a: LibraryPaper, b: LibraryPaper, title: string): string | null {
  const [x, y] = [a.evidence, b.evidence];
  if (authorsContradict(x, y)) return null;
  if (!authorsAgree(x, y))
    return isTelling(title) && isBare(x, y) ? 'the same title, and nothing else is known' : null;
  if (bothDisjoint(x.arxiv, y.arxiv)) return 'the same title and authors, but two arXiv ids';
  if (doisContradict(x, y)) return yearsApart(x, y) <= 1 ? 'the same title and authors, but two DOIs' : null;
  return 'the same title and authors, but another year or place';
}

/** Whether one of two says nothing but its title, so that nothing can speak for or against. */
function isBare(x: Evidence, y: Evidence): boolean {
  return [x, y].some(
    ({ arxiv, dois, families, years, counts }) =>
      arxiv.size + dois.size + families.size + years.size + counts.size === 0,
  );
}

/** Why two papers of other titles may be one: the titles are near, and the authors agree. */
export function whyOfNearTitles(a: LibraryPaper, b: LibraryPaper): string | null {
  const [x, y] = [a.evidence, b.evidence];
  if (!authorsAgree(x, y) || !couldBeOne(x, y)) return null;
  const near = pairsOf(x.titles, y.titles).some(([s, t]) => s !== t && titlesAreNear(s, t));
  if (near) return 'much the same title, and the same authors';
  const shortened = pairsOf(x.titles, y.titles).some(([s, t]) => isShortened(s, t) || isShortened(t, s));
  return shortened ? 'the same authors, and the title of one is the beginning of the other' : null;
}

/** Why a preprint and a published paper of the same three or more authors may be one: the title may have changed on the way. */
export function whyRetitled(a: LibraryPaper, b: LibraryPaper): string | null {
  const preprint = [a, b].find(isOnlyPreprint);
  const other = preprint === a ? b : a;
  if (!preprint || !isOnlyPublished(other)) return null;
  const [x, y] = [preprint.evidence, other.evidence];
  if (!couldBeOne(x, y) || x.families.size < TELLING_AUTHORS) return null;
  if (x.families.size !== y.families.size || [...x.families].some((name) => !y.families.has(name)))
    return null;
  const alike = pairsOf(x.titles, y.titles).some(([s, t]) => sharedWords(s, t) >= 0.5);
  return alike ? 'the same authors and a like title, once as a preprint and once as published' : null;
}

function couldBeOne(x: Evidence, y: Evidence): boolean {
  const apart = yearsApart(x, y);
  return !bothDisjoint(x.arxiv, y.arxiv) && !doisContradict(x, y) && (apart <= 2 || !Number.isFinite(apart));
}

function isOnlyPreprint(paper: LibraryPaper): boolean {
  return paper.nodes.every(({ source }) => isPreprint(source.entry));
}

function isOnlyPublished(paper: LibraryPaper): boolean {
  return paper.nodes.every(({ source, evidence }) => isPublished(source.entry) && evidence.arxiv.size === 0);
}

function pairsOf<T>(some: Iterable<T>, others: Iterable<T>): [T, T][] {
  return [...some].flatMap((x) => [...others].map((y): [T, T] => [x, y]));
}
