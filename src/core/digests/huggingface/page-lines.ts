import { arxivOfUrl, type ArxivId } from '../../text/identifiers.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { readPageDate, type PageDate } from './page-dates.ts';

/** What one line of a page is by itself; what it means depends on its neighbours. */
export type PageLine = {
  /** The text without outer white space. */
  readonly text: string;
  /** Where that text stands in the file. */
  readonly span: Span;
  /** Whether a blank line or the start of the file is before it. */
  readonly afterBlank: boolean;
  /** Whether it is written as a Markdown heading. */
  readonly heading: boolean;
  /** Whether it began with a bullet. */
  readonly bullet: boolean;
  readonly indented: boolean;
} & (
  | { readonly kind: 'text' }
  | { readonly kind: 'furniture' }
  | { readonly kind: 'url'; readonly arxiv: ArxivId | null }
  | { readonly kind: 'authors'; readonly count: number }
  | { readonly kind: 'dot' }
  | {
      readonly kind: 'date';
      readonly date: PageDate;
      readonly comments: number | null;
      readonly dotted: boolean;
    }
  | { readonly kind: 'votes'; readonly count: number | null }
  | { readonly kind: 'submitter' }
);

type Classified = {
  [K in PageLine['kind']]: Omit<Extract<PageLine, { kind: K }>, keyof Base>;
}[PageLine['kind']];
type Base = Pick<PageLine, 'text' | 'span' | 'afterBlank' | 'heading' | 'bullet' | 'indented'>;

/** The lines of a page that are not blank. White space includes the no-break kinds that browsers copy. */
export function* pageLines(text: string): Steps<PageLine[]> {
  const lines: PageLine[] = [];
  let afterBlank = true;
  let start = 0;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    let from = start;
    let to = end;
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    if (from === to) afterBlank = true;
    else {
      lines.push(
        readLine(
          text.slice(from, to),
          from,
          afterBlank,
          from > start && !/^\ufeff/.test(text.slice(start, from)),
          afterBlank ? null : (lines.at(-1) ?? null),
        ),
      );
      afterBlank = false;
      if (lines.length % STEP === 0) yield;
    }
    start = end + 1;
  }
  return lines;
}

/** So many lines are read between two steps. */
const STEP = 1000;

/** A longer line that begins with a letter is text, or an address. */
const LONGEST_MARK = 100;

function isAsciiLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function readLine(
  raw: string,
  start: number,
  afterBlank: boolean,
  indented: boolean,
  above: PageLine | null,
): PageLine {
  if (raw.length > LONGEST_MARK && isAsciiLetter(raw.charCodeAt(0)) && !/^http/i.test(raw)) {
    const span = { start, end: start + raw.length };
    return { text: raw, span, afterBlank, heading: false, bullet: false, indented, kind: 'text' };
  }
  const heading = /^#{1,6}[ \t]+(?=\S)/.exec(raw)?.[0].length ?? 0;
  const bullet = heading > 0 ? 0 : (BULLET.exec(raw)?.[0].length ?? 0);
  const seen = classify(raw.slice(heading + bullet), bullet > 0);
  const classified =
    seen.kind === 'url' && endsSentence(raw, seen.arxiv, above) ? ({ kind: 'text' } as const) : seen;
  // A bullet before ordinary text is that text's own.
  const skipped = heading + (classified.kind === 'text' && bullet > 0 ? 0 : bullet);
  const text = raw.slice(skipped);
  const span = { start: start + skipped, end: start + raw.length };
  return { text, span, afterBlank, heading: heading > 0, bullet: bullet > 0, indented, ...classified };
}

/** Whether an address is the end of a wrapped sentence: "Code is available at" stands straight above it. */
function endsSentence(raw: string, arxiv: ArxivId | null, above: PageLine | null): boolean {
  return (
    arxiv === null &&
    above?.kind === 'text' &&
    /^https?:/i.test(raw) &&
    /[^.!?:…]$/.test(above.text) &&
    above.text.length > 40
  );
}

const BULLET = /^[•‣⁃∙▪●◦○*\-–—·][\s\u00a0]+/;
const DOT = /^[·•∙⋅・‧●*|]$/;
const AUTHORS = /^[·•]?\[?\s*(\d{1,5})\+?\s+authors?\b(?:\]?\(https?:\/\/[^\s)]*\))?$/i;
const VOTES =
  /^(?:\[-\]\s*)?(?:upvotes?:?\s*)?(\d{1,6}|\d{1,4}(?:\.\d{1,2})?k|-)(?:\s*upvotes?)?$|^(?:▲|△|👍)\s*(\d{1,6})$/i;
const URL_LINE =
  /^(?:https?:\/\/\S+|\[link:[^\]]*\]\([^)\s]*\)|!\[[^\]]*\]\([^)\s]*\)|\[[^\]]{0,3}\]\([^)\s]*\)|[[\]])$/i;

function classify(text: string, bullet: boolean): Classified {
  const authors = AUTHORS.exec(text);
  if (authors) return { kind: 'authors', count: Number(authors[1]) };
  if (DOT.test(text)) return { kind: 'dot' };
  const dotted = /^[·•∙⋅・‧]\s*/.exec(text)?.[0].length ?? 0;
  const date = text.length < 60 ? readPageDate(text.slice(dotted)) : null;
  if (date) return { kind: 'date', date: date.date, comments: date.comments, dotted: dotted > 0 || bullet };
  const votes = VOTES.exec(text);
  if (votes) return { kind: 'votes', count: numberOf(votes[1] ?? votes[2]) };
  if (URL_LINE.test(text)) return { kind: 'url', arxiv: arxivOfUrl(text) };
  if (/^submitted by\b/i.test(text) && text.length < 80) return { kind: 'submitter' };
  return { kind: isFurniture(text) ? 'furniture' : 'text' };
}

function numberOf(digits: string | undefined): number | null {
  if (digits === undefined || digits === '-') return null;
  return /k$/i.test(digits) ? Math.round(parseFloat(digits) * 1000) : Number(digits);
}

/** What stands on the page around its papers, in lower case with single blanks. */
const FURNITURE = new Set(
  [
    'new|subscribe|daily papers|papers|trending papers|daily papers - hugging face|trending papers - hugging face|hugging face',
    'get trending papers in your email inbox!|get trending papers in your email inbox once a day!|by|ak|and the research community',
    'byak and the research community|by ak and the research community|by ak|daily|weekly|monthly|trending|today|yesterday|previous|next',
    'models|datasets|spaces|buckets|buckets new|community|docs|enterprise|pricing|log in|sign up|login|solutions|website|search',
    'view all papers|view paper|arxiv page|project page|github|pdf|add to collection|upvote|comments|share|load more|tos|privacy|about|careers',
    'hugging face papers|papers with code|solution|inference|system theme|company|dark|light|+|--|---|----|-----|…',
  ]
    .join('|')
    .split('|'),
);

function isFurniture(text: string): boolean {
  if (text.length > 80) return false;
  const plain = text.toLowerCase().replace(/[\s\u00a0]+/g, ' ');
  return (
    FURNITURE.has(plain) ||
    /^github\s*[\d.,]+k?$/.test(plain) ||
    /^(?:week \d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}),? \d{4}$/.test(plain) ||
    /^[-=_*]{3,}$/.test(plain) ||
    /^©/.test(plain) ||
    /^\+\d{1,5}$/.test(plain) ||
    /^\*\*[^*]{1,30}:?\*\*:? /.test(plain)
  );
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x2007 ||
    code === 0x202f ||
    code === 0x200b ||
    code === 0x3000
  );
}
