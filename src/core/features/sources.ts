import type { Paper, PaperFields, SourcedEntry } from '../library/paper.ts';

/** Fields as readers call them, in the order in which they are told. */
const NAMES: readonly (readonly [keyof PaperFields, string])[] = [
  ['title', 'title'],
  ['authors', 'authors'],
  ['authorCount', 'number of authors'],
  ['date', 'date'],
  ['venue', 'venue'],
  ['abstract', 'abstract'],
  ['arxiv', 'arXiv id'],
  ['doi', 'DOI'],
  ['url', 'link'],
  ['upvotes', 'upvotes'],
  ['comments', 'comments'],
];

/** An entry, and the fields of the paper that come from it, as readers call them; none where better entries gave them all. */
export interface Source {
  readonly entry: SourcedEntry;
  readonly fields: readonly string[];
}

/** A paper's entries, best first, each with what it gave. */
export function sourcesOf({ entries, origins }: Paper): Source[] {
  const told = NAMES.filter(
    // Who names the authors has counted them.
    ([field]) => field !== 'authorCount' || origins.get('authors') !== origins.get('authorCount'),
  );
  return entries.map((entry) => ({
    entry,
    fields: told.filter(([field]) => origins.get(field) === entry).map(([, name]) => name),
  }));
}
