import type { Problem } from '../text/problem.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';
import { readReference, type Reference } from './references.ts';

/** What a reader said of two entries or papers, in one word. */
export interface PairLine<W extends string> {
  readonly a: Reference;
  readonly b: Reference;
  readonly word: W;
  /** ISO 8601 in UTC, so that text order is the order of time. */
  readonly time: string;
}

/** How a file of such lines is written. */
export interface PairForm<W extends string> {
  readonly header: string;
  readonly words: readonly [W, W];
  /** The problem's code of a line that cannot be read. */
  readonly code: string;
  /** What a line and what it names is called in problems: "verdict", "entry". */
  readonly line: string;
  readonly named: string;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z$/;

/**
 * Reads a file with four cells a line, parted by tabs. Lines that begin with `#` and empty ones say nothing; what else cannot be read is a
 * problem and costs its line.
 */
export function parsePairLines<W extends string>(
  text: string,
  form: PairForm<W>,
): { readonly lines: readonly PairLine<W>[]; readonly problems: readonly Problem[] } {
  const lines: PairLine<W>[] = [];
  const problems: Problem[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\ufeff/, '').replace(/\r$/, '');
    const span = { start, end: start + raw.length };
    start += raw.length + 1;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const read = readLine(line, form);
    if (typeof read === 'string')
      problems.push({ severity: 'warning', code: form.code, message: read, span });
    else lines.push(read);
  }
  return { lines, problems };
}

/** The edit that adds a line behind all others, with a header where the file is new. */
export function appendPairLine<W extends string>(
  text: string,
  { a, b, word, time }: PairLine<W>,
  form: PairForm<W>,
): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  const before = text === '' ? `${form.header}${lineEnd}` : text.endsWith('\n') ? '' : lineEnd;
  const end = { start: text.length, end: text.length };
  return [{ span: end, text: `${before}${[a, b, word, time].join('\t')}${lineEnd}` }];
}

function readLine<W extends string>(text: string, { words, line, named }: PairForm<W>): PairLine<W> | string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(text))
    return 'A mark of a conflict in git: keep the lines of both sides and delete the marks.';
  const [a = '', b = '', said = '', time = '', ...rest] = text.split('\t').map((cell) => cell.trim());
  const [one, other] = words;
  const word = words.find((known) => known === said);
  if (rest.length > 0 || time === '')
    return `A ${line} has four cells parted by tabs: ${named}, ${named}, \`${one}\` or \`${other}\`, time.`;
  if (word === undefined) return `“${said}” is neither \`${one}\` nor \`${other}\`; the ${line} is not used.`;
  if (!readReference(a) || !readReference(b))
    return `A ${line} names each ${named} by \`arxiv:\`, \`doi:\`, \`key:\` or \`title:\`; this one is not used.`;
  if (a === b) return `The ${line} names one ${named} twice; it is not used.`;
  if (!TIME.test(time))
    return `“${time}” is no time in UTC such as 2026-11-24T18:30:00Z; the ${line} is not used.`;
  return { a, b, word, time };
}
