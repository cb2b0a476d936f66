import { arxivOfUrl, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import { detach } from '../../text/fold.ts';
import type { Span } from '../../text/span.ts';

/** A link of a line that leads to a paper. */
export interface PaperLink {
  /** From `[` to behind `)`, or a bare address. */
  readonly span: Span;
  /** The text between the brackets; null for a bare address. */
  readonly label: Span | null;
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

/**
 * The links to papers in a piece of a line, in their order; images and badges are none. Links are found by their addresses and their
 * brackets from there, so that a line without an address costs nothing.
 */
export function paperLinks(text: string, start: number, end: number, definitions?: Definitions): PaperLink[] {
  const line = text.slice(start, end);
  const links: PaperLink[] = [];
  for (let at = line.indexOf('://'); at >= 0; at = line.indexOf('://', at + 3)) {
    const scheme = schemeStart(line, at);
    if (scheme < 0) continue;
    const found =
      line.startsWith('](', scheme - 2) || line.startsWith('](<', scheme - 3)
        ? markdownLink(line, scheme)
        : (anchor(line, scheme) ?? bareLink(line, scheme));
    const link = found && paperLink(found, start);
    if (link) links.push(link);
  }
  if (definitions && definitions.size > 0 && line.includes(']')) {
    links.push(...namedLinks(line, start, definitions));
    links.sort((a, b) => a.span.start - b.span.start);
  }
  return links;
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly label: Span | null;
  readonly url: string;
}

function schemeStart(line: string, colon: number): number {
  const scheme = line.slice(Math.max(0, colon - 5), colon).toLowerCase();
  return scheme === 'https' ? colon - 5 : scheme.endsWith('http') ? colon - 4 : -1;
}

/** `[label](https://… "title")`; a link without its brackets is a bare one. */
function markdownLink(line: string, scheme: number): Found | null {
  const url = /^[^\s()<>]{1,500}(?:\([^\s()<>]{0,100}\)[^\s()<>]{0,200})?/.exec(
    line.slice(scheme, scheme + LONGEST_URL),
  )![0];
  const tail = /^>?(?:\s{1,9}"[^"]{0,200}")?\)/.exec(
    line.slice(scheme + url.length, scheme + url.length + 220),
  );
  const bracket = line.lastIndexOf('](', scheme);
  const open = openingBracket(line, bracket);
  if (!tail || open < 0) return bareLink(line, scheme);
  if (line[open - 1] === '!') return null;
  const end = scheme + url.length + tail[0].length;
  return { start: open, end, label: { start: open + 1, end: bracket }, url };
}

/** The bracket that the one at `close` closes; -1 where none is near. */
function openingBracket(line: string, close: number): number {
  let depth = 0;
  for (let i = close - 1; i >= 0 && i >= close - LONGEST_LABEL; i--) {
    const code = line.charCodeAt(i);
    if (code === 93 && line.charCodeAt(i - 1) !== 92) depth++;
    else if (code === 91 && line.charCodeAt(i - 1) !== 92 && depth-- === 0) return i;
  }
  return -1;
}

/** `<a href="https://…">label</a>`. */
function anchor(line: string, scheme: number): Found | null {
  const before = /<a\s[^<>]{0,200}href\s?=\s?["']?$/i.exec(line.slice(Math.max(0, scheme - 220), scheme));
  if (!before) return null;
  const open = /^([^\s"'<>]{1,700})["']?[^<>]{0,200}>/.exec(line.slice(scheme, scheme + 920));
  if (!open) return null;
  const from = scheme + open[0].length;
  const label = line.slice(from, from + LONGEST_LABEL).search(/<\/a>/i);
  if (label < 0) return null;
  return {
    start: scheme - before[0].length,
    end: from + label + 4,
    label: { start: from, end: from + label },
    url: open[1]!,
  };
}

function bareLink(line: string, scheme: number): Found {
  const url = /^[^\s<>()[\]|"'`]{1,500}/
    .exec(line.slice(scheme, scheme + LONGEST_URL))![0]
    .replace(/[.,;:!*_]+$/, '');
  const angled = line[scheme - 1] === '<' && line[scheme + url.length] === '>' ? 1 : 0;
  return { start: scheme - angled, end: scheme + url.length + angled, label: null, url };
}

const NAMED = /\[((?:[^[\]\\]|\\.){1,400})\](?:\[([^[\]]{0,200})\])?(?![([:])/g;

/** `[label][name]`, `[label][]` and `[label]`, whose addresses stand elsewhere. */
function namedLinks(line: string, start: number, definitions: Definitions): PaperLink[] {
  const links: PaperLink[] = [];
  for (const match of line.matchAll(NAMED)) {
    if (line[match.index - 1] === '!') continue;
    const url = definitions.get(nameOf(match[2] === undefined || match[2] === '' ? match[1]! : match[2]));
    const label = { start: match.index + 1, end: match.index + 1 + match[1]!.length };
    const end = match.index + match[0].length;
    const link = url === undefined ? null : paperLink({ start: match.index, end, label, url }, start);
    if (link) links.push(link);
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

function paperLink({ start, end, label, url }: Found, offset: number): PaperLink | null {
  const arxiv = arxivOfUrl(url) ?? arxivOfUrl(url.replace(/%5Cn.*$/i, ''));
  const doi = arxiv ? null : doiOfUrl(url);
  if (!arxiv && doi === null && !HOSTS.test(url)) return null;
  return {
    span: { start: start + offset, end: end + offset },
    label: label && { start: label.start + offset, end: label.end + offset },
    url: detach(url),
    arxiv,
    doi: doi === null ? null : detach(doi),
  };
}

function doiOfUrl(url: string): string | null {
  if (!/doi\.org\/|\/doi\//i.test(url)) return null;
  const found = /10\.\d{4,9}(?:\.\d{1,9}){0,3}(?:\/|%2f)\S+/i.exec(url)?.[0];
  return found === undefined ? null : parseDoi(found.replace(/[.,]+$/, ''));
}
