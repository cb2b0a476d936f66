import { parseArxivId, type ArxivId } from '../../text/identifiers.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';

/** One line of a listing mail, and what it is by itself. The span is without outer white space. */
export type ListingLine = Span & { readonly indented: boolean } & (
    | { readonly kind: 'blank' | 'text' | 'rule' }
    /** A rule after which another section starts. */
    | { readonly kind: 'section'; readonly section: 'cross' | 'replacement' | 'end' }
    /** Two backslashes, alone or before the paper's address. */
    | { readonly kind: 'mark'; readonly link: Span | null }
    | { readonly kind: 'id'; readonly id: ArxivId; readonly place: Span; readonly isCross: boolean }
    | { readonly kind: 'field'; readonly name: string; readonly value: Span }
    | { readonly kind: 'replaced'; readonly version: number | null }
  );

const MARK = /^\\\\(?:\s*\(\s*(https?:\/\/[^\s,)]*)?[^)]*\)?)?$/;
const ID =
  /^(?:arXiv|Paper)((?:\s*\(\*cross-listing\*\))?:\s*)([a-z.-]+\/\d{7}|\d{4}\.\d{4,5})(v\d+)?(\s*\(\*cross-listing\*\))?$/i;
const FIELD =
  /^(Title|Authors?|Categories|Comments?|Report-no|Journal-ref|DOI|MSC-class|ACM-class|Subj-class|License|Proxy|From|Date|Date \(revised(?: v\d{1,3})?\)|Web-address)\s*:(?=\s|$)/i;
const REPLACED = /^replaced with (?:a )?revised version\b/i;

/** So many lines are read between two steps. */
const STEP = 2000;

/** The lines of a text. */
export function* listingLines(text: string): Steps<ListingLine[]> {
  const lines: ListingLine[] = [];
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    let start = at;
    let end = next;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (lines.push(readLine(text, start, end, start > at)) % STEP === 0) yield;
    at = next;
  }
  return lines;
}

function readLine(text: string, start: number, end: number, indented: boolean): ListingLine {
  if (start === end) return { start, end, indented, kind: 'blank' };
  switch (text.charCodeAt(start)) {
    case 45: // -
    case 37: // %
      return readRule(text.slice(start, end), { start, end, indented });
    case 92: // backslash
      return readMark(text.slice(start, end), { start, end, indented });
    default:
      if (!indented) {
        const head = text.slice(start, Math.min(end, start + HEAD));
        // Names end with a colon; a replacement is told by its first word.
        if ((text.charCodeAt(start) | 32) === 114 || head.includes(':'))
          return readWords(head, { start, end, indented });
      }
      return { start, end, indented, kind: 'text' };
  }
}

/** So much of a line tells what it is. */
const HEAD = 200;

type Place = Span & { readonly indented: boolean };

function readRule(line: string, { start, end, indented }: Place): ListingLine {
  if (/^-{20,}$/.test(line)) return { start, end, indented, kind: 'rule' };
  const section = line.startsWith('%%%---%%%---')
    ? 'end'
    : line.startsWith('%%--%%--')
      ? 'replacement'
      : line.startsWith('%-%-%-%-')
        ? 'cross'
        : null;
  return section
    ? { start, end, indented, kind: 'section', section }
    : { start, end, indented, kind: 'text' };
}

function readMark(line: string, { start, end, indented }: Place): ListingLine {
  if (line.length === 2 && line.charCodeAt(1) === 92)
    return { start, end, indented, kind: 'mark', link: null };
  const mark = line.length < 300 ? MARK.exec(line) : null;
  if (!mark) return { start, end, indented, kind: 'text' };
  const at = mark[1] === undefined ? -1 : start + line.indexOf(mark[1]);
  const link = mark[1] === undefined ? null : { start: at, end: at + mark[1].length };
  return { start, end, indented, kind: 'mark', link };
}

function readWords(line: string, { start, end, indented }: Place): ListingLine {
  const first = line.charCodeAt(0) | 32;
  const id = first === 97 || first === 112 ? ID.exec(line) : null;
  if (id) {
    const parsed = parseArxivId(id[2]! + (id[3] ?? ''));
    const at = start + line.indexOf(id[2]!, id[0].indexOf(':'));
    const isCross = id[1]!.includes('*') || id[4] !== undefined;
    const place = { start: at, end: at + id[2]!.length };
    if (parsed) return { start, end, indented, kind: 'id', id: parsed, place, isCross };
  }
  const field = FIELD.exec(line);
  if (field) {
    const value = { start: Math.min(start + field[0].length, end), end };
    return { start, end, indented, kind: 'field', name: field[1]!.toLowerCase().replace(/s$/, ''), value };
  }
  if (first === 114 && REPLACED.test(line)) {
    const version = /\(v(\d{1,3})\)/.exec(line);
    return { start, end, indented, kind: 'replaced', version: version ? Number(version[1]) : null };
  }
  return { start, end, indented, kind: 'text' };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 160 || code === 0xfeff || (code >= 9 && code <= 13);
}
