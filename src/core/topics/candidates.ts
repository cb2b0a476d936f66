import { isFunctionWord, tokens, type Token } from '../text/terms.ts';

export interface TopicInput {
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
}

/** A phrase that may name a topic. */
export interface Candidate {
  /** Stems with blanks between. */
  readonly term: string;
  readonly words: number;
  /** How strongly each paper is about it, above 0 to 1. */
  readonly papers: ReadonlyMap<string, number>;
  /** How often each spelling occurs. */
  readonly spellings: ReadonlyMap<string, number>;
}

/** In the title, said more than once, said once in passing. */
const STRENGTH = { title: 1, repeated: 0.7, mentioned: 0.25 };
/** From here on a paper is about the phrase. */
export const ABOUT = 0.5;
const MOST_WORDS = 4;
/** How much of a phrase's uses must end a group of words: less, and it is the front of something else ("large language"). */
const ENDS_GROUP = 0.5;
/** How much of its papers must name a phrase in the title: words such as "tokens" are said by many and the subject of few. */
const IN_TITLES = { word: 0.25, phrase: 0.1 };
/** How many papers must be about it: two that share a single word share too little. */
const FEWEST = { word: 3, phrase: 2 };
/** A phrase that stands mostly inside one longer phrase is a part of that one. */
const MOSTLY_NESTED = 0.65;
/** A topic about more than this share of a library would tell nothing. */
const MOST_SHARE = 0.4;

interface Use {
  readonly term: string;
  readonly words: readonly Token[];
  readonly endsGroup: boolean;
  readonly from: number;
  readonly to: number;
}

interface Tally {
  readonly words: number;
  readonly papers: Map<string, number>;
  readonly spellings: Map<string, number>;
  uses: number;
  endings: number;
  /** Uses inside each longer phrase. */
  readonly within: Map<string, number>;
}

/**
 * The phrases that at least two papers are about and that stand for themselves. Whether one does is asked of the texts and not of a
 * dictionary: a name ends a group of words ("attention is", "attention.") and is not part of one and the same longer phrase; this is the
 * thought behind C-value (Frantzi, Ananiadou and Mima, "Automatic recognition of multi-word terms", 2000). Steps by `yield`.
 */
export function* findCandidates(papers: readonly TopicInput[]): Generator<void, Candidate[]> {
  const tallies = new Map<string, Tally>();
  yield* eachPaper(papers, (id, uses) => {
    for (const [term, { strength, words }] of strengths(uses)) {
      if (strength < ABOUT) continue;
      let tally = tallies.get(term);
      if (!tally) {
        tally = { words, papers: new Map(), spellings: new Map(), uses: 0, endings: 0, within: new Map() };
        tallies.set(term, tally);
      }
      tally.papers.set(id, strength);
    }
  });
  for (const [term, { papers: about, words }] of tallies)
    if (about.size < (words === 1 ? FEWEST.word : FEWEST.phrase)) tallies.delete(term);
  // What is said once in passing is counted only for phrases that somebody is about, which keeps few in memory.
  yield* eachPaper(papers, (id, uses) => {
    uses.all.forEach((use, at) => count(tallies, id, use, around(uses.all, at)));
  });
  const most = Math.max(3, MOST_SHARE * papers.length);
  return [...tallies]
    .filter(([, tally]) => tally.papers.size <= most && standsAlone(tally))
    .map(([term, { words, papers: about, spellings }]) => ({ term, words, papers: about, spellings }));
}

function standsAlone(tally: Tally): boolean {
  if (tally.endings < ENDS_GROUP * tally.uses) return false;
  let titles = 0;
  for (const strength of tally.papers.values()) if (strength === STRENGTH.title) titles++;
  if (titles < (tally.words === 1 ? IN_TITLES.word : IN_TITLES.phrase) * tally.papers.size) return false;
  return Math.max(0, ...tally.within.values()) <= MOSTLY_NESTED * tally.uses;
}

function count(tallies: ReadonlyMap<string, Tally>, id: string, use: Use, longer: readonly Use[]): void {
  const tally = tallies.get(use.term);
  if (!tally) return;
  if (!tally.papers.has(id)) tally.papers.set(id, STRENGTH.mentioned);
  const written = writtenOf(use.words);
  tally.spellings.set(written, (tally.spellings.get(written) ?? 0) + 1);
  tally.uses++;
  if (use.endsGroup) tally.endings++;
  for (const { term } of longer)
    if (tallies.has(term)) tally.within.set(term, (tally.within.get(term) ?? 0) + 1);
}

/** The longer uses that hold the one at `at`. */
function around(uses: readonly Use[], at: number): Use[] {
  const { from, to } = uses[at]!;
  const found: Use[] = [];
  for (let i = at - 1; i >= 0 && uses[i]!.from > from - MOST_WORDS; i--)
    if (uses[i]!.to >= to) found.push(uses[i]!);
  for (let i = at + 1; i < uses.length && uses[i]!.from === from; i++) found.push(uses[i]!);
  return found;
}

interface Uses {
  readonly title: readonly Use[];
  /** Title and abstract, by place. */
  readonly all: readonly Use[];
}

function* eachPaper(
  papers: readonly TopicInput[],
  visit: (id: string, uses: Uses) => void,
): Generator<void, void> {
  let read = 0;
  for (const { id, title, abstract } of papers) {
    const inTitle = usesOf(tokens(title), 0);
    const inAbstract = abstract === null ? [] : usesOf(tokens(abstract), 10_000);
    visit(id, { title: inTitle, all: [...inTitle, ...inAbstract] });
    if (++read % 50 === 0) yield;
  }
  yield;
}

function strengths({ title, all }: Uses): Map<string, { strength: number; words: number }> {
  const found = new Map<string, { strength: number; words: number }>();
  for (const { term, words } of all) {
    const known = found.get(term);
    if (known) known.strength = STRENGTH.repeated;
    else found.set(term, { strength: STRENGTH.mentioned, words: words.length });
  }
  for (const { term } of title) found.get(term)!.strength = STRENGTH.title;
  return found;
}

/** Every run of words that could be a name, by its start, the longest of a start last. */
function usesOf(sentences: readonly (readonly Token[])[], offset: number): Use[] {
  const uses: Use[] = [];
  let base = offset;
  for (const sentence of sentences) {
    for (let start = 0; start < sentence.length; start++) {
      // A part of a hyphenated word is no word.
      if (sentence[start]!.joined) continue;
      for (let end = start + 1; end <= sentence.length && end - start <= MOST_WORDS; end++) {
        if (sentence[end]?.joined) continue;
        const words = sentence.slice(start, end);
        if (!couldName(words)) continue;
        uses.push({
          term: words.map((word) => word.stem).join(' '),
          words,
          endsGroup: end === sentence.length || isFunctionWord(sentence[end]!) || sentence[end]!.empty,
          from: base + start,
          to: base + end,
        });
      }
    }
    base += sentence.length + 1;
  }
  return uses;
}

/** Nouns in a row, or two with "of" or "in" between, as far as that can be told without a dictionary. */
function couldName(words: readonly Token[]): boolean {
  const first = words[0]!;
  const last = words.at(-1)!;
  if (isFunctionWord(first) || isFunctionWord(last) || isModifier(last)) return false;
  if (words.length === 1)
    return !first.empty && (first.stem.length > 3 || /^\p{Lu}+s?$/u.test(first.written));
  if (first.empty && !isSize(first)) return false;
  for (const word of words.slice(1, -1))
    if (isFunctionWord(word) && word.stem !== 'of' && word.stem !== 'in') return false;
  return words.some((word) => !word.empty);
}

/** "Large language models" and "long context" are names; "large improvements" is none, which the other word decides. */
function isSize({ stem }: Token): boolean {
  return /^(?:large|small|low|high|long|short)$/.test(stem);
}

/** Adjectives, adverbs and participles by their endings: they stand before a name and never end one. */
function isModifier({ stem, joined }: Token): boolean {
  if (stem.length < 5) return false;
  if (/(?:ly|ive|ous|ful|less|able|ible|ical|ional|ular|ient|inear|ic)$/.test(stem)) {
    return !/(?:ctive|gradient|coefficient|logic|traffic|topic|music|physic|public|table|cable|variable|ensemble)$/.test(
      stem,
    );
  }
  return joined ? /(?:ed|ing)$/.test(stem) : /(?:[^e]ed)$/.test(stem);
}

function writtenOf(words: readonly Token[]): string {
  return words.map((word, i) => (i === 0 ? word.written : (word.joined ? '-' : ' ') + word.written)).join('');
}
