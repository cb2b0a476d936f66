import type { FormatId } from '../../src/core/digests/format.ts';

/** A paper to print: what every format can say. */
export interface Printable {
  /** Differs between papers of one digest. */
  readonly number: number;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly { readonly given: string; readonly family: string }[];
}

/** How a format prints papers. */
export interface Printer {
  readonly format: FormatId;
  readonly path: string;
  readonly before: string;
  readonly paper: (paper: Printable) => string;
  readonly between: string;
  readonly after: string;
  /** Whether names are printed. */
  readonly names: boolean;
}

export const arxivIdOf = ({ number }: Printable): string => `2310.${String(number).padStart(5, '0')}`;

const spoken = ({ authors }: Printable): string[] => authors.map(({ given, family }) => `${given} ${family}`);
const sorted = ({ authors }: Printable): string[] =>
  authors.map(({ given, family }) => `${family}, ${given}`);
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Lines of at most `width` characters, those behind the first indented. */
function wrap(text: string, width: number, indent: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last.length + word.length + 1 > width && last !== '') lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join(`\n${indent}`);
}

export const PRINTERS: readonly Printer[] = [
  {
    format: 'arxiv-mail',
    path: 'digests/a.txt',
    before: `${'-'.repeat(78)}\n`,
    paper: (p) =>
      `\\\\\narXiv:${arxivIdOf(p)}\nDate: Mon, 9 Oct 2023 17:59:37 GMT   (243kb,D)\n\nTitle: ${wrap(p.title, 60, '  ')}\nAuthors: ${wrap(spoken(p).join(', '), 60, '  ')}\nCategories: cs.LG\nComments: 12 pages\n\\\\\n  ${wrap(p.abstract, 70, '')}\n\\\\ ( https://arxiv.org/abs/${arxivIdOf(p)} ,  243kb)`,
    between: `\n${'-'.repeat(78)}\n`,
    after: `\n${'-'.repeat(78)}\n`,
    names: true,
  },
  {
    format: 'ris',
    path: 'a.ris',
    before: '',
    paper: (p) =>
      `TY  - JOUR\nTI  - ${p.title}\n${sorted(p)
        .map((name) => `AU  - ${name}\n`)
        .join('')}AB  - ${p.abstract}\nUR  - https://arxiv.org/abs/${arxivIdOf(p)}\nER  - `,
    between: '\n\n',
    after: '\n',
    names: true,
  },
  {
    format: 'nbib',
    path: 'a.nbib',
    before: '',
    paper: (p) =>
      `PMID- ${p.number + 1}\nOWN - NLM\nTI  - ${wrap(p.title, 60, '      ')}\nAB  - ${wrap(p.abstract, 60, '      ')}\n${sorted(
        p,
      )
        .map((name) => `FAU - ${name}\n`)
        .join('')}DP  - 2021 May 3`,
    between: '\n\n',
    after: '\n',
    names: true,
  },
  {
    format: 'web-of-science',
    path: 'digests/savedrecs.txt',
    before: 'FN Clarivate Analytics Web of Science\nVR 1.0\n',
    paper: (p) =>
      `PT J\nAU ${sorted(p).join('\n   ')}\nAF ${sorted(p).join('\n   ')}\nTI ${wrap(p.title, 60, '   ')}\nAB ${wrap(p.abstract, 60, '   ')}\nPD MAY 3\nPY 2021\nUT WOS:${p.number + 1}\nER\n`,
    between: '\n',
    after: '\nEF\n',
    names: true,
  },
  {
    format: 'csl-json',
    path: 'a.csl.json',
    before: '[\n',
    paper: (p) =>
      JSON.stringify(
        {
          id: `k${p.number}`,
          type: 'article',
          title: xml(p.title),
          author: p.authors,
          abstract: xml(p.abstract),
        },
        null,
        1,
      ),
    between: ',\n',
    after: '\n]\n',
    names: true,
  },
  {
    format: 'csl-yaml',
    path: 'a.csl.yaml',
    before: 'references:\n',
    paper: (p) =>
      `- id: k${p.number}\n  type: article\n  title: ${JSON.stringify(xml(p.title).replace(/[*~^[\\]/g, '\\$&'))}\n  author:\n${p.authors.map(({ family, given }) => `  - family: ${JSON.stringify(family)}\n    given: ${JSON.stringify(given)}\n`).join('')}  abstract: ${JSON.stringify(xml(p.abstract).replace(/[*~^[\\]/g, '\\$&'))}`,
    between: '\n',
    after: '\n',
    names: true,
  },
  {
    format: 'huggingface-json',
    path: 'digests/a.json',
    before: '[',
    paper: (p) =>
      JSON.stringify({
        paper: {
          id: arxivIdOf(p),
          title: p.title,
          summary: p.abstract,
          authors: spoken(p).map((name) => ({ name })),
          upvotes: 3,
        },
      }),
    between: ', ',
    after: ']',
    names: true,
  },
  {
    format: 'arxiv-jsonl',
    path: 'digests/a.jsonl',
    before: '',
    paper: (p) =>
      JSON.stringify({
        id: arxivIdOf(p),
        title: p.title,
        abstract: p.abstract,
        authors_parsed: p.authors.map(({ family, given }) => [family, given, '']),
        'journal-ref': null,
      }),
    between: '\n',
    after: '\n',
    names: true,
  },
  {
    format: 'semantic-scholar-json',
    path: 'digests/a.json',
    before: '{"total": 2, "data": [',
    paper: (p) =>
      JSON.stringify({
        paperId: `f${p.number}`,
        externalIds: { ArXiv: arxivIdOf(p) },
        title: p.title,
        abstract: p.abstract,
        authors: spoken(p).map((name) => ({ authorId: null, name })),
      }),
    between: ', ',
    after: ']}',
    names: true,
  },
  {
    format: 'arxiv-atom',
    path: 'digests/a.xml',
    before:
      '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>\n',
    paper: (p) =>
      `<entry><id>http://arxiv.org/abs/${arxivIdOf(p)}v1</id>\n<title>${wrap(xml(p.title), 60, '  ')}</title>\n<summary>${wrap(xml(p.abstract), 70, '')}</summary>\n${spoken(
        p,
      )
        .map((name) => `<author><name>${xml(name)}</name></author>\n`)
        .join('')}</entry>`,
    between: '\n',
    after: '\n</feed>\n',
    names: true,
  },
  {
    format: 'arxiv-rss',
    path: 'digests/a.rss',
    before: '<rss version="2.0"><channel><title>cs.LG updates on arXiv.org</title>\n',
    paper: (p) =>
      `<item><title>${xml(p.title)}</title>\n<link>https://arxiv.org/abs/${arxivIdOf(p)}</link>\n<description>arXiv:${arxivIdOf(p)}v1 Announce Type: new \nAbstract: ${xml(p.abstract)}</description>\n<dc:creator>${xml(spoken(p).join(', '))}</dc:creator></item>`,
    between: '\n',
    after: '\n</channel></rss>\n',
    names: true,
  },
  {
    format: 'table',
    path: 'digests/a.csv',
    before: 'arxiv_id,title,authors,abstract\n',
    paper: (p) =>
      [arxivIdOf(p), p.title, sorted(p).join('; '), p.abstract]
        .map((cell) => `"${cell.replaceAll('"', '""')}"`)
        .join(','),
    between: '\n',
    after: '\n',
    names: true,
  },
  {
    format: 'arxiv-page',
    path: 'digests/a.txt',
    before:
      'Computation and Language\nShowing new listings for Friday, 31 October 2025\nTotal of 4 entries\nNew submissions (showing 4 of 4 entries)\n',
    paper: (p) =>
      `[${p.number + 1}] arXiv:${arxivIdOf(p)} [pdf, html, other]\nTitle: ${p.title}\n${spoken(p).join(', ')}\nComments: 12 pages\nSubjects: Machine Learning (cs.LG); Computation and Language (cs.CL)\n${p.abstract}`,
    between: '\n\n',
    after: '\n\nTotal of 4 entries\n',
    names: true,
  },
  {
    format: 'alert-mail',
    path: 'digests/a.txt',
    before: '',
    paper: (p) =>
      `[PDF] ${wrap(p.title, 60, '')}\n<https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/${arxivIdOf(p)}&hl=en>\n${p.authors.map(({ given, family }) => `${given.charAt(0)} ${family}`).join(', ')} - Journal of Bogs, 2023 - Moor Press\n${wrap(p.abstract, 70, '')}\n[image: Save] <https://scholar.google.com/citations?x=1>`,
    between: '\n\n',
    after: '\n\nThis message was sent by Google Scholar because you follow new results for [bogs].\n',
    names: false,
  },
  {
    format: 'alert-mail',
    path: 'digests/b.txt',
    before: 'Your Research Feed\n\n',
    paper: (p) =>
      `${p.title}\nhttps://www.semanticscholar.org/paper/${String(p.number).padStart(40, '0')}?utm_source=feed\n${spoken(p).join(', ')}\nJournal of Bogs, 2023\nTLDR: ${p.abstract}`,
    between: '\n\n',
    after: '\n\nUnsubscribe: https://www.semanticscholar.org/unsubscribe\n',
    names: true,
  },
  {
    format: 'huggingface-paper',
    path: 'digests/a.txt',
    before: 'Hugging Face\nModels\nPricing\n\n',
    paper: (p) =>
      `arxiv:${arxivIdOf(p)}\n\n${p.title}\nPublished on Oct 9, 2023\n· Submitted by\nwillow\n on Oct 10, 2023\nUpvote\n12\n\n+8\nAuthors:\n${spoken(p).join('\n,\n')}\nAbstract\n${p.abstract}\n\nView arXiv page\nView PDF\nAdd to collection\nCommunity`,
    between: '\n\nPapers\n',
    after: '\n',
    names: true,
  },
  {
    format: 'huggingface-page',
    path: 'digests/a.txt',
    before: 'Daily Papers\n\nby AK and the research community\n\nOct 10, 2023\n\n',
    paper: (p) => `${p.title}\n\n${p.abstract}\n\n  • ${p.authors.length} authors\n·\nOct 9, 2023`,
    between: '\n\n',
    after: '\n',
    names: false,
  },
  {
    format: 'markdown-list',
    path: 'a.digest.md',
    before: '# Papers\n\n',
    paper: (p) =>
      `- [${escaped(p.title)}](https://arxiv.org/abs/${arxivIdOf(p)})\n  - Authors: ${spoken(p).join(', ')}\n  - Abstract: ${escaped(p.abstract)}`,
    between: '\n',
    after: '\n',
    names: true,
  },
];

function escaped(text: string): string {
  return text.replace(/[\\`*~<>[\]!]/g, '\\$&');
}

export function printed(printer: Printer, papers: readonly Printable[]): string {
  return printer.before + papers.map(printer.paper).join(printer.between) + printer.after;
}
