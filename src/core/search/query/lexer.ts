import type { Span } from '../../text/span.ts';
import { fieldNamed, type QueryField } from './fields.ts';
import type { QueryProblem } from './query.ts';

export type Token =
  | {
      readonly kind: 'word' | 'phrase';
      readonly text: string;
      readonly span: Span;
      readonly finished: boolean;
    }
  | { readonly kind: 'field'; readonly field: QueryField; readonly span: Span }
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not'; readonly span: Span };

const QUOTES = '"“”„«»＂';
const OPERATORS = new Map<string, 'and' | 'or' | 'not'>([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
]);

/** The tokens of a query. Every character is part of one, blank, or named by a problem. */
export function tokensOfQuery(text: string, problems: QueryProblem[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    const afterField = tokens.at(-1)?.kind === 'field' && tokens.at(-1)!.span.end === at;
    if (/\s/.test(char)) at++;
    else if (char === '(' || char === ')') {
      tokens.push({ kind: char === '(' ? 'open' : 'close', span: { start: at, end: at + 1 } });
      at++;
    } else if (QUOTES.includes(char)) at = takePhrase(text, at, tokens, problems);
    else if (char === '-' && !afterField && isMinus(text, at)) {
      tokens.push({ kind: 'not', span: { start: at, end: at + 1 } });
      at++;
    } else at = takeWord(text, at, afterField, tokens, problems);
  }
  return tokens;
}

/** Whether a dash, or a run of them, stands directly before something. */
function isMinus(text: string, at: number): boolean {
  let end = at;
  while (text[end] === '-') end++;
  return end < text.length && !/[\s)]/.test(text[end]!);
}

function takePhrase(text: string, start: number, tokens: Token[], problems: QueryProblem[]): number {
  let end = start + 1;
  while (end < text.length && !QUOTES.includes(text[end]!)) end++;
  const finished = end < text.length;
  if (!finished) problems.push({ span: { start, end }, message: 'The quotation mark is not closed.' });
  const span = { start, end: finished ? end + 1 : end };
  tokens.push({ kind: 'phrase', text: text.slice(start + 1, end), span, finished });
  return span.end;
}

function takeWord(
  text: string,
  start: number,
  afterField: boolean,
  tokens: Token[],
  problems: QueryProblem[],
): number {
  let end = start;
  while (end < text.length && !/[\s()]/.test(text[end]!) && !QUOTES.includes(text[end]!)) end++;
  const word = text.slice(start, end);
  const operator = afterField ? undefined : OPERATORS.get(word);
  if (operator) {
    tokens.push({ kind: operator, span: { start, end } });
    return end;
  }
  const name = afterField ? undefined : /^([\p{L}-]+):/u.exec(word)?.[1];
  const field = name === undefined ? undefined : fieldNamed(name);
  if (name !== undefined && field !== undefined)
    return takeField(text, start, name, field, end, tokens, problems);
  if (name !== undefined && !/^[\p{L}-]+:(?:\/\/|$)/u.test(word))
    problems.push({
      span: { start, end: start + name.length },
      message: `There is no field “${name}”; searched for as words.`,
    });
  tokens.push({ kind: 'word', text: word, span: { start, end }, finished: end < text.length });
  return end;
}

/** A field's name and colon; what follows is its value. Without a value it says nothing. */
function takeField(
  text: string,
  start: number,
  name: string,
  field: QueryField,
  wordEnd: number,
  tokens: Token[],
  problems: QueryProblem[],
): number {
  const end = start + name.length + 1;
  const next = text[end];
  if (end < wordEnd || next === '(' || (next !== undefined && QUOTES.includes(next))) {
    tokens.push({ kind: 'field', field, span: { start, end } });
    return end;
  }
  problems.push({ span: { start, end }, message: `“${name}:” needs a value right behind the colon.` });
  return end;
}
