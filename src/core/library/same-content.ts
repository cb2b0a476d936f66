import type { Author, Entry } from '../digests/entry.ts';

/** Whether two entries say the same, wherever they stand. */
export function sameContent(a: Entry, b: Entry): boolean {
  if (a.origin !== undefined && a.origin === b.origin) return true;
  return (
    a.key === b.key &&
    sameList(a.otherKeys, b.otherKeys, Object.is) &&
    a.title === b.title &&
    a.date === b.date &&
    a.dateInferred === b.dateInferred &&
    a.arxiv === b.arxiv &&
    a.arxivVersion === b.arxivVersion &&
    a.doi === b.doi &&
    a.url === b.url &&
    a.venue === b.venue &&
    a.comments === b.comments &&
    a.upvotes === b.upvotes &&
    a.authorCount === b.authorCount &&
    a.identifiersInherited === b.identifiersInherited &&
    a.announced === b.announced &&
    sameList(a.subjects, b.subjects, Object.is) &&
    sameList(a.authors, b.authors, sameAuthor) &&
    a.abstract === b.abstract
  );
}

function sameAuthor(a: Author, b: Author): boolean {
  if ('literal' in a) return 'literal' in b && a.literal === b.literal;
  return !('literal' in b) && a.family === b.family && a.given === b.given;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((value, i) => same(value, b[i]!));
}
