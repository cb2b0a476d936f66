import { detach } from '../../text/fold.ts';
import type { Problem } from '../../text/problem.ts';
import { EntryReader } from './entry-reader.ts';
import type { RawBibliography, RawEntry, RawPart } from './raw.ts';

/** An entry that is not closed may swallow this many beginnings of others before it is taken for broken: abstracts may hold BibTeX. */
const SWALLOWED = 3;

/**
 * Divides a .bib file into entries. Takes time linear in the text, never throws, and goes on at the next `@type{` at the beginning of a line
 * wherever an entry is broken. Source of the syntax: Patashnik, "BibTeXing" (1988); `%` outside entries begins a comment and `\{`
 * inside values is no brace, as Pandoc has it.
 */
export function scanBibtex(text: string): RawBibliography {
  const starts = entryStarts(text);
  const entries: RawEntry[] = [];
  const strings = new Map<string, readonly RawPart[]>();
  const problems: Problem[] = [];
  let at = nextAt(text, 0);
  let next = 0;
  while (at >= 0) {
    const head = headAt(text, at);
    if (!head) {
      at = nextAt(text, at + 1);
      continue;
    }
    while (next < starts.length && starts[next]! <= at) next++;
    const limits = { patient: starts[next + SWALLOWED] ?? text.length, strict: starts[next] ?? text.length };
    if (head.type === 'comment' || head.type === 'preamble') {
      at = nextAt(text, endOfBlock(text, head.open, limits.patient) ?? head.open + 1);
      continue;
    }
    const read = readEntry(text, at, head, limits);
    problems.push(...read.problems);
    if (head.type === 'string') for (const field of read.entry.fields) strings.set(field.name, field.parts);
    else entries.push(read.entry);
    at = nextAt(text, read.entry.span.end);
  }
  return { entries, strings, problems };
}

interface Head {
  readonly type: string;
  /** Of the brace or parenthesis. */
  readonly open: number;
}

const HEAD = /@\s*([A-Za-z][\w-]*)\s*[{(]/y;

function headAt(text: string, at: number): Head | null {
  HEAD.lastIndex = at;
  const match = HEAD.exec(text);
  return match && { type: detach(match[1]!.toLowerCase()), open: HEAD.lastIndex - 1 };
}

/** Reads with patience first: only if that shows something broken is the beginning of the next entry believed to be one. */
function readEntry(
  text: string,
  start: number,
  head: Head,
  limits: { readonly patient: number; readonly strict: number },
): { readonly entry: RawEntry; readonly problems: readonly Problem[] } {
  const isString = head.type === 'string';
  const patient = new EntryReader(text, head.open, limits.patient).read(head.type, start, isString);
  if (patient.problems.length === 0 || patient.entry.span.end <= limits.strict) return patient;
  return new EntryReader(text, head.open, limits.strict).read(head.type, start, isString);
}

/** Where lines begin with `@type{`, ascending. */
function entryStarts(text: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (isFirstOfLine(text, at) && headAt(text, at)) starts.push(at);
  }
  return starts;
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
