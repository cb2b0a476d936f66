import type { Next } from '../../test/support/annotating.ts';

/** A word of a text: where it stands, and which word of the first version it is (-1: none). */
export interface Word {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** A second version of a text, with the words that it kept of the first. */
export interface Revision {
  readonly text: string;
  readonly words: readonly Word[];
  readonly steps: readonly string[];
}

interface Token {
  readonly id: number;
  readonly word: string;
}

/** The words of a text, in order. */
export function wordsOf(text: string, word = /\S+/g): Word[] {
  return [...text.matchAll(word)].map(({ 0: found, index }, id) => ({
    id,
    start: index,
    end: index + found.length,
  }));
}

/** Revises a text as authors and sources do; `others` are sentences of other papers, for what is added. */
export function revise(text: string, others: readonly string[], next: Next): Revision {
  const tokens = wordsOf(text).map(({ id, start, end }) => ({ id, word: text.slice(start, end) }));
  let sentences = split(tokens);
  const steps: string[] = [];
  const other = (): Token[] => others[next(others.length)]!.split(/\s+/).map((word) => ({ id: -1, word }));
  for (let n = 1 + next(5); n > 0; n--) {
    const at = next(sentences.length);
    const step = ['add', 'drop', 'swap', 'words', 'words', 'numbers', 'join'][next(7)]!;
    steps.push(step);
    if (step === 'add') sentences.splice(at, 0, other());
    else if (step === 'drop' && sentences.length > 2) sentences.splice(at, 1);
    else if (step === 'swap' && sentences.length > 2) {
      const [moved] = sentences.splice(at, 1);
      sentences.splice(next(sentences.length + 1), 0, moved!);
    } else if (step === 'words') sentences[at] = replaced(sentences[at]!, other(), next);
    else if (step === 'numbers')
      sentences = sentences.map((all) =>
        all.map((token) =>
          /\d/.test(token.word) && next(2) === 0
            ? { id: token.id, word: token.word.replace(/\d+/, String(next(900))) }
            : token,
        ),
      );
  }
  return { ...print(sentences.flat(), next, steps), steps };
}

function split(tokens: readonly Token[]): Token[][] {
  const sentences: Token[][] = [[]];
  for (const token of tokens) {
    sentences.at(-1)!.push(token);
    if (/[.!?]["')]?$/.test(token.word)) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

function replaced(sentence: readonly Token[], from: readonly Token[], next: Next): Token[] {
  const at = next(sentence.length);
  const count = Math.min(1 + next(4), sentence.length - at);
  const put = from.slice(0, next(5));
  return [...sentence.slice(0, at), ...put, ...sentence.slice(at + count)];
}

const GREEK = new Map([
  ['alpha', 'α'],
  ['beta', 'β'],
  ['epsilon', 'ϵ'],
  ['lambda', 'λ'],
  ['mu', 'μ'],
  ['times', '×'],
  ['sim', '∼'],
  ['leq', '≤'],
]);

/** Prints tokens as one of the sources of abstracts would. */
function print(tokens: readonly Token[], next: Next, steps: string[]): { text: string; words: Word[] } {
  const source = ['plain', 'plain', 'bibtex', 'page', 'wrapped'][next(5)]!;
  steps.push(source);
  const words: Word[] = [];
  let text = '';
  let column = 0;
  tokens.forEach((token, i) => {
    let word = token.word;
    if (source === 'bibtex') word = asBibtex(word);
    if (source === 'page') word = asPage(word);
    if (source === 'wrapped' && column > 60 && /^[a-z]{9,}/.test(word))
      word = `${word.slice(0, 4)}-\n${word.slice(4)}`;
    if (i > 0) {
      const breaks = source !== 'plain' && source !== 'page' && column > 70;
      text += breaks ? '\n  ' : ' ';
      if (breaks) column = 0;
    }
    words.push({ id: token.id, start: text.length, end: text.length + word.length });
    text += word;
    column += word.length + 1;
  });
  return { text, words };
}

function asBibtex(word: string): string {
  return word
    .replace(
      /[éèüöäçñ]/g,
      (c) =>
        ({ é: "{\\'e}", è: '{\\`e}', ü: '{\\"u}', ö: '{\\"o}', ä: '{\\"a}', ç: '{\\c c}', ñ: '{\\~n}' })[c]!,
    )
    .replace(/%/g, '\\%')
    .replace(/[“”]/g, (c) => (c === '“' ? '``' : "''"))
    .replace(/–/g, '--')
    .replace(/\b([A-Z]{2,})\b/g, '{$1}');
}

function asPage(word: string): string {
  return word
    .replace(/\$/g, '')
    .replace(/\\(?:text|math)[a-z]+\{([^{}]*)\}/g, '$1')
    .replace(/\\([a-z]+)/g, (whole, name: string) => GREEK.get(name) ?? whole)
    .replace(/"/g, '”')
    .replace(/'/g, '’')
    .replace(/fi/g, 'ﬁ')
    .replace(/[{}]/g, '');
}
