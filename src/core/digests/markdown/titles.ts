import type { Span } from '../../text/span.ts';
import { cellsOf, UNFOLDING, type ListLine } from './blocks.ts';
import { isGeneric, plainText, startsWithName } from './inline.ts';
import { targetOf, type PaperLink } from './links.ts';
import { filled, type Columns } from './columns.ts';
import { areOnlyNames } from './names.ts';
import { readReference } from './reference-line.ts';

/** Of several links to one paper the one that tells most about it. */
export function best(text: string, links: readonly PaperLink[]): PaperLink {
  const [first] = links;
  return links.length === 1 ? first! : (links.find((link) => targetOf(text, link).arxiv) ?? first!);
}

/** Where the title of a line is. */
export interface Title {
  readonly span: Span;
  /** Where the title and the link around it end. */
  readonly end: number;
  /** Where the cell or line ends in which it stands. */
  readonly homeEnd: number;
  readonly authors?: Span | null;
  /** The link that is the paper's, where others stand nearer. */
  readonly link?: PaperLink | null;
}

/** The title of a line: its own column, a link's text, bold text, or what stands before the first link. */
export function titleIn(
  text: string,
  line: ListLine,
  links: readonly PaperLink[],
  columns: Columns | null,
): Title | null {
  const column = columns?.title;
  const cell = column === undefined ? null : filled(cellsOf(text, line.line, column + 1)[column]);
  if (cell) {
    const inside = links.filter(({ span }) => span.start >= cell.start && span.end <= cell.end);
    const lead = leadIn(text, cell);
    if (lead && inside.every(({ span }) => span.start >= lead.end)) {
      const beside = links.filter((link) => !inside.includes(link));
      return { ...lead, link: beside.length > 0 ? best(text, beside) : null };
    }
    if (inside.length > 0)
      return labelOf(text, inside, cell) ?? boldIn(text, cell) ?? beforeLinks(text, cell, inside[0]!);
    const span = nameIn(text, cell);
    if (span) return { span, end: cell.end, homeEnd: cell.end };
  }
  const cells = line.kind === 'row' ? cellsOf(text, line.line) : [];
  const home =
    cells.find(({ start, end }) => start <= links[0]!.span.start && links[0]!.span.end <= end) ?? line.span;
  return (
    labelOf(text, links, home) ??
    summaryIn(text, home) ??
    boldIn(text, home) ??
    referenceBefore(text, home, links[0]!) ??
    beforeLinks(text, home, links[0]!) ??
    behindLinks(text, home, links) ??
    otherCell(text, cells, home)
  );
}

/** A span without the marks around it, if it names something. */
function nameIn(text: string, span: Span): Span | null {
  const bare = withoutMarks(text, span);
  return bare && (startsWithName(text, bare) || !isGeneric(plainText(text, bare))) ? bare : null;
}

function labelOf(text: string, links: readonly PaperLink[], home: Span): Title | null {
  for (const { label, span } of links) {
    if (!label || !(startsWithName(text, label) || !isGeneric(plainText(text, label)))) continue;
    const named = withoutMarks(text, label);
    if (named) return { span: named, end: span.end, homeEnd: home.end };
  }
  return null;
}

/** What a line that unfolds shows when it is folded: `<details><summary>Title</summary> Ann Lee, Bo Ray. [Paper](…)`. */
function summaryIn(text: string, home: Span): Title | null {
  const summary = UNFOLDING.exec(text.slice(home.start, Math.min(home.end, home.start + 500)));
  if (!summary || summary[1]!.includes('](')) return null;
  const end = home.start + summary[0].length;
  const from = end - '</summary>'.length - summary[1]!.length;
  const span = withoutMarks(text, withoutLead(text, { start: from, end: from + summary[1]!.length }));
  return span && !isGeneric(plainText(text, span)) ? { span, end, homeEnd: home.end } : null;
}

function boldIn(text: string, home: Span): Title | null {
  for (const bold of text.slice(home.start, home.end).matchAll(/\*\*([^*\n]{6,300})\*\*/g)) {
    const start = home.start + bold.index + 2;
    const span = withoutLead(text, { start, end: start + bold[1]!.length });
    const name = plainText(text, span);
    // "**[TPAMI 2024]**" says where.
    if (!isGeneric(name) && !/^[[(].*[\])]$/.test(name))
      return { span, end: start + bold[1]!.length + 2, homeEnd: home.end };
  }
  return null;
}

/** What a cell begins with in bold, with words behind it: `1) **Name** - what it is`. */
function leadIn(text: string, cell: Span): Title | null {
  const lead = /^(?:\d{1,3}[.)]\s{0,9})?\*\*([^*\n]{2,300})\*\*(?=\s*\S)/.exec(
    text.slice(cell.start, cell.end),
  );
  if (!lead || lead[1]!.includes('](') || isGeneric(lead[1]!)) return null;
  const end = cell.start + lead[0].length;
  return { span: { start: end - 2 - lead[1]!.length, end: end - 2 }, end, homeEnd: cell.end };
}

const LEAD =
  /^(?:\d{1,3}[.)]\s+|`[^`\n]{2,40}`\s{0,9}\|\s{0,9}|\**[[(]\*?[^\])\n]{0,40}(?:19|20)\d{2}[^\])\n]{0,10}\*?[\])]\**\s+|(?:title|标题)\s?[:：]\s*)/i;

/** A title without a number of the list, a year or venue in brackets, or the word "Title" in front. */
export function withoutLead(text: string, span: Span): Span {
  let { start } = span;
  for (let lead = LEAD.exec(text.slice(start, Math.min(span.end, start + 80))); lead;) {
    start += lead[0].length;
    lead = LEAD.exec(text.slice(start, Math.min(span.end, start + 80)));
  }
  return start < span.end ? { start, end: span.end } : span;
}

/** The title of a line that is written as references are. */
function referenceBefore(text: string, home: Span, link: PaperLink): Title | null {
  const lead = withoutLead(text, { start: home.start, end: Math.max(home.start, link.span.start) });
  const reference = readReference(text, lead);
  const span = reference && withoutMarks(text, reference.title);
  return span && { span, end: reference.title.end, homeEnd: home.end, authors: reference.authors };
}

const BADGES =
  /^(?:[\s:|·,–—-]|\[!\[[^\]]{0,200}\]\([^()\s]{0,300}\)\]\([^()\s]{0,500}\)|!\[[^\]]{0,200}\]\([^()\s]{0,300}\)|\[\[?[\w .:/-]{0,30}\]?\]\([^()\s]{0,500}\))+/;

/** What stands behind the links that a line begins with: badges and identifiers. Ends with the sentence, or where names or links follow. */
function behindLinks(text: string, home: Span, links: readonly PaperLink[]): Title | null {
  if (links[0]!.span.start - home.start > 3) return null;
  const from = links[0]!.span.end;
  const skipped = BADGES.exec(text.slice(from, Math.min(home.end, from + 2000)))?.[0].length ?? 0;
  const start = from + skipped;
  const rest = text.slice(start, Math.min(home.end, start + 400));
  const stop = /[.?!](?=\s+\p{Lu})|\s[—–|·]\s|\s-\s|\s?!?\[|\shttps?:/u.exec(rest);
  const end = start + (stop ? stop.index + (/^[?!]/.test(stop[0]) ? 1 : 0) : rest.length);
  const span = withoutMarks(text, { start, end });
  const name = span && plainText(text, span);
  return span && !isGeneric(name!) && name!.length > 3 ? { span, end, homeEnd: home.end } : null;
}

const BEFORE_LINK = /[\s([【（]*(?:\b(?:read more on|see|paper|link|arxiv|pdf))?\s?[:：]?[\s([【（]*$/i;
const YEAR = /[\s,.]*[([]\s?(?:19|20)\d{2}\s?[)\]]/;

/** `. Ann Lee, Bo Ray`: a sentence of names behind the title. */
const NAMES_BEHIND = /\.\s+(?=\p{Lu}[\p{L}.’'-]{0,30}(?:\s\p{Lu}[\p{L}.’'-]{0,30}){1,3},\s\p{Lu})/u;

/** `, *Ann Lee, Bo Ray*`: names in italics behind the title. */
const ITALIC_NAMES = /[,.;:]?\s{1,9}([*_])(?![*_\s])([^*_\n]{5,600})\1[\s,.;|–—-]{0,9}$/;

/** What stands before a line's links; a year in parentheses and what is behind it belong to the title no more. */
function beforeLinks(text: string, home: Span, link: PaperLink): Title | null {
  const before = text.slice(home.start, Math.max(home.start, link.span.start));
  const tail = before.slice(-60);
  const kept = before.length - tail.length + (BEFORE_LINK.exec(tail)?.index ?? tail.length);
  let end = kept;
  const italics = ITALIC_NAMES.exec(before.slice(0, kept));
  if (italics && italics.index > 8 && areOnlyNames(italics[2]!)) end = italics.index;
  const year = YEAR.exec(before.slice(0, kept));
  if (year && year.index > 8) end = year.index;
  const names = NAMES_BEHIND.exec(before.slice(0, end));
  if (names && names.index > 8) end = names.index;
  while (end > 0 && /[\s,;:·|—–-]/.test(before.charAt(end - 1))) end--;
  if (/\p{L}{3}\.$/u.test(before.slice(0, end))) end--;
  const lead = withoutLead(text, { start: home.start, end: home.start + end });
  const span = withoutMarks(text, lead);
  const name = span && plainText(text, span);
  return span && !isGeneric(name!) && name!.length > 3
    ? { span, end: home.start + end, homeEnd: home.end }
    : null;
}

/** The cell of a row that reads most like a title, where the columns do not say. */
function otherCell(text: string, cells: readonly Span[], home: Span): Title | null {
  const named = cells.filter(
    (cell) => cell !== home && /\p{L}{2}/u.test(plainText(text, cell)) && !isGeneric(plainText(text, cell)),
  );
  const cell = named.find((one) => plainText(text, one).includes(' ')) ?? named[0];
  const span = cell && withoutMarks(text, cell);
  return span ? { span, end: cell.end, homeEnd: cell.end } : null;
}

export function withoutMarks(text: string, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && isAround(text.charCodeAt(start), '\u201c')) start++;
  while (end > start && isAround(text.charCodeAt(end - 1), '\u201d')) end--;
  return end > start ? { start, end } : null;
}

/** White space and what marks a title as one: `*_\`"` and a quotation mark. */
function isAround(code: number, quote: string): boolean {
  if (code === 32 || code === 42 || code === 95 || code === 96 || code === 34) return true;
  if (code < 128) return code >= 9 && code <= 13;
  const char = String.fromCharCode(code);
  return char === quote || char.trim() === '';
}
