import { detach } from '../../text/fold.ts';
import type { IsoDate } from '../../text/dates.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import { finish, type Steps } from '../../text/steps.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { bareEntry, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import {
  dateOfAddress,
  dateOfFrontMatter,
  dateOfName,
  dateOfWeekday,
  fullDate,
  nearestDate,
  type PageDate,
} from './page-dates.ts';
import { countsBehind } from './page-cards.ts';
import { divide, type PageEntry, type PagePart } from './page-entries.ts';
import { pageLines, type PageLine } from './page-lines.ts';

/** The text of a Hugging Face Daily Papers page, as a browser saves or copies it. Written from such pages; no format is published. */
export const huggingFacePage: DigestFormat = {
  id: 'huggingface-page',
  label: 'Hugging Face papers page',
  recognise,
  parse,
  fieldMap,
};

/** So many papers are read between two steps. */
const STEP = 200;

/** How much of a file tells whether it is a page. */
const HEAD = 60_000;

function recognise({ text }: DigestSource): Recognition {
  const head = text.slice(0, HEAD);
  if (/^\s*(?:[{[<]|From:|Received:)/i.test(head) && !/^\s*\[\s*\n/.test(head)) return 'no';
  const counts =
    head.match(
      /^[ \t\u00a0]*(?:[•‣⁃∙▪●◦○*·–—-][ \t\u00a0]+|[·•])?\d{1,5}[ \t\u00a0]+authors?\b(?:\]\([^)\n]*\))?[ \t\u00a0\r]*$/gim,
    )?.length ?? 0;
  const furniture = /get trending papers in your email inbox|by\s*AK\s+and the research community/i.test(
    head,
  );
  if (counts >= 1 && furniture) return 'content';
  const submitted = head.match(/^[ \t\u00a0]*submitted by\b/gim)?.length ?? 0;
  if (counts >= 2 && submitted >= 2) return 'content';
  const addressed = /^[ \t]*https?:\/\/huggingface\.co\/papers\/\d/im.test(head);
  if (counts >= 1 && addressed) return 'content';
  const dated =
    /^[ \t\u00a0]*(?:[•∙·]|[•‣⁃∙▪●◦○*·–—-][ \t\u00a0]+[^\n]{1,300}\n[ \t\u00a0]*[·•∙⋅][ \t\u00a0\r]*\n)/m.test(
      head,
    );
  return counts >= 2 && dated ? 'content' : 'no';
}

function* parse(source: DigestSource): Steps<ParsedDigest> {
  const lines = yield* pageLines(withoutFrontMatter(source.text));
  const parts = withoutOtherDays(yield* divide(lines));
  const latestYear = latestWrittenYear(parts);
  const fallback = dateOfFrontMatter(source.text) ?? dateOfName(source.path);
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  let day: IsoDate | null = dayOfAddresses(lines) ?? dateOfAddress(frontMatterOf(source.text));
  let yearless: PageLine | null = null;
  for (const [i, part] of parts.entries()) {
    if (i % STEP === 0) yield;
    switch (part.part) {
      case 'day':
        if (part.line.kind !== 'date') break;
        day = dayOf(part.line.date, day ?? fallback, source.today) ?? day;
        yearless = day === null ? part.line : null;
        break;
      case 'untitled':
        problems.push({
          severity: 'warning',
          code: 'page-entry-without-title',
          message:
            'Here is a footer with authors and date, but no line that could be a title; the entry is left out.',
          span: spanOf(part.lines)!,
        });
        break;
      case 'entry':
        if (part.isCard && yearless) problems.push(dayWithoutYear(yearless));
        if (part.isCard) yearless = null;
        entries.push(
          entryOf(part, { day, known: day ?? fallback, latestYear, today: source.today }, problems),
        );
    }
  }
  return { entries, problems };
}

/** Cards have the page's day alone. */
function dayWithoutYear({ span }: PageLine): Problem {
  return {
    severity: 'information',
    code: 'page-year-unknown',
    message: "The page's day has no year, and nothing in the page or its name tells it.",
    span,
  };
}

interface Calendar {
  /** The day of the page, as a heading or an address gives it. */
  readonly day: IsoDate | null;
  readonly known: IsoDate | null;
  readonly latestYear: number | null;
  readonly today: IsoDate;
}

function entryOf(page: PageEntry, calendar: Calendar, problems: Problem[]): Entry {
  const { title, abstract, footer, extras, behind, isCard } = page;
  const titleSpan = spanOf(title)!;
  const footerSpan = spanOf(footer);
  const abstractSpan = spanOf(abstract);
  const url = extras.find((line) => line.kind === 'url' && line.arxiv !== null);
  // An address above the title is no part of the entry's text.
  const address = url && url.span.start > titleSpan.start ? url.span : null;
  const end = Math.max(
    titleSpan.end,
    address?.end ?? 0,
    abstractSpan?.end ?? 0,
    footerSpan?.end ?? 0,
    spanOf(behind.filter(({ kind }) => kind === 'votes'))?.end ?? 0,
  );
  const bare = bareEntry(
    detach(title.map((line) => line.text).join(' ')),
    { start: titleSpan.start, end },
    titleSpan,
  );
  const dated = footer.find((line) => line.kind === 'date');
  const date =
    dated?.kind === 'date'
      ? fullDate(dated.date, calendar.known, calendar.latestYear, calendar.today)
      : isCard
        ? { date: calendar.day, inferred: true }
        : null;
  const authors = authorsOf(footer);
  const counted = footer.findLast((line) => line.kind === 'votes');
  const countBelow = counted?.kind === 'votes' ? counted.count : null;
  const arxiv = url?.kind === 'url' ? url.arxiv : null;
  const counts = countsBehind(behind);
  const votes = votesOf(extras, titleSpan.start);
  report(problems, {
    titleSpan,
    footerSpan,
    abstractSpan,
    isCard,
    undated: footer.length > 0 && !dated && !isCard,
    yearless: dated !== undefined && date?.date === null,
  });
  return {
    ...bare,
    spans: { ...bare.spans, abstract: abstractSpan, footer: footerSpan, arxiv: address },
    abstract: abstract.length === 0 ? null : detach(paragraphs(abstract)),
    ...authors,
    date: date?.date ?? null,
    dateInferred: date?.date ? date.inferred : false,
    comments: (dated?.kind === 'date' ? (dated.comments ?? countBelow) : null) ?? counts.comments,
    upvotes: counts.upvotes ?? votes,
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    url: arxiv ? `https://huggingface.co/papers/${arxiv.id}` : null,
  };
}

/** The upvotes are the last number above the title, else the first below. */
function votesOf(extras: readonly PageLine[], title: number): number | null {
  const voted = extras.filter((line) => line.kind === 'votes' && line.count !== null);
  const line = voted.findLast(({ span }) => span.start < title) ?? voted[0];
  return line?.kind === 'votes' ? line.count : null;
}

function report(
  problems: Problem[],
  about: {
    titleSpan: Span;
    footerSpan: Span | null;
    abstractSpan: Span | null;
    isCard: boolean;
    undated: boolean;
    yearless: boolean;
  },
): void {
  const tell = (code: string, message: string, span: Span): number =>
    problems.push({ severity: 'information', code, message, span });
  if (!about.footerSpan)
    tell(
      'page-entry-without-footer',
      'The entry has no footer: authors and date are unknown.',
      about.titleSpan,
    );
  if (!about.abstractSpan && !about.isCard)
    tell('page-entry-without-abstract', 'The entry has no abstract.', about.titleSpan);
  if (about.footerSpan && about.undated)
    tell('page-date-unreadable', 'The footer has no date that can be read.', about.footerSpan);
  if (about.footerSpan && about.yearless) {
    tell(
      'page-year-unknown',
      'The date has no year, and nothing in the page or its name tells it.',
      about.footerSpan,
    );
  }
}

/** Titles and abstracts that run over several lines are joined; what stands between their lines (addresses, votes) is left out. */
function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const lines = finish(pageLines(text.slice(span.start, span.end))).filter(
    ({ kind }, i) => i === 0 || kind === 'text',
  );
  const built = new TextMapBuilder();
  let end = span.start;
  lines.forEach((line, i) => {
    const start = span.start + line.span.start;
    if (i > 0) built.put(separator(line, field), end, start);
    built.copy(text, start, (end = span.start + line.span.end));
  });
  return built.build();
}

function separator({ afterBlank }: PageLine, field: 'title' | 'abstract'): string {
  return field === 'abstract' && afterBlank ? '\n\n' : ' ';
}

/** A number of authors, their names, or an organisation's name. */
function authorsOf(footer: readonly PageLine[]): Pick<Entry, 'authors' | 'authorCount'> {
  const counted = footer.find((line) => line.kind === 'authors');
  if (counted?.kind === 'authors') return { authors: [], authorCount: counted.count };
  const named = footer.find((line) => line.kind === 'text');
  if (!named || !/\p{L}{2}/u.test(named.text)) return { authors: [], authorCount: null };
  const names = named.text
    .replace(/^[•‣⁃∙▪●◦○*\-–—·][\s\u00a0]+/, '')
    .split(/\s*(?:,\s*and\s+|[,;]|\s+and\s+)\s*/)
    .filter((name) => name !== '');
  if (names.length < 2) return { authors: [{ literal: detach(names[0] ?? named.text) }], authorCount: 1 };
  return { authors: names.map(personOf), authorCount: names.length };
}

function personOf(name: string): Entry['authors'][number] {
  const cut = name.lastIndexOf(' ');
  return cut < 0
    ? { literal: detach(name) }
    : { family: detach(name.slice(cut + 1)), given: detach(name.slice(0, cut)) };
}

function paragraphs(lines: readonly PageLine[]): string {
  return lines.map((line, i) => (i === 0 ? '' : separator(line, 'abstract')) + line.text).join('');
}

function spanOf(lines: readonly PageLine[]): Span | null {
  const [first] = lines;
  return first ? { start: first.span.start, end: lines.at(-1)!.span.end } : null;
}

function latestWrittenYear(parts: readonly PagePart[]): number | null {
  let latest: number | null = null;
  for (const part of parts) {
    if (part.part !== 'entry') continue;
    for (const line of part.footer) {
      if (line.kind === 'date' && line.date.year !== null) latest = Math.max(latest ?? 0, line.date.year);
    }
  }
  return latest;
}

/** A page links to the days before and behind its own: of three in a row the second is the page's. */
function withoutOtherDays(parts: readonly PagePart[]): readonly PagePart[] {
  const isDay = (i: number): boolean => parts[i]?.part === 'day';
  return parts.filter((_, i) => {
    const isBefore = isDay(i) && !isDay(i - 1) && isDay(i + 1) && isDay(i + 2) && !isDay(i + 3);
    const isBehind = isDay(i) && isDay(i - 1) && isDay(i - 2) && !isDay(i - 3) && !isDay(i + 1);
    return !isBefore && !isBehind;
  });
}

/** A day heading's date; one without year takes it from what is known of the page, and is unknown else. */
function dayOf(printed: PageDate, known: IsoDate | null, today: IsoDate): IsoDate | null {
  if (printed.year !== null) return fullDate(printed, known, null, today).date;
  return known === null ? dateOfWeekday(printed, today) : nearestDate(printed, known, today);
}

function dayOfAddresses(lines: readonly PageLine[]): IsoDate | null {
  for (const line of lines) {
    const date = line.kind === 'url' ? dateOfAddress(line.text) : null;
    if (date !== null) return date;
  }
  return null;
}

/** The text with its front matter blanked out, so that offsets stay. */
function withoutFrontMatter(text: string): string {
  const { length } = frontMatterOf(text);
  return ' '.repeat(length) + text.slice(length);
}

function frontMatterOf(text: string): string {
  const opening = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (!opening) return '';
  const end = text.slice(opening[0].length, opening[0].length + 20_000).search(/^---[ \t]*\r?$/m);
  return end < 0 ? '' : text.slice(0, opening[0].length + end + 3);
}
