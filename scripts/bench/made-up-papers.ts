/** A paper that does not exist, as engines of search take it. */
export interface MadeUpPaper {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  readonly abstract: string;
}

/** Queries of one kind, one for each measurement. */
export interface MadeUpQueries {
  readonly twoWords: readonly string[];
  readonly prefix: readonly string[];
  readonly typo: readonly string[];
  readonly fielded: readonly { readonly author: string; readonly year: string; readonly word: string }[];
}

/** As many kinds of words as abstracts of arXiv have in 100,000 papers. */
const WORDS = 300_000;
const SYLLABLES =
  'ta re mi co ne lu sa ver ion ble pro di gra ket son al qui per fo nex u sti bra mon el'.split(' ');

/** Papers whose words are distributed as in real text (Zipf's law), the same for the same number. */
export function madeUpPapers(count: number): MadeUpPaper[] {
  return Array.from({ length: count }, (_, i) => {
    const random = generator(i + 1);
    const text = (length: number, first: number): string =>
      Array.from({ length }, () => word(zipf(random, first))).join(' ');
    const authors = Array.from({ length: 1 + Math.floor(random() * 5) }, () => name(zipf(random, 5)));
    return {
      id: `p${i}`,
      key: `${word(zipf(random, 300))}${2000 + (i % 25)}`,
      title: text(6 + Math.floor(random() * 7), 20),
      authors: authors.join(' '),
      year: String(2000 + (i % 25)),
      abstract: text(110 + Math.floor(random() * 90), 1),
    };
  });
}

export function madeUpQueries(papers: readonly MadeUpPaper[], count: number): MadeUpQueries {
  const random = generator(99);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const titles = Array.from({ length: count }, () => pick(papers).title.split(' '));
  const two = titles.map((words) => [pick(words), pick(words)] as const);
  return {
    twoWords: two.map((words) => words.join(' ')),
    prefix: two.map(([a, b]) => `${a} ${b.slice(0, 5)}`),
    typo: two.map(([a, b]) => `${a} ${b.slice(0, 2)}x${b.slice(2)}`),
    fielded: titles.map((words) => ({
      author: pick(papers).authors.split(' ').at(-1)!,
      year: '2015',
      word: pick(words),
    })),
  };
}

/** A number from `first` to WORDS whose frequency falls with its size. */
function zipf(random: () => number, first: number): number {
  return Math.floor(first * Math.exp(random() * Math.log(WORDS / first)));
}

function word(rank: number): string {
  let rest = rank;
  let made = '';
  do {
    made += SYLLABLES[rest % SYLLABLES.length]!;
    rest = Math.floor(rest / SYLLABLES.length);
  } while (rest > 0);
  return made;
}

function name(rank: number): string {
  return `${word(rank * 7)}ski`;
}

function generator(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
