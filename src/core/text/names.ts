import type { PaperTokens, Token } from './terms.ts';

/** How a text uses a word or phrase that could be a name of something. */
export interface NameUse {
  /** Stems with blanks between: what is compared. */
  readonly term: string;
  readonly words: number;
  /** Places in title and abstract. */
  count: number;
  inTitle: boolean;
  /** Whether it stands somewhere without more name words in front: "model" in "language models" does not. */
  alone: boolean;
  /** As the text writes it, for each place. */
  readonly spellings: string[];
}

const MOST_WORDS = 4;

/**
 * The names in a paper's texts, as far as they can be told without a dictionary: what ends a run of words that are no function words
 * ("sparse attention" in "a fast sparse attention for"), at most four words. What only begins one is no name ("large language").
 */
export function namesIn({ title, abstract }: PaperTokens): Map<string, NameUse> {
  const uses = new Map<string, NameUse>();
  for (const sentence of title) collect(uses, sentence, true);
  for (const sentence of abstract) collect(uses, sentence, false);
  return uses;
}

function collect(uses: Map<string, NameUse>, sentence: readonly Token[], inTitle: boolean): void {
  let start = 0;
  for (let end = 1; end <= sentence.length; end++) {
    const last = sentence[end - 1]!;
    if (last.functional && !last.joined) start = end;
    const next = sentence[end];
    const ends = !next || (!next.joined && (next.functional || (next.empty && !isHead(next))));
    if (ends && end > start) addEndings(uses, sentence, { start, end, inTitle });
  }
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly inTitle: boolean;
}

function addEndings(uses: Map<string, NameUse>, sentence: readonly Token[], run: Run): void {
  const { start, end, inTitle } = run;
  if (isModifier(sentence[end - 1]!)) return;
  let term = '';
  let written = '';
  for (let from = end - 1; from >= start && end - from <= MOST_WORDS; from--) {
    const word = sentence[from]!;
    const glue = sentence[from + 1]?.joined ? '-' : ' ';
    term = term === '' ? word.stem : `${word.stem} ${term}`;
    written = written === '' ? word.written : `${word.written}${glue}${written}`;
    // A part of a hyphenated word is no word.
    if (word.joined || !couldName(sentence, from, end)) continue;
    const alone = from === start || isNoPart(sentence[from - 1]!);
    const known = uses.get(term);
    if (known) {
      known.count++;
      known.inTitle ||= inTitle;
      known.alone ||= alone;
      known.spellings.push(written);
    } else {
      uses.set(term, { term, words: end - from, count: 1, inTitle, alone, spellings: [written] });
    }
  }
}

/** Whether the word before a name is none of it: it says nothing of a subject. */
function isNoPart(before: Token): boolean {
  return (before.empty && !isSize(before)) || before.functional;
}

function couldName(sentence: readonly Token[], from: number, end: number): boolean {
  const first = sentence[from]!;
  if (first.functional) return false;
  if (end - from === 1) return !first.empty && (first.stem.length > 3 || /^\p{Lu}+s?$/u.test(first.written));
  if (first.empty && !isSize(first) && !BEGINS.has(first.stem)) return false;
  for (let i = from; i < end; i++) if (!sentence[i]!.empty) return true;
  return false;
}

/** Words that say little alone and end many names: "language model", "neural network", "deep learning". */
const HEADS = new Set(
  (
    'model network learning training system data dataset process function analysis design modeling understanding task method framework ' +
    'benchmark technique approach problem algorithm question'
  ).split(' '),
);

function isHead({ stem }: Token): boolean {
  return HEADS.has(stem);
}

/** Words of all papers that begin a name all the same: "question answering", "state space". */
const BEGINS = new Set(['question', 'state']);

/** "Large language models" and "long context" are names; "large improvements" is none, which the other word decides. */
const SIZES = new Set(['large', 'small', 'low', 'high', 'long', 'short']);

function isSize({ stem }: Token): boolean {
  return SIZES.has(stem);
}

/** Adjectives, adverbs and participles by their endings: they stand before a name and never end one. */
function isModifier({ stem, joined }: Token): boolean {
  if (stem.length < 5) return false;
  if (/(?:ly|ive|ous|ful|less|able|ible|ical|ional|ular|ient|inear|ic|wise|aware|free|art)$/.test(stem)) {
    return !/(?:ctive|gradient|coefficient|logic|traffic|topic|music|physic|public|table|cable|variable|ensemble|chart|heart|part)$/.test(
      stem,
    );
  }
  return joined ? /(?:ed|ing|based)$/.test(stem) : /(?:[^e]ed)$/.test(stem);
}
