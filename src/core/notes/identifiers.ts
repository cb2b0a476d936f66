import { arxivOfUrl, parseArxivId, parseDoi } from '../text/identifiers.ts';
import type { IdentifierCitation } from './citation.ts';
import { isWordBefore } from './chars.ts';

/** An identifier printed in a text; offsets are into it. */
export interface PrintedIdentifier {
  readonly start: number;
  readonly end: number;
  readonly targetStart: number;
  readonly targetEnd: number;
  readonly scheme: IdentifierCitation['scheme'];
  readonly name: string;
  readonly version: number | null;
}

const BEGINNINGS = /https?:\/\/|(?:dx\.)?doi\.org\/|arxiv:|doi:|10\.\d{4,9}[./]/gi;
const ARXIV_ID = /(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,3})?/iy;

/**
 * The arXiv ids, DOIs, and URLs of either that a text prints, by place. A bare number such as `2310.05869` is none; a URL of another
 * site is passed over whole, whatever it holds.
 */
export function printedIdentifiers(text: string): PrintedIdentifier[] {
  const found: PrintedIdentifier[] = [];
  BEGINNINGS.lastIndex = 0;
  for (let match = BEGINNINGS.exec(text); match; match = BEGINNINGS.exec(text)) {
    const start = match.index;
    const begun = match[0].toLowerCase();
    if (begun.startsWith('http')) {
      const end = urlEnd(text, start);
      const identifier = ofUrl(text, start, end);
      if (identifier) found.push(identifier);
      BEGINNINGS.lastIndex = Math.max(end, BEGINNINGS.lastIndex);
    } else if (standsFree(text, start, begun)) {
      const identifier =
        begun === 'arxiv:'
          ? ofArxivId(text, start)
          : ofDoi(text, start, begun.startsWith('10.') ? 0 : match[0].length);
      if (!identifier) continue;
      found.push(identifier);
      BEGINNINGS.lastIndex = Math.max(identifier.end, BEGINNINGS.lastIndex);
    }
  }
  return found;
}

/** An identifier in the middle of a word, a path or an address is part of something else. */
function standsFree(text: string, start: number, begun: string): boolean {
  return (
    !isWordBefore(text, start) &&
    !(begun.startsWith('10.') ? /[./:@=%\-_$\\]/ : /[@./\-_]/).test(text.charAt(start - 1))
  );
}

function ofArxivId(text: string, start: number): PrintedIdentifier | null {
  let at = start + 'arxiv:'.length;
  if (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  ARXIV_ID.lastIndex = at;
  const printed = ARXIV_ID.exec(text)?.[0];
  if (printed === undefined || /[\p{L}\p{N}]/u.test(text.charAt(at + printed.length))) return null;
  const id = parseArxivId(printed);
  if (!id) return null;
  const end = at + printed.length;
  return { start, end, targetStart: at, targetEnd: end, scheme: 'arxiv', name: id.id, version: id.version };
}

function ofDoi(text: string, start: number, prefix: number, limit = text.length): PrintedIdentifier | null {
  let at = start + prefix;
  if (prefix > 0 && text.charAt(at) === ' ') at++;
  const end = doiEnd(text, at, limit);
  const doi = parseDoi(unescaped(text.slice(at, end)));
  return doi === null
    ? null
    : { start, end, targetStart: at, targetEnd: end, scheme: 'doi', name: doi, version: null };
}

function ofUrl(text: string, start: number, end: number): PrintedIdentifier | null {
  const url = text.slice(start, end);
  const path = /^[^?#]*/.exec(url)![0];
  const resolver = /^https?:\/\/(?:dx\.|www\.)?doi\.org\/(?:doi:)?/i.exec(path);
  if (resolver) {
    const doi = ofDoi(text, start, resolver[0].length, start + path.length);
    return doi && { ...doi, end };
  }
  const arxiv = arxivOfUrl(url);
  const folder = /\/(?:abs|pdf|html|format|ps|e-print|src|overview|papers)\//i.exec(path);
  if (!arxiv || !folder) return null;
  const targetStart = start + folder.index + folder[0].length;
  const id = text
    .slice(targetStart, start + path.length)
    .replace(/\/+$/, '')
    .replace(/\.pdf$/i, '');
  return {
    start,
    end,
    targetStart,
    targetEnd: targetStart + id.length,
    scheme: 'arxiv',
    name: arxiv.id,
    version: arxiv.version,
  };
}

/** Where a DOI that begins at `start` ends: at white space, quotes, a tag, or a bracket that it did not open; without punctuation. */
function doiEnd(text: string, start: number, limit: number): number {
  return trimmedEnd(text, start, tokenEnd(text, start, limit), /[.,;:!?'_~/\\]/);
}

/** Where a URL that begins at `start` ends, by the same rules; it ends with a letter, a digit or a slash. */
function urlEnd(text: string, start: number): number {
  return trimmedEnd(text, start, tokenEnd(text, start, text.length), /[^A-Za-z0-9/)\]]/);
}

const CLOSING = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
  ['>', '<'],
]);

const TOKEN_STOP = /[\s"`|*\u0080-\uffff]/;

/** The first place that ends a token: white space or a mark that is in no URL, a closing bracket without its opening one, or what looks like a tag. */
function tokenEnd(text: string, start: number, limit: number): number {
  const open: string[] = [];
  let pos = start;
  for (; pos < limit; pos++) {
    const char = text.charAt(pos);
    if (TOKEN_STOP.test(char)) return pos;
    if (char === '<' && !/\d/.test(text.charAt(pos + 1))) return pos;
    if ('([{<'.includes(char)) open.push(char);
    const opening = CLOSING.get(char);
    if (opening !== undefined && open.pop() !== opening) return pos;
  }
  return pos;
}

/** The end without trailing punctuation, and without what an unclosed bracket opened. */
function trimmedEnd(text: string, start: number, end: number, punctuation: RegExp): number {
  let trimmed = end;
  while (
    trimmed > start &&
    (punctuation.test(text.charAt(trimmed - 1)) || '([{<'.includes(text.charAt(trimmed - 1)))
  )
    trimmed--;
  return trimmed;
}

/** Markdown's escapes undone: `10.1000/a\_b` prints `10.1000/a_b`. */
function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([^A-Za-z0-9\s])/g, '$1') : text;
}

/** What manubot's keys `doi:…`, `arxiv:…` and `url:…` name, or null for every other key. Source: manubot's manual, "Citations". */
export function manubotIdentifier(
  key: string,
): Pick<PrintedIdentifier, 'scheme' | 'name' | 'version'> | null {
  const prefixed = /^(doi|arxiv|url):(.+)$/i.exec(key);
  if (!prefixed) return null;
  const rest = prefixed[2]!;
  switch (prefixed[1]!.toLowerCase()) {
    case 'doi': {
      const doi = parseDoi(rest);
      return doi === null ? null : { scheme: 'doi', name: doi, version: null };
    }
    case 'arxiv':
      return ofPaper(parseArxivId(rest));
    default:
      return ofPaper(arxivOfUrl(rest)) ?? { scheme: 'url', name: rest, version: null };
  }
}

function ofPaper(
  id: { id: string; version: number | null } | null,
): Pick<PrintedIdentifier, 'scheme' | 'name' | 'version'> | null {
  return id && { scheme: 'arxiv', name: id.id, version: id.version };
}
