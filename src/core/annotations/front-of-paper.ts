import type { LibraryPaper } from '../library/library-paper.ts';

/** What a new sidecar's front matter says of its paper; the address leads to it whatever becomes of its key. */
export function frontOf(paper: LibraryPaper): { citekey: string; title: string; paper: string | null } {
  const { arxiv, doi, url } = paper;
  const address =
    arxiv !== null ? `https://arxiv.org/abs/${arxiv}` : doi !== null ? `https://doi.org/${doi}` : url;
  return { citekey: paper.key, title: paper.title, paper: address };
}
