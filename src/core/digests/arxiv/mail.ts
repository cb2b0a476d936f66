import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { arxivOfUrl, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import type { Problem } from '../../text/problem.ts';
import { slice, type Span } from '../../text/span.ts';
import { finish, type Steps } from '../../text/steps.ts';
import { TextCollector, TextMapBuilder, type TextMap, type TextSink } from '../../text/text-map.ts';
import { appendUnwrapped } from '../../text/unwrap.ts';
import { bareEntry, type Announcement, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest } from '../format.ts';
import { undress } from '../mail/undress.ts';
import { wrapped } from '../wrapped.ts';
import { lazyEntries, type Scanned } from '../lazy-entry.ts';
import { readAuthors } from './authors.ts';
import { listingBlocks, type ListingBlock } from './listing-blocks.ts';
import { listingLines, type ListingLine } from './listing-lines.ts';
import { appendTexAccents } from './tex-accents.ts';

/**
 * arXiv's listings in the layout of its daily mails: papers between rules, each with a header and an abstract divided by lines of two
 * backslashes. Read bare, as a saved mail, quoted, and as the monthly listings and metadata files that share the layout.
 * Source: arXiv's help page "Email alerting service" and such mails.
 */
export const arxivMail: DigestFormat = wrapped(
  {
    id: 'arxiv-mail',
    label: 'arXiv listing mail',
    recognise: ({ text }) => (FIRST_PAPER.test(text.slice(0, HEAD)) ? 'content' : 'no'),
    parse: ({ text }) => listingSteps(text),
    fieldMap,
  },
  undress,
);

/** So many papers are looked at between two steps. */
const STEP = 200;

/** How much of a file tells whether it is a listing; headers of forwarded mails are long. */
const HEAD = 80_000;

const FIRST_PAPER = /^\\\\[ \t]*\r?\n(?:[ \t]*\r?\n)*(?:arXiv|Paper)(?: \(\*cross-listing\*\))?: ?[a-z0-9]/im;

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const built = new TextMapBuilder();
  appendField(text, span, field, built);
  return built.build();
}

function appendField(text: string, span: Span, field: 'title' | 'abstract', to: TextSink): void {
  appendUnwrapped(text, span, to, { paragraphs: field === 'abstract', piece: appendTexAccents });
}

/** What of a listing decides how one of its papers is announced. */
interface Place {
  readonly section: Announcement;
  readonly announces: boolean;
}

function* listingSteps(text: string): Steps<ParsedDigest> {
  const blocks = yield* listingBlocks(yield* listingLines(text));
  const problems: Problem[] = [];
  const announces = isAnnouncement(text, blocks);
  const kept: Scanned<Place>[] = [];
  for (const [i, block] of blocks.entries()) {
    if (i % STEP === 0) yield;
    const entry = { start: block.opening.start, end: block.last.end };
    const title = plainTitle(text, block) ?? fieldsOf(text, block.header).get('title') ?? null;
    if (!title) {
      tell(
        problems,
        'warning',
        'listing-entry-without-title',
        'The paper has no title; it is left out.',
        entry,
      );
      continue;
    }
    if (!idOf(text, block))
      tell(problems, 'information', 'listing-entry-without-id', 'The paper has no arXiv identifier.', title);
    if (!block.isClosed)
      tell(
        problems,
        'information',
        'listing-entry-not-closed',
        'The abstract has no end mark; it may be cut off.',
        entry,
      );
    kept.push({ entry, title, about: { section: block.section, announces } });
  }
  return { entries: yield* lazyEntries(text, kept, decode), problems };
}

/** The title where it stands on one line. */
function plainTitle(text: string, { header }: ListingBlock): Span | null {
  const at = header.findIndex((line) => line.kind === 'field' && line.name === 'title');
  const line = header[at];
  const next = header[at + 1];
  if (line?.kind !== 'field' || (next && next.kind !== 'field')) return null;
  const span = trimStart(text, line.value);
  return span.start < span.end ? span : null;
}

function idOf(text: string, { header, closing }: ListingBlock): ArxivId | null {
  const line = header.find(({ kind }) => kind === 'id');
  if (line?.kind === 'id') return line.id;
  return closing?.link ? arxivOfUrl(slice(text, closing.link)) : null;
}

/** A paper by itself, as the listing announced it. */
function decode(own: string, { section, announces }: Place): Entry {
  const [block] = finish(listingBlocks(finish(listingLines(own))));
  return entryOf(own, { ...block!, section }, announces);
}

/** A daily mail gives each paper's address or says from when to when it was received; other files of this layout announce nothing. */
function isAnnouncement(text: string, blocks: readonly ListingBlock[]): boolean {
  return (
    blocks.some(({ closing }) => closing?.link) || /^[ \t]{0,20}received from\s/im.test(text.slice(0, HEAD))
  );
}

function entryOf(text: string, block: ListingBlock, announces: boolean): Entry {
  const fields = fieldsOf(text, block.header);
  const whole = { start: block.opening.start, end: block.last.end };
  const titleSpan = fields.get('title')!;
  const title = made(text, titleSpan, 'title');
  const idLine = block.header.find((line) => line.kind === 'id');
  const link = block.closing?.link ?? null;
  const id = idOf(text, block);
  const abstract = spanOf(block.abstract);
  const doiSpan = fields.get('doi') ?? null;
  const doi = doiSpan ? firstDoi(slice(text, doiSpan)) : null;
  const bare = bareEntry(detach(title), whole, titleSpan);
  const authors = fields.get('author');
  const venue = fields.get('journal-ref');
  const replaced = block.header.find((line) => line.kind === 'replaced');
  return {
    ...bare,
    spans: {
      ...bare.spans,
      abstract,
      arxiv: idLine?.kind === 'id' ? idLine.place : id && link,
      doi: doi === null ? null : doiSpan,
    },
    ...(authors ? readAuthors(made(text, authors, 'title')) : {}),
    date: dateOf(text, fields.get('date')),
    abstract: abstract ? detach(made(text, abstract, 'abstract')) : null,
    arxiv: id?.id ?? null,
    arxivVersion: versionOf(block.header, id),
    doi,
    url: id ? `https://arxiv.org/abs/${id.id}` : null,
    venue: venue ? detach(made(text, venue, 'title')) : null,
    subjects: categoriesOf(text, fields.get('categorie')),
    announced: announcementOf(block, replaced !== undefined, announces),
  };
}

function made(text: string, span: Span, field: 'title' | 'abstract'): string {
  const collector = new TextCollector();
  appendField(text, span, field, collector);
  return collector.text;
}

/** The values of a header's fields with the lines that continue them; the first of several fields of one name counts. */
function fieldsOf(text: string, header: readonly ListingLine[]): Map<string, Span> {
  const fields = new Map<string, Span>();
  let open: string | null = null;
  for (const line of header) {
    if (line.kind === 'field') {
      open = fields.has(line.name) ? null : line.name;
      if (open !== null) fields.set(open, trimStart(text, line.value));
    } else if (line.kind === 'text' && open !== null) {
      const begun = fields.get(open)!;
      fields.set(open, { start: begun.start === begun.end ? line.start : begun.start, end: line.end });
    } else open = null;
  }
  for (const [name, span] of fields) if (span.start >= span.end) fields.delete(name);
  return fields;
}

function trimStart(text: string, span: Span): Span {
  let { start } = span;
  while (start < span.end && /\s/.test(text.charAt(start))) start++;
  return { start, end: span.end };
}

function spanOf(lines: readonly ListingLine[]): Span | null {
  const first = lines.find((line) => line.kind !== 'blank');
  const last = lines.findLast((line) => line.kind !== 'blank');
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The day of a line such as `Wed, 15 Mar 2023 18:34:08 GMT   (243kb,D)`. */
function dateOf(text: string, span: Span | undefined): IsoDate | null {
  const match = span && /(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4}|\d{2})\b/.exec(slice(text, span));
  if (!match) return null;
  const year = Number(match[3]);
  const full = match[3]!.length === 4 ? year : year > 90 ? 1900 + year : 2000 + year;
  const month = monthNumber(match[2]!);
  return month === null ? null : isoDate(full, month, Number(match[1]));
}

function firstDoi(value: string): string | null {
  for (const part of value.split(/[\s,;]+/)) {
    const doi = parseDoi(part);
    if (doi !== null) return doi;
  }
  return null;
}

function categoriesOf(text: string, span: Span | undefined): string[] {
  return span
    ? slice(text, span)
        .split(/[\s,;]+/)
        .filter((category) => category !== '')
        .map(detach)
    : [];
}

/** The version that an identifier, a replacement or the last of the revisions names. */
function versionOf(header: readonly ListingLine[], id: ArxivId | null): number | null {
  let version = id?.version ?? null;
  for (const line of header) {
    const revised = line.kind === 'field' ? /^date \(revised v(\d+)\)$/.exec(line.name)?.[1] : undefined;
    const named = line.kind === 'replaced' ? line.version : revised === undefined ? null : Number(revised);
    if (named !== null) version = Math.max(version ?? 0, named);
  }
  return version;
}

function announcementOf(block: ListingBlock, isReplaced: boolean, announces: boolean): Announcement | null {
  if (isReplaced) return 'replacement';
  const isCross = block.header.some((line) => line.kind === 'id' && line.isCross);
  if (isCross) return block.section === 'replacement' ? 'replacement' : 'cross';
  return announces ? block.section : null;
}

function tell(
  problems: Problem[],
  severity: Problem['severity'],
  code: string,
  message: string,
  span: Span,
): void {
  problems.push({ severity, code, message, span });
}
