/** Listing mails in arXiv's layout, made of the given papers. */

export interface ListedPaper {
  /** `2511.00001`. */
  readonly id: string;
  readonly title: string;
  readonly authors?: string;
  readonly abstract?: string;
  readonly as?: 'new' | 'cross' | 'replaced';
}

const RULE = '-'.repeat(78);

export function listingMail(papers: readonly ListedPaper[], day = 'Mon, 3 Nov 2025'): string {
  const blocks = papers.map((paper) => {
    const { id, title, authors = 'Ada Moor, Bo Lee', abstract = 'We study it.', as = 'new' } = paper;
    const head =
      as === 'replaced'
        ? [`arXiv:${id}`, `replaced with revised version ${day} 10:00:00 GMT   (42kb)`, '']
        : [
            `arXiv:${id}${as === 'cross' ? ` (*cross-listing*)` : ''}`,
            `Date: ${day} 10:00:00 GMT   (42kb)`,
            '',
          ];
    return [
      RULE,
      '\\\\',
      ...head,
      `Title: ${title}`,
      `Authors: ${authors}`,
      'Categories: cs.LG',
      '\\\\',
      `  ${abstract}`,
      `\\\\ ( https://arxiv.org/abs/${id} ,  42kb)`,
    ].join('\n');
  });
  return [
    RULE,
    'Submissions to:',
    'Computing Research Repository',
    ' received from  Fri 31 Oct 25 18:00:00 GMT  to  Mon  3 Nov 25 19:00:00 GMT',
    RULE,
    ...blocks,
    RULE,
    '',
  ].join('\n');
}
