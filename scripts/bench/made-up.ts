/** Digests of papers that do not exist, in each format, the same for the same number. */
export interface MadeUp {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly entries: number;
}

const WORDS =
  'lake turbid sediment carbon peat storm river basin sparse memory attention token graph kernel model sample wind radar flight stopover nutrient oxygen depth core survey measure estimate recovery threshold season winter index cost speed bound proof network signal noise'.split(
    ' ',
  );
const NAMES = [
  'Moor',
  'G{\\"o}del',
  'van Dyke',
  'Lee',
  "O'Neil",
  'Ruiz',
  '{\\O}rsted',
  'Nakamura',
  'Smith',
  'K{\\"u}hn',
];

export function madeUpDigests(count: number): MadeUp[] {
  const papers = Array.from({ length: count }, (_, i) => paper(i));
  const made = (name: string, path: string, text: string): MadeUp => ({ name, path, text, entries: count });
  return [
    made('BibTeX', 'refs.bib', papers.map(bibtex).join('\n')),
    made('RIS', 'refs.ris', papers.map(ris).join('')),
    made('CSL-JSON', 'refs.csl.json', JSON.stringify(papers.map(csl), null, 2)),
    made('papers page', 'page.txt', `Daily Papers\n\nOct 31, 2025\n\n${papers.map(page).join('\n')}`),
    made('daily papers API', 'daily.json', JSON.stringify(papers.map(api), null, 1)),
    made(
      'Markdown list',
      'list.digest.md',
      `# List\n\n| Title | Authors | Date | Link |\n|---|---|---|---|\n${papers.map(row).join('\n')}\n`,
    ),
  ];
}

interface Paper {
  readonly i: number;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number;
}

function paper(i: number): Paper {
  let state = i + 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const words = (n: number): string => Array.from({ length: n }, () => WORDS[next(WORDS.length)]!).join(' ');
  const sentence = (): string => {
    const text = words(14 + next(8));
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return {
    i,
    title: `Study ${i} of ${words(6)}`,
    abstract: Array.from({ length: 8 }, sentence).join(' '),
    authors: Array.from({ length: 2 + next(4) }, () => NAMES[next(NAMES.length)]!),
    year: 2000 + (i % 25),
  };
}

function bibtex({ i, title, abstract, authors, year }: Paper): string {
  const names = authors.map((name, n) => `${name}, ${'ABCDE'[n]}da`).join(' and ');
  return `@article{key${i}:${year},\n  title = {{Study} ${title.slice(6)}},\n  author = {${names}},\n  journal = {Journal of Lakes},\n  year = {${year}},\n  volume = ${i % 40},\n  pages = {1--${i % 90}},\n  doi = {10.1000/lakes.${i}},\n  keywords = {lake, peat},\n  abstract = {${abstract}},\n}\n`;
}

function plain(name: string): string {
  return name.replace(/[{}\\"]/g, '');
}

function ris({ i, title, abstract, authors, year }: Paper): string {
  return `TY  - JOUR\nTI  - ${title}\n${authors.map((name) => `AU  - ${plain(name)}, Ada\n`).join('')}PY  - ${year}\nDO  - 10.1000/lakes.${i}\nAB  - ${abstract}\nER  - \n\n`;
}

function csl({ i, title, abstract, authors, year }: Paper): unknown {
  return {
    id: `key${i}`,
    type: 'article-journal',
    title,
    author: authors.map((name) => ({ family: plain(name), given: 'Ada' })),
    issued: { 'date-parts': [[year]] },
    DOI: `10.1000/lakes.${i}`,
    abstract,
  };
}

function page({ i, title, abstract, authors, year }: Paper): string {
  return `${title}\n\n${abstract}\n\n  • ${authors.length} authors\n·\nMay ${1 + (i % 28)}, ${year}\n`;
}

function api({ i, title, abstract, authors, year }: Paper): unknown {
  const id = `${String(year % 100).padStart(2, '0')}05.${String(i % 99999).padStart(5, '0')}`;
  return {
    paper: {
      id,
      title,
      summary: abstract,
      authors: authors.map((name) => ({ name: plain(name) })),
      publishedAt: `${year}-05-01T00:00:00.000Z`,
      upvotes: i % 60,
    },
    numComments: i % 5,
  };
}

function row({ i, title, authors, year }: Paper): string {
  const id = `${String(year % 100).padStart(2, '0')}05.${String(i % 99999).padStart(5, '0')}`;
  return `| **${title}** | ${authors.map(plain).join(', ')} | ${year}-05-01 | [${id}](https://arxiv.org/abs/${id}) |`;
}
