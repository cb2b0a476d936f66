import type { Paper } from '../../src/core/library/paper.ts';

/** A paper as search sees one, with the given parts. */
export function paperOf(parts: Partial<Paper> & { readonly id: string }): Paper {
  return {
    key: parts.id,
    aliases: [],
    title: '',
    authors: [],
    authorCount: null,
    date: null,
    dateInferred: false,
    abstract: null,
    arxiv: null,
    doi: null,
    url: null,
    venue: null,
    comments: null,
    upvotes: null,
    subjects: [],
    entries: [],
    origins: new Map(),
    ...parts,
  };
}
