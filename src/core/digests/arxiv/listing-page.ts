import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { arxivMonth, parseArxivId, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { TextCollector, TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { appendUnwrapped } from '../../text/unwrap.ts';
import { bareEntry, type Announcement, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { trimmedLines, type TextLine } from '../text-lines.ts';
import { announcedDate } from './announced-date.ts';
import { readAuthors } from './authors.ts';

/**
 * arXiv's web pages of listings and of a search, copied or saved as text: `[1] arXiv:2310.05869 [pdf, html, other]` above each paper.
 * Written from such pages; no format is published.
 */
export const arxivPage: DigestFormat = {
  id: 'arxiv-page',
  label: 'arXiv listing page',
  recognise,
  parse,
  fieldMap,
};

/** So many papers are read between two steps. */
const STEP = 100;

const OPENING =
  /^(?:\[\d{1,5}\]\s{0,9}(?=arxiv:)|\d{1,5}\.\s{1,9}(?=arxiv:\S{7,25}\s{1,9}\[))?arxiv:\s?(\S{7,25})(?:\s{1,9}(\((?:cross-list|replaced)[^()]{0,60}\)))?(?:\s{1,9}\[[^[\]]{0,60}\]|$)/i;
/** A number in brackets is an opening though damage has changed what stands behind. */
const NUMBERED = /^\[\d{1,5}\]\s{0,9}arxiv/i;
const LINKS = /^[ \t]*(?:\[\d{1,5}\]|\d{1,5}\.)?[ \t]*arxiv:[^\n[]{7,100}\[\s?(?:pdf|ps|html|view|other)\b/im;
const LABEL =
  /^(title|authors?|comments|journal-ref|subjects|msc-class|acm-class|report-no|related doi|doi|abstract|submitted|keywords|journal ref)\s?:\s{0,9}/i;

function recognise({ text }: DigestSource): Recognition {
  return LINKS.test(text.slice(0, 60_000)) ? 'content' : 'no';
}

function* parse({ text }: DigestSource): Steps<ParsedDigest> {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const lines = yield* trimmedLines(text);
  let day: IsoDate | null = null;
  for (let i = 0; i < lines.length;) {
    const line = lines[i]!;
    if (!opens(line)) {
      day = dayOf(line.text) ?? day;
      i++;
      continue;
    }
    let end = i + 1;
    while (end < lines.length && !opens(lines[end]!) && !isBetween(lines[end]!.text)) end++;
    const entry = entryOf(text, lines.slice(i, end), day);
    if (entry) entries.push(entry);
    else
      problems.push({
        severity: 'warning',
        code: 'page-entry-without-title',
        message: 'The paper has no title; it is left out.',
        span: line.span,
      });
    if (entries.length % STEP === 0) yield;
    i = end;
  }
  return { entries, problems };
}

function opens({ text }: TextLine): boolean {
  return OPENING.test(text) || NUMBERED.test(text);
}

/** Whether a line stands between papers: a day, a section, the end of the list. */
function isBetween(text: string): boolean {
  return (
    /^total of \d+ entries|^showing (?:up to|new listings|first)\b|^about help$|^\[\d{1,5}\]$|^see today's new changes$/i.test(
      text,
    ) ||
    /^(?:new|cross|replacement) (?:submissions|lists?)\b.{0,60}$|^(?:cross-lists|replacements)\b.{0,60}$/i.test(
      text,
    ) ||
    (text.length < 80 && dayOf(text) !== null && /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(text))
  );
}

/** `Fri, 31 Oct 2025 (showing 50 of 107 entries )`, `Showing new listings for Friday, 31 October 2025`. */
function dayOf(text: string): IsoDate | null {
  const match =
    /^(?:showing new listings for )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? (\d{1,2}) ([a-z]{3,9}) (\d{4})\b/i.exec(
      text,
    );
  const month = match && monthNumber(match[2]!);
  return match && month ? isoDate(Number(match[3]), month, Number(match[1])) : null;
}

function entryOf(text: string, lines: readonly TextLine[], day: IsoDate | null): Entry | null {
  const [opening] = lines;
  const match = OPENING.exec(opening!.text);
  const arxiv = match && parseArxivId(match[1]!);
  const announced = announcementOf(match?.[2], day);
  const fields = fieldsOf(lines.slice(1));
  const { title } = fields;
  if (!title || title.end <= title.start) return null;
  const value = (span: Span | undefined): string => (span ? unwrapped(text, span, false) : '');
  const abstract = fields.abstract ? withoutButton(text, fields.abstract) : null;
  const whole = { start: opening!.span.start, end: lines.at(-1)!.span.end };
  const bare = bareEntry(value(title), whole, title);
  const id = arxiv && idSpan(opening!, match[1]!);
  const labelled = (name: string): string => value(fields.labelled.get(name));
  return {
    ...bare,
    spans: { ...bare.spans, arxiv: id, abstract },
    ...readAuthors(value(fields.authors)),
    date: announcedDate(day ?? monthOf(arxiv), announced, arxiv),
    abstract: abstract && unwrapped(text, abstract, true),
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    doi: parseDoi((labelled('doi') || labelled('related doi')).split(/\s/)[0] ?? ''),
    url: arxiv ? `https://arxiv.org/abs/${arxiv.id}` : null,
    venue: labelled('journal-ref') || labelled('journal ref') || null,
    subjects: [...labelled('subjects').matchAll(/\(([a-z-]{2,9}(?:\.[A-Za-z-]{2,9})?)\)/g)].map(([, code]) =>
      detach(code!),
    ),
    announced,
  };
}

/** A search puts what folds an abstract behind it. */
function withoutButton(text: string, { start, end }: Span): Span {
  const button = /\s{0,3}△ Less$/.exec(text.slice(Math.max(start, end - 12), end));
  return { start, end: end - (button?.[0].length ?? 0) };
}

function announcementOf(mark: string | undefined, day: IsoDate | null): Announcement | null {
  if (mark === undefined) return day === null ? null : 'new';
  return /^\(cross/i.test(mark) ? 'cross' : 'replacement';
}

function monthOf(arxiv: ArxivId | null): IsoDate | null {
  const month = arxiv && arxivMonth(arxiv.id);
  return month && isoDate(month.year, month.month);
}

function idSpan({ text, span }: TextLine, id: string): Span {
  const start = span.start + text.indexOf(id);
  return { start, end: start + id.length };
}

interface Fields {
  title?: Span;
  authors?: Span;
  abstract?: Span;
  /** The other labelled ones, by their labels in lower case. */
  readonly labelled: Map<string, Span>;
}

/**
 * The parts of a paper. The site labels all but the authors, which stand below the title, and the abstract, which comes last; in a
 * search the title has no label and these two have one.
 */
function fieldsOf(lines: readonly TextLine[]): Fields {
  const fields: Fields = { labelled: new Map() };
  const named = lines.map(({ text }) => LABEL.exec(text));
  const hasTitle = named.some((label) => /^title/i.test(label?.[1] ?? ''));
  const hasAuthors = named.some((label) => /^author/i.test(label?.[1] ?? ''));
  let open = hasTitle ? '' : 'title';
  lines.forEach(({ text, span }, i) => {
    const label = named[i];
    if (label) {
      open = label[1]!.toLowerCase().replace(/^author$/, 'authors');
      add(fields, open, { start: span.start + label[0].length, end: span.end });
      return;
    }
    if (open === 'title' && fields.title && fields.title.end > fields.title.start && !hasAuthors)
      open = 'authors';
    else if (open !== '' && open !== 'title' && open !== 'authors' && open !== 'abstract') {
      // A label alone on its line has its value below.
      const own = fields.labelled.get(open);
      if (own && own.end > own.start) open = 'abstract';
    }
    if (open === 'abstract' && /^submitted \d/i.test(text)) open = 'submitted';
    if (open !== '' && open !== 'submitted') add(fields, open, span);
  });
  return fields;
}

function add(fields: Fields, name: string, span: Span): void {
  const own = name === 'title' || name === 'authors' || name === 'abstract';
  const before = own ? fields[name] : fields.labelled.get(name);
  const isEmpty = before === undefined || before.end <= before.start;
  // What damage repeats does not replace what was read.
  if (!isEmpty && span.start < before.end) return;
  const joined = isEmpty ? span : { start: before.start, end: span.end };
  if (own) fields[name] = joined;
  else fields.labelled.set(name, joined);
}

function unwrapped(text: string, span: Span, paragraphs: boolean): string {
  const to = new TextCollector();
  appendUnwrapped(text, span, to, { paragraphs });
  return detach(to.text);
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const built = new TextMapBuilder();
  appendUnwrapped(text, span, built, { paragraphs: field === 'abstract' });
  return built.build();
}
