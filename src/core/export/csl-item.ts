import type { Paper } from '../library/paper.ts';

/** A paper as a CSL-JSON item (citation-style-language.org, schema 1.0.2). Unknown fields are left out. */
export function cslItem(paper: Paper): Record<string, unknown> {
  const item: Record<string, unknown> = {
    id: paper.key,
    type: paper.venue !== null && paper.doi !== null ? 'article-journal' : 'article',
    title: paper.title,
  };
  if (paper.authors.length > 0) {
    item['author'] = paper.authors.map((author) => {
      if ('literal' in author) return { literal: author.literal };
      return author.given === null
        ? { family: author.family }
        : { family: author.family, given: author.given };
    });
  }
  if (paper.date !== null) item['issued'] = { 'date-parts': [paper.date.split('-').map(Number)] };
  if (paper.venue !== null) item['container-title'] = paper.venue;
  if (paper.doi !== null) item['DOI'] = paper.doi;
  if (paper.arxiv !== null) {
    item['number'] = `arXiv:${paper.arxiv}`;
    item['publisher'] = 'arXiv';
  }
  if (paper.url !== null) item['URL'] = paper.url;
  else if (paper.arxiv !== null) item['URL'] = `https://arxiv.org/abs/${paper.arxiv}`;
  if (paper.abstract !== null) item['abstract'] = paper.abstract;
  return item;
}
