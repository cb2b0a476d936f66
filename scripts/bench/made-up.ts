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
    made('PubMed', 'refs.nbib', papers.map(nbib).join('\n')),
    made('CSL-JSON', 'refs.csl.json', JSON.stringify(papers.map(csl), null, 2)),
    made('CSL-YAML', 'refs.csl.yaml', `references:\n${papers.map(cslYaml).join('')}`),
    made('arXiv mail', 'digests/mail.txt', papers.map(mail).join(RULE)),
    made('arXiv metadata', 'arxiv.jsonl', papers.map((one) => JSON.stringify(metadata(one))).join('\n')),
    made('arXiv API (Atom)', 'digests/api.xml', `${ATOM}${papers.map(atom).join('')}</feed>\n`),
    made('papers feed (RSS)', 'digests/feed.xml', `${RSS}${papers.map(rss).join('')}</channel></rss>\n`),
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

function nbib({ i, title, abstract, authors, year }: Paper): string {
  const names = authors.map((name) => `FAU - ${plain(name)}, Ada\nAU  - ${plain(name)} A\n`).join('');
  return `PMID- ${10_000_000 + i}\nOWN - NLM\nDP  - ${year} May 1\n${folded('TI  - ', title)}LID - 10.1000/lakes.${i} [doi]\n${folded('AB  - ', abstract)}${names}LA  - eng\nJT  - Journal of Lakes\n`;
}

/** A field in lines of 80 characters, as PubMed wraps them. */
function folded(tag: string, value: string): string {
  return `${tag}${value.replace(/(.{60,72}) /g, `$1\n      `)}\n`;
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

function cslYaml({ i, title, abstract, authors, year }: Paper): string {
  const names = authors
    .map((name) => `  - family: ${JSON.stringify(plain(name))}\n    given: Ada\n`)
    .join('');
  return `- id: key${i}\n  type: article-journal\n  title: ${title}\n  author:\n${names}  issued:\n    date-parts:\n    - - ${year}\n  DOI: 10.1000/lakes.${i}\n  abstract: >-\n    ${abstract}\n`;
}

const RULE = `${'-'.repeat(78)}\n`;

function mail(one: Paper): string {
  const { title, abstract, authors } = one;
  const id = arxivId(one);
  const lines = abstract.replace(/(.{60,72}) /g, '$1\n');
  return `\\\\\narXiv:${id}\nDate: Wed, 15 Mar 2023 18:34:08 GMT   (243kb,D)\n\nTitle: ${title}\nAuthors: ${authors.map((name) => `Ada ${plain(name)}`).join(', ')}\nCategories: cs.LG cs.CL\nComments: 16 pages\n\\\\\n  ${lines}\n\\\\ ( https://arxiv.org/abs/${id} ,  243kb)\n`;
}

function metadata(one: Paper): unknown {
  const { title, abstract, authors, year } = one;
  return {
    id: arxivId(one),
    title,
    authors: authors.map((name) => `Ada ${plain(name)}`).join(', '),
    categories: 'cs.LG cs.CL',
    doi: null,
    'journal-ref': null,
    abstract: `  ${abstract}\n`,
    versions: [{ version: 'v1', created: `Mon, 2 May ${year} 19:18:42 GMT` }],
    update_date: `${year}-05-04`,
    authors_parsed: authors.map((name) => [plain(name), 'Ada', '']),
  };
}

const ATOM = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n';

function atom(one: Paper): string {
  const { title, abstract, authors, year } = one;
  const names = authors.map((name) => `<author>\n<name>Ada ${plain(name)}</name>\n</author>\n`).join('');
  return `<entry>\n<id>http://arxiv.org/abs/${arxivId(one)}v1</id>\n<title>${title}</title>\n<updated>${year}-05-02T10:00:00Z</updated>\n<published>${year}-05-01T10:00:00Z</published>\n<summary>${abstract} a &lt; b &amp; c</summary>\n${names}<category term="cs.LG"/>\n</entry>\n`;
}

const RSS = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n<title>cs.LG</title>\n';

function rss(one: Paper): string {
  const { title, abstract, authors, year } = one;
  const id = arxivId(one);
  return `<item>\n<title>${title}</title>\n<link>https://arxiv.org/abs/${id}</link>\n<description>arXiv:${id}v1 Announce Type: new\nAbstract: ${abstract}</description>\n<dc:creator>${authors.map((name) => `Ada ${plain(name)}`).join(', ')}</dc:creator>\n<pubDate>Mon, 02 May ${year} 00:00:00 -0400</pubDate>\n</item>\n`;
}

/** Its number repeats after 99,999 papers of a year. */
function arxivId({ i, year }: Paper): string {
  return `${String(year % 100).padStart(2, '0')}05.${String(i % 99_999).padStart(5, '0')}`;
}

function page({ i, title, abstract, authors, year }: Paper): string {
  return `${title}\n\n${abstract}\n\n  • ${authors.length} authors\n·\nMay ${1 + (i % 28)}, ${year}\n`;
}

function api(one: Paper): unknown {
  const { i, title, abstract, authors, year } = one;
  return {
    paper: {
      id: arxivId(one),
      title,
      summary: abstract,
      authors: authors.map((name) => ({ name: plain(name) })),
      publishedAt: `${year}-05-01T00:00:00.000Z`,
      upvotes: i % 60,
    },
    numComments: i % 5,
  };
}

function row(one: Paper): string {
  const { title, authors, year } = one;
  const id = arxivId(one);
  return `| **${title}** | ${authors.map(plain).join(', ')} | ${year}-05-01 | [${id}](https://arxiv.org/abs/${id}) |`;
}
