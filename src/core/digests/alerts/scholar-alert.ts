import { isoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { arxivOfUrl, type ArxivId } from '../../text/identifiers.ts';
import { readAuthors } from '../arxiv/authors.ts';
import type { TextLine } from '../text-lines.ts';
import type { AlertPaper } from './alert-paper.ts';

/** Only these mails say so, or lead through the service's own addresses. */
export function isScholarAlert(text: string): boolean {
  return (
    /this message was sent by google scholar|scholar\.google\.[a-z.]{2,6}\/scholar_url\?/i.test(text) &&
    text.split('\n').some((line) => bylineOf(line.trim()) !== null)
  );
}

interface Byline {
  readonly authors: string;
  readonly source: string;
}

const NAME = /^\p{Lu}[\p{Lu}.-]{0,4}\s\p{L}[\p{L}'’\s-]{0,40}$/u;

/** `A Moor, B van Dyke… - Journal of Bogs, 2025 - Publisher`: who wrote a paper, and where it appeared. */
function bylineOf(line: string): Byline | null {
  if (line.length > 400) return null;
  const dash = /[\s\u00a0]+[-–—][\s\u00a0]+/.exec(line);
  if (!dash) return null;
  const authors = line.slice(0, dash.index).trim();
  const names = authors
    .replace(/(?:…|\.\.\.)$/, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 && names.every((name) => NAME.test(name))
    ? { authors, source: line.slice(dash.index + dash[0].length) }
    : null;
}

/** The papers of an alert: each is a title, a line of authors and source, and a piece of the abstract. */
export function scholarPapers(lines: readonly TextLine[]): AlertPaper[] {
  const papers: AlertPaper[] = [];
  const found = lines.flatMap((line, at) => {
    const byline = bylineOf(line.text);
    const title = byline && titleAbove(lines, at);
    return byline && title ? [{ at, byline, title }] : [];
  });
  found.forEach(({ at, byline, title }, i) => {
    const next = found[i + 1]?.title.from ?? lines.length;
    const below = lines.slice(at + 1, next);
    const stop = below.findIndex(({ text }) => isTrailer(text));
    const snippet = stop < 0 ? below : below.slice(0, stop);
    const [first, last] = [lines[title.from]!, lines[title.until]!];
    const from = first.span.start + MARKS.exec(first.text)![0].length;
    if (from >= last.span.end) return;
    const arxiv = addressOf(lines.slice(title.until + 1, at));
    papers.push({
      entry: { start: first.span.start, end: (snippet.at(-1) ?? lines[at]!).span.end },
      title: { start: from, end: last.span.end },
      abstract: snippet[0] ? { start: snippet[0].span.start, end: snippet.at(-1)!.span.end } : null,
      ...readAuthors(byline.authors.replace(/\s*(?:…|\.\.\.)$/, ', et al')),
      ...sourceOf(byline.source),
      arxiv,
      url: arxiv && `https://arxiv.org/abs/${arxiv.id}`,
    });
  });
  return papers;
}

const MARKS = /^(?:\[[A-Z]{3,9}\]\s{0,3}){0,3}/;
const ADDRESS = /^<?https?:\/\/\S+>?$/i;

/** The lines of the title above a byline; mails in plain text wrap it and put its address below. */
function titleAbove(
  lines: readonly TextLine[],
  byline: number,
): { readonly from: number; readonly until: number } | null {
  let until = byline - 1;
  while (until >= 0 && ADDRESS.test(lines[until]!.text)) until--;
  const last = lines[until];
  if (!last || isTrailer(last.text) || bylineOf(last.text)) return null;
  let from = until;
  while (from > 0 && until - from < 2 && !lines[from]!.afterBlank && goesOn(lines[from - 1]!.text)) from--;
  return { from, until };
}

function goesOn(above: string): boolean {
  return !/[….!?>]$/.test(above) && !isTrailer(above) && bylineOf(above) === null;
}

/** What stands below a paper, or at the mail's end. */
function isTrailer(text: string): boolean {
  return (
    /^\[image:|^<?https?:\/\/|^(?:save|twitter|linkedin|facebook)(?:\s*(?:save|twitter|linkedin|facebook)){0,4}$/i.test(
      text,
    ) ||
    /^(?:this message was sent by google|see all recommendations|list alerts|cancel alert|unsubscribe)\b/i.test(
      text,
    )
  );
}

/** `Journal of Bogs, 2025 - Publisher`; a preprint's source is no venue, and one that was cut off is not told. */
function sourceOf(source: string): Pick<AlertPaper, 'date' | 'venue'> {
  const match = /^(.{0,200}?),?\s{0,3}\b((?:19|20)\d{2})\b/.exec(source);
  const year = match ? isoDate(Number(match[2])) : null;
  const venue = match?.[1]?.trim() ?? '';
  const isTold = venue !== '' && !/arxiv|…|\.\.\./i.test(venue);
  return { date: year, venue: isTold ? detach(venue) : null };
}

/** Where the title leads, behind the service's own address. */
function addressOf(lines: readonly TextLine[]): ArxivId | null {
  for (const { text } of lines) {
    const inner = /[?&]url=([^&\s>]{8,600})/.exec(text)?.[1];
    const id = inner === undefined ? null : arxivOfUrl(decoded(inner));
    if (id) return id;
  }
  return null;
}

function decoded(address: string): string {
  return address.replace(/%3a/gi, ':').replace(/%2f/gi, '/');
}
