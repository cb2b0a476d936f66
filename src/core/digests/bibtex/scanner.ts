import { detach } from '../../text/fold.ts';
import type { Problem } from '../../text/problem.ts';
import { BRACED, EntryReader, QUOTED, type EntryShape, type FieldSink } from './entry-reader.ts';
import type { RawBibliography, RawEntry, RawField, RawPart, RawValue } from './raw.ts';

/** An entry that is not closed may swallow this many beginnings of others before it is taken for broken: abstracts may hold BibTeX. */
const SWALLOWED = 3;

/** The beginning of an entry or a `@string`. */
export interface Head {
  /** Of the `@`. */
  readonly at: number;
  /** In lower case. */
  readonly type: string;
  /** Of the brace or parenthesis. */
  readonly open: number;
}

/**
 * Divides a .bib file into entries, one after the other. All calls together take time linear in the text; none throws. Where an entry is
 * broken it goes on at the next `@type{` at the beginning of a line. Source of the syntax: Patashnik, "BibTeXing" (1988); `%` outside
 * entries begins a comment and `\{` inside values is no brace, as Pandoc has it.
 */
export class BibScanner {
  readonly #text: string;
  readonly #reader: EntryReader;
  /** Where lines begin with `@type{` behind the current entry, ascending; found as far ahead as needed. */
  readonly #starts: number[] = [];
  #searched: number;
  #at: number;
  /** So far the text decided how the entry that was read last was read; infinite where it did to its end. */
  reach = 0;

  /** `from` is the text's beginning, or the end of an entry of it. */
  constructor(text: string, from = 0) {
    this.#text = text;
    this.#reader = new EntryReader(text);
    this.#at = nextAt(text, from);
    this.#searched = from;
  }

  /** The head of the next entry or string, which `read` reads; null at the end. Preambles and comments are passed over. */
  next(): Head | null {
    const text = this.#text;
    while (this.#at >= 0) {
      const head = headAt(text, this.#at);
      if (head && head.type !== 'comment' && head.type !== 'preamble') return head;
      const behind = head
        ? (endOfBlock(text, head.open, this.#startBehind(head.at, SWALLOWED)) ?? head.open + 1)
        : this.#at + 1;
      this.#at = nextAt(text, behind);
    }
    return null;
  }

  /** Reads with patience first: only if that shows something broken is the beginning of the next entry believed to be one. */
  read({ type, at, open }: Head, sinkOf: () => FieldSink): EntryShape {
    const patience = this.#startBehind(at, SWALLOWED);
    let shape = this.#reader.read(type, at, open, patience, sinkOf());
    this.reach = shape.end;
    if (shape.problems.length > 0) {
      const last = openingOf(this.#text, patience);
      this.reach = last < 0 ? Infinity : last + 1;
      const strict = this.#startBehind(at, 0);
      if (shape.end > strict) shape = this.#reader.read(type, at, open, strict, sinkOf());
    }
    this.#at = nextAt(this.#text, shape.end);
    return shape;
  }

  /** The beginning of an entry that stands behind `at` and so many others; the text's length where there are fewer. */
  #startBehind(at: number, others: number): number {
    const starts = this.#starts;
    let passed = 0;
    while (passed < starts.length && starts[passed]! <= at) passed++;
    if (passed > 0) starts.splice(0, passed);
    while (starts.length <= others && this.#searched >= 0) this.#findStart(at);
    return starts[others] ?? this.#text.length;
  }

  #findStart(behind: number): void {
    const at = this.#text.indexOf('@', Math.max(this.#searched, behind + 1));
    this.#searched = at < 0 ? -1 : at + 1;
    if (at >= 0 && isFirstOfLine(this.#text, at) && openingOf(this.#text, at) >= 0) this.#starts.push(at);
  }
}

/** Everything in a .bib file, for whoever needs it all at once. */
export function scanBibtex(text: string): RawBibliography {
  const scanner = new BibScanner(text);
  const entries: RawEntry[] = [];
  const strings = new Map<string, RawValue>();
  const problems: Problem[] = [];
  for (let head = scanner.next(); head; head = scanner.next()) {
    let fields = new FieldList(text);
    const shape = scanner.read(head, () => (fields = new FieldList(text)));
    problems.push(...shape.problems);
    if (head.type === 'string') for (const field of fields.all) strings.set(field.name, field);
    else entries.push(rawEntry(text, head, shape, fields.all));
  }
  return { entries, strings, problems };
}

/** The fields of an entry whose text a scan has cut out. */
export function fieldsOf(text: string): readonly RawField[] {
  const head = headAt(text, 0);
  if (!head) return [];
  const fields = new FieldList(text);
  new EntryReader(text).read(head.type, 0, head.open, text.length, fields);
  return fields.all;
}

function rawEntry(text: string, head: Head, shape: EntryShape, fields: readonly RawField[]): RawEntry {
  const { key, end } = shape;
  return {
    type: head.type,
    key: key && detach(text.slice(key.start, key.end)),
    keySpan: key,
    fields,
    span: { start: head.at, end },
    isBroken: shape.problems.length > 0,
  };
}

class FieldList implements FieldSink {
  readonly all: RawField[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  field(start: number, end: number, parts: readonly number[], length: number): void {
    const made: RawPart[] = [];
    for (let i = 0; i < length; i += 3) {
      const kind = parts[i] === BRACED ? 'braced' : parts[i] === QUOTED ? 'quoted' : 'bare';
      made.push({ kind, span: { start: parts[i + 1]!, end: parts[i + 2]! } });
    }
    this.all.push({
      name: detach(this.#text.slice(start, end).toLowerCase()),
      text: this.#text,
      parts: made,
    });
  }
}

function headAt(text: string, at: number): Head | null {
  const open = openingOf(text, at);
  if (open < 0) return null;
  const type = text
    .slice(at + 1, open)
    .trim()
    .toLowerCase();
  return { at, type: detach(type), open };
}

/** The offset of the brace or parenthesis of `@type{`; -1 where no such thing stands at `at`. */
function openingOf(text: string, at: number): number {
  if (text.charCodeAt(at) !== AT) return -1;
  const start = skipBlanks(text, at + 1);
  if (!isLetter(text.charCodeAt(start))) return -1;
  let end = start + 1;
  while (isInWord(text.charCodeAt(end))) end++;
  const open = skipBlanks(text, end);
  const code = text.charCodeAt(open);
  return code === OPENING || code === PARENTHESIS ? open : -1;
}

const AT = 64;
const OPENING = 123;
const PARENTHESIS = 40;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0xfeff;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Letters, digits, `_` and `-`. */
function isInWord(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 95 || code === 45;
}

function isFirstOfLine(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9 || text.charCodeAt(i) === 0xfeff))
    i--;
  return i < 0 || text.charCodeAt(i) === 10 || text.charCodeAt(i) === 13;
}

/** The next `@` from `from` on that no comment hides; -1 where none is left. */
function nextAt(text: string, from: number): number {
  let at = text.indexOf('@', from);
  while (at >= 0 && isComment(text, from, at)) {
    const end = text.indexOf('\n', at);
    at = end < 0 ? -1 : text.indexOf('@', end);
  }
  return at;
}

/** Whether a `%` stands between the beginning of the line, or `from`, and `at`. */
function isComment(text: string, from: number, at: number): boolean {
  for (let i = at - 1; i >= from; i--) {
    const code = text.charCodeAt(i);
    if (code === 10) return false;
    if (code === 37) return true;
  }
  return false;
}

/** The offset behind the block that opens at `open`; null where it is not closed before `limit`. */
function endOfBlock(text: string, open: number, limit: number): number | null {
  const closing = text.charCodeAt(open) === 40 ? 41 : 125;
  let depth = 0;
  for (let i = open + 1; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === closing && depth === 0) return i + 1;
    else if (code === 123) depth++;
    else if (code === 125) depth--;
  }
  return null;
}
