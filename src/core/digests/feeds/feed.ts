import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import { arxivOfUrl, parseArxivId, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { trimSpan } from '../../text/unwrap.ts';
import { announcedDate } from '../arxiv/announced-date.ts';
import { readAuthors } from '../arxiv/authors.ts';
import { personOf } from '../arxiv/person.ts';
import { bareEntry, type Announcement, type Entry } from '../entry.ts';
import { lazyEntries, type Scanned } from '../lazy-entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { attributes, elementSpans, feedItems, plainTitle, xmlText, xmlTextMap } from './elements.ts';

/** So many items are looked at between two steps. */
const STEP = 100;

/** Answers of arXiv's API. Source: "arXiv API User's Manual". */
export const arxivAtom: DigestFormat = {
  id: 'arxiv-atom',
  label: 'Atom feed of papers',
  recognise: (source) => recognise(source, /<feed\b[^>]*>/),
  parse,
  fieldMap,
};

/** The daily feeds of arXiv, and those that others make of Daily Papers. Source: arXiv's help page "RSS news feeds". */
export const papersRss: DigestFormat = {
  id: 'arxiv-rss',
  label: 'RSS feed of papers',
  recognise: (source) => recognise(source, /<(?:rss|rdf:RDF)\b[^>]*>/),
  parse,
  fieldMap,
};

function recognise({ text }: DigestSource, root: RegExp): Recognition {
  const head = text.slice(0, 30_000);
  if (!/^[\ufeff\s]*</.test(head) || !root.test(head)) return 'no';
  return /arxiv\.org|huggingface\.co\/papers|10\.\d{4,9}\//i.test(head) ? 'content' : 'no';
}

function* parse({ text }: DigestSource): Steps<ParsedDigest> {
  const problems: Problem[] = [];
  const tell = (code: string, message: string, { start }: Span): number =>
    problems.push({
      severity: 'warning',
      code,
      message,
      span: { start, end: Math.min(start + 6, text.length) },
    });
  const kept: Scanned<null>[] = [];
  for (const { span, closed } of yield* feedItems(text)) {
    if (kept.length % STEP === 0) yield;
    if (!closed)
      tell(
        'feed-item-not-closed',
        'This item of the feed is not closed; what could be read of it is kept.',
        span,
      );
    const own = text.slice(span.start, span.end);
    const plain = own.includes('/api/errors') ? null : plainTitle(text, span);
    if (plain || entryOf(own))
      kept.push({ entry: span, title: plain && titleOnly(text, plain), about: null });
    else
      tell(
        'feed-item-no-paper',
        'This item of the feed has no title, or tells of an error; it is left out.',
        span,
      );
  }
  return { entries: yield* lazyEntries(text, kept, entryOf as (own: string) => Entry), problems };
}

function entryOf(text: string): Entry | null {
  const span = { start: 0, end: text.length };
  const one = (...names: string[]): string | null => {
    for (const name of names) {
      const [found] = elementSpans(text, span, name);
      const value = found ? xmlText(text, found) : '';
      if (value !== '') return value;
    }
    return null;
  };
  const [titleElement] = elementSpans(text, span, 'title');
  const titleSpan = titleElement && titleOnly(text, titleElement);
  const title = titleSpan ? xmlText(text, titleSpan) : '';
  const links = [one('id', 'guid'), one('link'), ...attributes(text, span, 'link', 'href')].filter(
    (link) => link !== null,
  );
  if (!titleSpan || title === '' || links.some((link) => link.includes('/api/errors'))) return null;
  const summary = summaryOf(text, span);
  const arxiv = arxivOf(links);
  const announced = announcementOf(
    one('arxiv:announce_type') ??
      /Announce Type: ?([\w-]+)/.exec(text.slice(span.start, span.end))?.[1] ??
      '',
  );
  const bare = bareEntry(title, span, titleSpan);
  return {
    ...bare,
    spans: { ...bare.spans, abstract: summary },
    ...authorsOf(text, span, one('dc:creator')),
    date: announcedDate(dayOf(one('published', 'pubDate', 'dc:date', 'updated') ?? ''), announced, arxiv),
    abstract: summary ? xmlText(text, summary, true) : null,
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    doi: parseDoi(one('arxiv:doi', 'arxiv:DOI', 'prism:doi') ?? ''),
    url: arxiv ? `https://arxiv.org/abs/${arxiv.id}` : (links.find((link) => /^https?:/.test(link)) ?? null),
    venue: one('arxiv:journal_ref', 'arxiv:journal_reference'),
    upvotes: numberIn(/Upvotes:\D{0,20}(\d{1,6})/.exec(text.slice(span.start, span.end))?.[1]),
    subjects: [
      ...new Set([
        ...attributes(text, span, 'category', 'term'),
        ...elementSpans(text, span, 'category').map((s) => xmlText(text, s)),
      ]),
    ],
    announced,
  };
}

/** Older feeds put "(arXiv:2310.05869v1 [cs.LG])" behind the title. */
function titleOnly(text: string, span: Span): Span {
  const extra = /\s*\(arXiv:[^()]*\)\s*$/.exec(text.slice(span.start, span.end));
  return extra ? { start: span.start, end: span.start + extra.index } : span;
}

/** The abstract without what feeds put before it: the identifier, or escaped HTML with authors and upvotes. */
function summaryOf(text: string, item: Span): Span | null {
  const [span] = elementSpans(text, item, 'summary', 'description', 'content');
  if (!span || span.start === span.end) return null;
  const inner = text.slice(span.start, span.end);
  const lead =
    /^(?:[^\n]{0,300}\n)?\s*Abstract:\s*|^[^]*?Summary:\s*(?:(?:&lt;|<)\/b(?:&gt;|>))?\s*|^\s*(?:(?:&lt;|<)p(?:&gt;|>))\s*/i.exec(
      inner,
    );
  const tail = /\s*(?:(?:&lt;|<)\/p(?:&gt;|>))\s*$/i.exec(inner);
  const start = span.start + (lead?.[0].length ?? 0);
  const end = tail ? span.start + tail.index : span.end;
  const trimmed = trimSpan(text, { start, end: Math.max(start, end) });
  return trimmed.end > trimmed.start ? trimmed : null;
}

function authorsOf(text: string, item: Span, line: string | null): Pick<Entry, 'authors' | 'authorCount'> {
  const names = elementSpans(text, item, 'name')
    .map((span) => xmlText(text, span))
    .filter((name) => name !== '');
  if (names.length > 0) return { authors: names.map(personOf), authorCount: names.length };
  const named =
    line ??
    /Authors:\s*(?:&lt;\/b&gt;|<\/b>)?\s*([^<&]{1,20000})/.exec(text.slice(item.start, item.end))?.[1];
  return named === undefined
    ? { authors: [], authorCount: null }
    : readAuthors(named.replace(/<[^>]*>/g, ''));
}

function arxivOf(links: readonly string[]): ArxivId | null {
  for (const link of links) {
    const id = arxivOfUrl(link) ?? parseArxivId(/^oai:arXiv\.org:(.+)$/i.exec(link)?.[1] ?? '');
    if (id) return id;
  }
  return null;
}

/** `2025-10-16T17:59:37Z` or `Thu, 16 Oct 2025 00:00:00 -0400`. */
function dayOf(text: string): IsoDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const mail = /^(?:[A-Za-z]{3},\s*)?(\d{1,2}) ([A-Za-z]{3}) (\d{4})/.exec(text);
  const month = mail && monthNumber(mail[2]!);
  return mail && month ? isoDate(Number(mail[3]), month, Number(mail[1])) : null;
}

function announcementOf(type: string): Announcement | null {
  if (type === 'new' || type === 'cross') return type;
  return type.startsWith('replace') ? 'replacement' : null;
}

function numberIn(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function fieldMap(
  { text }: DigestSource,
  entry: Entry,
  field: 'title' | 'abstract',
): ReturnType<typeof xmlTextMap> | null {
  const span = entry.spans[field];
  return span && xmlTextMap(text, span, field === 'abstract');
}
