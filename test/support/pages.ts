/** Pages in the layout of Hugging Face's Daily Papers, made of the given papers. */

export interface PagePaper {
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: number;
  /** As printed: `Oct 9, 2023`. */
  readonly date?: string;
  readonly comments?: number;
}

export function page(papers: readonly PagePaper[]): string {
  const entries = papers.map(({ title, abstract, authors = 3, date = 'Oct 9, 2023', comments }) =>
    [
      title,
      '',
      ...(abstract === undefined ? [] : [abstract, '']),
      `  • ${authors} authors`,
      '·',
      `${date}${comments ? ` ${comments}` : ''}`,
      '',
    ].join('\n'),
  );
  return [
    'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nOct 31\n',
    ...entries,
  ].join('\n');
}

/** A small library that tests share: three papers about attention and memory, one about lakes. */
export const SMALL_PAGE = page([
  {
    title: 'HyperAttention: Long-context Attention in Near-Linear Time',
    abstract:
      'We approximate attention over long inputs in nearly linear time by sorting keys with hashing. Speed grows with length.',
    authors: 6,
    comments: 2,
  },
  {
    title: 'Titans: Learning to Memorize at Test Time',
    abstract:
      'A neural memory module learns at test time what to keep, and attention reads from it over long inputs.',
    date: 'Dec 31, 2024',
  },
  {
    title: 'Pointer Networks',
    abstract:
      'An attention mechanism points at positions of its input, so that the output vocabulary may vary in size.',
    date: 'Jun 9, 2015',
  },
  {
    title: 'On the Stability of Shallow Lakes Under Warming',
    abstract:
      'Shallow lakes turn from clear to turbid states when warming and nutrients meet; we give early signs of the turn.',
    date: 'Mar 3, 2021',
  },
]);
