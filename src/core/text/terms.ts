import { detach, fold } from './fold.ts';
import { repairForDisplay } from './latex-repair.ts';

/** A word of a text: folded and freed of its plural for comparing, and as it is written. */
export interface Token {
  readonly stem: string;
  readonly written: string;
  /** Whether it cannot begin or end the name of a subject. */
  readonly functional: boolean;
  /** True for function words and for the phrases of academic prose, which say nothing about a subject. */
  readonly empty: boolean;
  /** Whether a hyphen joins it to the word before. */
  readonly joined: boolean;
}

/** A paper's texts as words. */
export interface PaperTokens {
  readonly title: readonly (readonly Token[])[];
  readonly abstract: readonly (readonly Token[])[];
}

export function tokensOf(title: string, abstract: string | null): PaperTokens {
  return { title: tokens(title), abstract: abstract === null ? [] : tokens(abstract) };
}

/** The sentences of a text as words. Phrases never reach over punctuation; addresses and formulas give no words. */
export function tokens(text: string): Token[][] {
  const plain = repairForDisplay(text).replace(/\bhttps?:\/\/\S+/g, ' . ');
  const sentences: Token[][] = [];
  for (const part of plain.split(/[.,;:!?()[\]{}"“”|/\\=<>]+|\s[-–—]+\s|\n\s*\n/)) {
    const found = [...part.matchAll(/(?<=([-‐‑])?)[\p{L}\p{N}][\p{L}\p{N}+’']*/gu)];
    const words = found.map(([word, hyphen]) => (hyphen === undefined ? alone : joined).read(word));
    if (words.length > 0) sentences.push(words);
  }
  return sentences;
}

/** Words as they were read last: texts of one library use the same ones again and again. What was not used for long is forgotten. */
class ReadWords {
  #recent = new Map<string, Token>();
  #before = new Map<string, Token>();
  readonly #joined: boolean;

  constructor(joined: boolean) {
    this.#joined = joined;
  }

  read(written: string): Token {
    const recent = this.#recent.get(written);
    if (recent) return recent;
    if (this.#recent.size >= MOST_RECENT) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    const token = this.#before.get(written) ?? readToken(detach(written), this.#joined);
    this.#recent.set(token.written, token);
    return token;
  }
}

const MOST_RECENT = 5000;
const alone = new ReadWords(false);
const joined = new ReadWords(true);

function readToken(written: string, joined: boolean): Token {
  const folded = fold(written.replace(/['’]s?$/, '').replace(/['’]/g, ''));
  const stem = singular(folded);
  return {
    stem,
    written,
    joined,
    functional: FUNCTION_WORDS.has(stem) || FUNCTION_WORDS.has(written.toLowerCase()) || /^\d+$/.test(stem),
    empty: EMPTY.has(folded) || EMPTY.has(stem) || /^[\p{N}+]*$/u.test(stem) || stem.length < 2,
  };
}

/** English plurals undone, so that "transformers" and "transformer" are one; nothing else is stemmed, as words get wrong that way. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|ous|as|os)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** Words that start no subject. First English's function words, then what papers say of themselves whatever they are about. */
const EMPTY = new Set(
  (
    'a about above after again against all almost along already also although always among an and another any are around as at away back be ' +
    'became because become been before being below between beyond both but by came can cannot could did do does done down due during each ' +
    'either else enough especially etc even ever every few for from full further get give given go had has have he hence her here him his how ' +
    'however i if in indeed instead into is it its itself just kept last later least less let like likely made mainly make many may me might ' +
    'more moreover most mostly much must my namely near nearly need neither never next no nor not nothing now of off often on once one only ' +
    'onto or other others our out over own part per perhaps quite rather really s same see seem several she should since so some still such ' +
    'take than that the their them then there thereby therefore these they this those though through throughout thus to together too toward ' +
    'towards two three four five under until up upon us use used useful uses using usually various very via was way we well were what when ' +
    'where whereas whether which while who whole whom whose why will with within without work would yet you your first second third e g i.e ' +
    'paper approach method result show shown propose proposed present novel new study experiment experimental demonstrate demonstrating ' +
    'achieve achieving achieved perform performance performing outperform outperforming improve improved improving improvement introduce ' +
    'introducing introduced significant significantly state art sota existing recent recently previous prior based compared comparison compare ' +
    'evaluate evaluation evaluated evaluating extensive extensively effective effectively effectiveness efficiently different various ability ' +
    'able addition additionally address addressing allow allowing across aim better best challenge challenging code available provide ' +
    'providing provided enable enabling enables key large larger largest small smaller high higher highly low lower number wide widely range ' +
    'several important simple simply specifically specific particular particularly potential problem question research researcher significantly ' +
    'solution solve solving task technique term type way leverage leveraging leverages require requires requiring required remain remains ' +
    'reduce reducing reduced increase increasing increased capable capability capabilities issue limitation limited limit main major find ' +
    'finding findings found analysis analyze analyse investigate explore exploring consider considering crucial critical despite directly ' +
    'furthermore general generally good great help insight involve lead leading level long obtain original overall point practical process ' +
    'publicly release released real report reporting respectively role set setting similar single size standard step strong suggest support ' +
    'system term total typically understanding variety year develop developed developing development design designed dataset datasets data ' +
    'model models modeling baseline baselines benchmark benchmarks framework training train trained learn learned learning network networks ' +
    'information input output example case cases feature features function time times art com github http https www arxiv fig figure table ' +
    'scale order quality accuracy accurate cost costs speed fast faster'
  ).split(' '),
);

const FUNCTION_WORDS = new Set(
  (
    'a about after all also an and any are as at be because been before being between both but by can could did do does due during each ' +
    'either even for from given had has have hence how however if in into is it its itself just like many may might more moreover most much must ' +
    'namely no nor not now of often on one only or other our out over own per rather same several should since so some still such than that the ' +
    'their them then there thereby therefore these they this those though through thus to too toward towards under until up upon us use used whatever ' +
    'uses using via very was we well were what when where whereas whether which while who whose why will with within without would yet you your ' +
    'new novel propose proposed present show shown achieve achieving introduce introducing demonstrate paper existing recent previous prior ' +
    'significantly effectively efficiently various different first second two three'
  ).split(' '),
);
