import { arxivOfUrl, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import { CharSeeker } from '../../text/char-seeker.ts';
import { detach } from '../../text/fold.ts';
import { shifted, type Span } from '../../text/span.ts';

/** A link of a line that leads to a paper. */
export interface PaperLink {
  /** From `[` to behind `)`, or a bare address. */
  readonly span: Span;
  /** The text between the brackets; null for a bare address. */
  readonly label: Span | null;
  /** Where its address stands, or what that is if it stands elsewhere. */
  readonly address: Span | string;
}

/** The paper that a link leads to. */
export interface Target {
  readonly url: string;
  readonly arxiv: ArxivId | null;
  readonly doi: string | null;
}

/** Addresses that the list defines once and names in brackets: `[1]: https://…`, by their folded names. */
export type Definitions = ReadonlyMap<string, string>;

/** Places where papers are kept, beside arXiv, Hugging Face and DOIs. */
const HOSTS =
  /^https?:\/\/(?:www\.)?(?:openreview\.net\/(?:forum|pdf)|aclanthology\.org\/|(?:papers\.)?nips\.cc\/paper|proceedings\.[\w.-]+\/|jmlr\.org\/papers|(?:www\.)?semanticscholar\.org\/paper|api\.semanticscholar\.org\/corpusid|dl\.acm\.org\/(?:doi|citation)|ieeexplore\.ieee\.org\/|openaccess\.thecvf\.com\/|link\.springer\.com\/|nature\.com\/articles|[^\s]{1,300}\.pdf$)/i;

const LONGEST_URL = 700;
const LONGEST_LABEL = 600;

/** Finds the links of a list. */
export class LinkReader {
  readonly #text: string;
  readonly #definitions: Definitions;
  readonly #colons: CharSeeker;

  constructor(text: string, definitions: Definitions) {
    this.#text = text;
    this.#definitions = definitions;
    this.#colons = new CharSeeker(text, ':');
  }

  /**
   * The links to papers in a piece of a line, in their order; images and badges are none. Links are found by their addresses and their
   * brackets from there, so that a line without an address costs nothing.
   */
  links({ start, end }: Span): readonly PaperLink[] {
    const text = this.#text;
    let links: PaperLink[] | null = null;
    let line: string | null = null;
    let ids: PaperLink[] | null = null;
    for (let at = this.#colons.next(start); at < end; at = this.#colons.next(at + 1)) {
      if (text.charCodeAt(at + 1) !== 47 || text.charCodeAt(at + 2) !== 47 || at + 2 >= end) {
        const printed = printedId(text, at, start, end);
        if (printed) (ids ??= []).push(printed);
        continue;
      }
      const link =
        plainLink(text, start, at, end) ?? linkAt((line ??= text.slice(start, end)), at - start, start);
      if (link && (isPaper(text, link.address) || saysPaper(text, link.label))) (links ??= []).push(link);
    }
    const all = ids ? withIds(links ?? NONE, ids) : (links ?? NONE);
    return this.#definitions.size > 0 ? this.#withNamed({ start, end }, all) : all;
  }

  #withNamed({ start, end }: Span, links: readonly PaperLink[]): readonly PaperLink[] {
    const line = this.#text.slice(start, end);
    if (!line.includes(']')) return links;
    return [...links, ...namedLinks(line, start, this.#definitions)].sort(
      (a, b) => a.span.start - b.span.start,
    );
  }
}

const NONE: readonly PaperLink[] = [];

const PRINTED =
  /^(?:arxiv:\s?((?:\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,2})?)|doi:\s?(10\.\d{4,9}\/[^\s<>()[\]|"'`]{1,200}))/i;

/** `arXiv:2310.05869` or `doi:10.1000/xyz` around the colon at `colon`, printed and not linked. */
function printedId(text: string, colon: number, lineStart: number, lineEnd: number): PaperLink | null {
  const code = text.charCodeAt(colon - 1) | 32;
  if (code !== 118 && code !== 105) return null;
  const start = code === 118 ? colon - 5 : colon - 3;
  if (start < lineStart || /[\p{L}\p{N}/]/u.test(text.charAt(start - 1))) return null;
  const found = PRINTED.exec(text.slice(start, Math.min(lineEnd, start + 240)));
  if (!found) return null;
  const [, arxiv, doi] = found as unknown as readonly [string, string | undefined, string | undefined];
  const id = (arxiv ?? doi!).replace(/[.,;:]+$/, '');
  return {
    span: { start, end: start + found[0].length - ((arxiv ?? doi!).length - id.length) },
    label: null,
    address: arxiv === undefined ? `https://doi.org/${id}` : `https://arxiv.org/abs/${id}`,
  };
}

/** Identifiers inside a link are its text. */
function withIds(links: readonly PaperLink[], ids: readonly PaperLink[]): readonly PaperLink[] {
  const alone = ids.filter(
    ({ span }) => !links.some((link) => link.span.start <= span.start && span.end <= link.span.end),
  );
  return alone.length === 0 ? links : [...links, ...alone].sort((a, b) => a.span.start - b.span.start);
}

/** An arXiv id that stands by itself: as a cell, or as the first word of an item, perhaps as code or in brackets. */
export function bareId(text: string, { start, end }: Span): PaperLink | null {
  const found = /^[`[(]{0,2}(\d{4}\.\d{4,5}(?:v\d{1,2})?)[`\])]{0,2}(?=[\s:,]|$)/.exec(
    text.slice(start, Math.min(end, start + 40)),
  );
  if (!found) return null;
  const address = `https://arxiv.org/abs/${found[1]!}`;
  return paperOf(address) && { span: { start, end: start + found[0].length }, label: null, address };
}

interface WrittenLink extends PaperLink {
  readonly address: Span;
}

/** `[label](https://…)` whose address has plain characters only, as nearly all have; null for what is not so plain, images too. */
function plainLink(text: string, lineStart: number, colon: number, lineEnd: number): WrittenLink | null {
  const scheme = colon - 5;
  const bracket = scheme - 2;
  if (bracket < lineStart || text.charCodeAt(scheme - 1) !== 40 || text.charCodeAt(bracket) !== 93)
    return null;
  if (!text.startsWith('https', scheme)) return null;
  const end = closingParenthesis(text, scheme, lineEnd);
  const open = end < 0 ? -1 : openingBracket(text, bracket, lineStart);
  if (open < 0 || (open > lineStart && text.charCodeAt(open - 1) === 33)) return null;
  return {
    span: { start: open, end: end + 1 },
    label: { start: open + 1, end: bracket },
    address: { start: scheme, end },
  };
}

/** Where the parenthesis stands that ends an address of plain characters; -1 where other characters come first. */
function closingParenthesis(text: string, start: number, end: number): number {
  for (let i = start; i < end && i < start + 500; i++) {
    const code = text.charCodeAt(i);
    if (code === 41) return i;
    if (!(code > 32 && code < 127) || code === 40 || code === 60 || code === 62) return -1;
  }
  return -1;
}

/** The link that has its address around a colon of a line, with places in the text that has the line. */
function linkAt(line: string, colon: number, lineStart: number): WrittenLink | null {
  const scheme = schemeStart(line, colon);
  if (scheme < 0) return null;
  const link =
    line.startsWith('](', scheme - 2) || line.startsWith('](<', scheme - 3)
      ? markdownLink(line, scheme)
      : (anchor(line, scheme) ?? bareLink(line, scheme));
  return link && moved(link, lineStart);
}

function moved({ span, label, address }: WrittenLink, by: number): WrittenLink {
  return { span: shifted(span, by), label: label && shifted(label, by), address: shifted(address, by) };
}

function schemeStart(line: string, colon: number): number {
  const scheme = line.slice(Math.max(0, colon - 5), colon).toLowerCase();
  return scheme === 'https' ? colon - 5 : scheme.endsWith('http') ? colon - 4 : -1;
}

/** `[label](https://… "title")`; a link without its brackets is a bare one. */
function markdownLink(line: string, scheme: number): WrittenLink | null {
  const urlEnd = scheme + MARKDOWN_URL.exec(line.slice(scheme, scheme + LONGEST_URL))![0].length;
  const tail = TAIL.exec(line.slice(urlEnd, urlEnd + 220))?.[0];
  const bracket = line.lastIndexOf('](', scheme);
  const open = openingBracket(line, bracket, 0);
  if (tail === undefined || open < 0) return bareLink(line, scheme);
  if (line.charCodeAt(open - 1) === 33) return null;
  return {
    span: { start: open, end: urlEnd + tail.length },
    label: { start: open + 1, end: bracket },
    address: { start: scheme, end: urlEnd },
  };
}

const MARKDOWN_URL = /^[^\s()<>]{1,500}(?:\([^\s()<>]{0,100}\)[^\s()<>]{0,200})?/;
const TAIL = /^>?(?:\s{1,9}"[^"]{0,200}")?\)/;

/** The bracket that the one at `close` closes; -1 where none is near. */
function openingBracket(text: string, close: number, lineStart: number): number {
  let depth = 0;
  const first = Math.max(lineStart, close - LONGEST_LABEL);
  for (let i = close - 1; i >= first; i--) {
    const code = text.charCodeAt(i);
    if ((code !== 91 && code !== 93) || (i > lineStart && text.charCodeAt(i - 1) === 92)) continue;
    if (code === 93) depth++;
    else if (depth-- === 0) return i;
  }
  return -1;
}

/** `<a href="https://…">label</a>`. */
function anchor(line: string, scheme: number): WrittenLink | null {
  const quote = line.charCodeAt(scheme - 1);
  if (quote !== 34 && quote !== 39 && quote !== 61 && !isSpace(quote)) return null;
  const before = /<a\s[^<>]{0,200}href\s?=\s?["']?$/i.exec(line.slice(Math.max(0, scheme - 220), scheme));
  if (!before) return null;
  const open = /^([^\s"'<>]{1,700})["']?[^<>]{0,200}>/.exec(line.slice(scheme, scheme + 920));
  if (!open) return null;
  const from = scheme + open[0].length;
  const label = line.slice(from, from + LONGEST_LABEL).search(/<\/a>/i);
  if (label < 0) return null;
  return {
    span: { start: scheme - before[0].length, end: from + label + 4 },
    label: { start: from, end: from + label },
    address: { start: scheme, end: scheme + open[1]!.length },
  };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code >= 128;
}

function bareLink(line: string, scheme: number): WrittenLink {
  const url = /^[^\s<>()[\]|"'`]{1,500}/
    .exec(line.slice(scheme, scheme + LONGEST_URL))![0]
    .replace(/[.,;:!*_]+$/, '');
  const end = scheme + url.length;
  const angled = line[scheme - 1] === '<' && line[end] === '>' ? 1 : 0;
  return {
    span: { start: scheme - angled, end: end + angled },
    label: null,
    address: { start: scheme, end },
  };
}

const NAMED = /\[((?:[^[\]\\]|\\.){1,400})\](?:\[([^[\]]{0,200})\])?(?![([:])/g;

/** `[label][name]`, `[label][]` and `[label]`, whose addresses stand elsewhere. */
function namedLinks(line: string, start: number, definitions: Definitions): PaperLink[] {
  const links: PaperLink[] = [];
  for (const match of line.matchAll(NAMED)) {
    if (line[match.index - 1] === '!') continue;
    const address = definitions.get(nameOf(match[2] === undefined || match[2] === '' ? match[1]! : match[2]));
    if (address === undefined || !paperOf(address)) continue;
    const at = start + match.index;
    links.push({
      span: { start: at, end: at + match[0].length },
      label: { start: at + 1, end: at + 1 + match[1]!.length },
      address,
    });
  }
  return links;
}

/** The definition that a line is, else null; footnotes are none. */
export function definitionIn(line: string): { readonly name: string; readonly url: string } | null {
  const match = line.startsWith('[')
    ? /^\[([^[\]^][^[\]]{0,199}|[^[\]^])\]:\s{0,9}<?(https?:\/\/[^\s<>]{1,700})/i.exec(line)
    : null;
  return match && { name: nameOf(match[1]!), url: match[2]! };
}

function nameOf(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Whether a link says of itself that it leads to the paper, wherever that is kept: `[Paper](…)`, `[[PDF]](…)`. */
function saysPaper(text: string, label: Span | null): boolean {
  return (
    label !== null &&
    label.end - label.start < 12 &&
    /^[\s[*_]*(?:paper|pdf|论文)[\s\]*_]*$/i.test(text.slice(label.start, label.end))
  );
}

/** The paper that a link of `text` leads to. */
export function targetOf(text: string, { address }: PaperLink): Target {
  const url = typeof address === 'string' ? address : detach(text.slice(address.start, address.end));
  return paperOf(url) ?? { url, arxiv: null, doi: null };
}

/** Whether an address leads to a paper; for most of arXiv's this is plain to see. */
function isPaper(text: string, { start, end }: Span): boolean {
  return isArxiv(text, start, end) || paperOf(text.slice(start, end)) !== null;
}

const ABSTRACT = 'https://arxiv.org/abs/';
const PDF = 'https://arxiv.org/pdf/';

/** Whether an address is one of arXiv's in its most common form, with an identifier of five digits and nothing behind it. */
function isArxiv(line: string, start: number, end: number): boolean {
  const at = start + ABSTRACT.length;
  if (end - at !== 10 || !(line.startsWith(ABSTRACT, start) || line.startsWith(PDF, start))) return false;
  for (let i = 0; i < 10; i++) {
    const code = line.charCodeAt(at + i);
    if (i === 4 ? code !== 46 : code < 48 || code > 57) return false;
  }
  const month = (line.charCodeAt(at + 2) - 48) * 10 + line.charCodeAt(at + 3) - 48;
  return month >= 1 && month <= 12;
}

function paperOf(url: string): Target | null {
  const arxiv = arxivOfUrl(url) ?? (url.includes('%5') ? arxivOfUrl(url.replace(/%5Cn.*$/i, '')) : null);
  const doi = arxiv ? null : doiOfUrl(url);
  return arxiv || doi !== null || HOSTS.test(url) ? { url, arxiv, doi } : null;
}

function doiOfUrl(url: string): string | null {
  if (!/doi\.org\/|\/doi\//i.test(url)) return null;
  const found = /10\.\d{4,9}(?:\.\d{1,9}){0,3}(?:\/|%2f)\S+/i.exec(url)?.[0];
  return found === undefined ? null : parseDoi(found.replace(/[.,]+$/, ''));
}
