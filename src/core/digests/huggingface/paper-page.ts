import { isoDate, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { arxivMonth, arxivOfUrl, parseArxivId, type ArxivId } from '../../text/identifiers.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import { finish, type Steps } from '../../text/steps.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { appendUnwrapped } from '../../text/unwrap.ts';
import { personOf } from '../arxiv/person.ts';
import { bareEntry, type Author, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { trimmedLines, type TextLine } from '../text-lines.ts';
import { readPageDate } from './page-dates.ts';

/**
 * The page that Hugging Face has of one paper, saved or copied as text; several may stand one behind the other. What its readers say
 * there, and papers that they or a bot recommend, is not what the file is about. Written from such pages; no format is published.
 */
export const huggingFacePaper: DigestFormat = {
  id: 'huggingface-paper',
  label: 'Hugging Face page of one paper',
  recognise,
  parse,
  fieldMap,
};

const ABSTRACT = /^(?:#{1,6}[ \t]+)?abstract$/i;
const BEHIND_ABSTRACT =
  /^(?:#{1,6}[ \t]+)?(?:view arxiv page|view pdf|project page|add to collection|community|(?:models|datasets|spaces) citing this paper.{0,9})\b/i;

function recognise({ text }: DigestSource): Recognition {
  const head = text.slice(0, 60_000);
  return /^[ \t]*(?:#{1,6}[ \t]+)?abstract[ \t\r]*$/im.test(head) &&
    /^[ \t]*view arxiv page[ \t\r]*$/im.test(head)
    ? 'content'
    : 'no';
}

function* parse(source: DigestSource): Steps<ParsedDigest> {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const [i, lines] of pagesOf(yield* trimmedLines(source.text)).entries()) {
    if (i % STEP === 0) yield;
    const entry = entryOf(lines);
    if (entry) entries.push(entry);
    else
      problems.push({
        severity: 'warning',
        code: 'page-entry-without-title',
        message: 'This page of a paper has no line that could be its title; it is left out.',
        span: lines[0]!.span,
      });
  }
  return { entries, problems };
}

/** So many pages are read between two steps. */
const STEP = 200;

/** A part of a page: what it says, and where. */
type Part = Pick<TextLine, 'text' | 'span'>;

const OWN_ID = /^arxiv:[ \t]*(\S{9,12})$/i;

/** The site prints a paper's id above its title: there a page begins. */
function pagesOf(lines: readonly TextLine[]): (readonly TextLine[])[] {
  const starts = lines.flatMap((line, i) => (idOf(line) ? [i] : []));
  if (starts.length === 0) return lines.length === 0 ? [] : [lines];
  return starts.map((start, i) => lines.slice(start, starts[i + 1]));
}

function idOf({ text }: TextLine): ArxivId | null {
  const own = OWN_ID.exec(text);
  return own && parseArxivId(own[1]!);
}

function entryOf(lines: readonly TextLine[]): Entry | null {
  const heading = lines.findIndex(({ text }) => ABSTRACT.test(text));
  const head = heading < 0 ? lines : lines.slice(0, heading);
  const title = titleOf(head);
  if (!title) return null;
  const abstract = heading < 0 ? null : abstractOf(lines.slice(heading + 1));
  const id = identifierOf(lines);
  const authors = authorsOf(head);
  const entry = {
    start: Math.min(title.span.start, id?.span.start ?? Infinity, head[0]!.span.start),
    end: Math.max(title.span.end, head.at(-1)!.span.end, abstract?.span.end ?? 0, id?.span.end ?? 0),
  };
  const bare = bareEntry(detach(title.text), entry, title.span);
  const line = head.find(({ text }) => /^published on /i.test(text));
  const published = line ? (readPageDate(line.text)?.date ?? null) : null;
  const date = published && dateOf(published, id?.arxiv ?? null);
  return {
    ...bare,
    spans: { ...bare.spans, abstract: abstract?.span ?? null, arxiv: id?.span ?? null },
    authors,
    authorCount: authors.length > 0 ? authors.length : null,
    date,
    dateInferred: date !== null && published?.year === null,
    abstract: abstract && detach(abstract.text),
    arxiv: id?.arxiv.id ?? null,
    arxivVersion: id?.arxiv.version ?? null,
    url: id ? `https://huggingface.co/papers/${id.arxiv.id}` : null,
    upvotes: upvotesOf(head),
  };
}

/** The line below the paper's id, or what is said to be the page's title. */
function titleOf(head: readonly TextLine[]): Part | null {
  if (head[0] && idOf(head[0])) {
    const line = head[1];
    return line && !/^(?:published on|authors:|upvote)/i.test(line.text) ? withoutMarks(line) : null;
  }
  const named =
    head.find(({ text }) => /^title:[ \t]*\S/i.test(text)) ??
    head.find(({ text }) => /^#{1,2}[ \t]+\S/.test(text));
  if (named) return withoutMarks(named);
  const published = head.findIndex(({ text }) => /^published on\b/i.test(text));
  return published > 0 && !/^---/.test(head[published - 1]!.text) ? withoutMarks(head[published - 1]!) : null;
}

/** Without a heading's marks, quotes of front matter, and what the site puts around a title. */
function withoutMarks({ text, span }: Part): Part | null {
  const lead = /^(?:#{1,6}[ \t]+|title:[ \t]*)?(["']?)(?:paper page - )?/i.exec(text)!;
  const tail = /(?:\s[-|·]\s(?:hugging face|a hugging face space by .{1,60}))?$/i.exec(text)![0].length;
  const quoted = lead[1] !== '' && text.endsWith(lead[1]!) ? 1 : 0;
  // A quote that the end does not answer is the title's own.
  const start = lead[0].length - (lead[1] !== '' && quoted === 0 ? 1 : 0);
  const end = text.length - Math.max(tail, quoted);
  if (end <= start || !/\p{L}/u.test(text.slice(start, end))) return null;
  return { text: text.slice(start, end), span: { start: span.start + start, end: span.start + end } };
}

function abstractOf(below: readonly TextLine[]): Part | null {
  const stop = below.findIndex(({ text }) => BEHIND_ABSTRACT.test(text) || ABSTRACT.test(text));
  const all = stop < 0 ? below : below.slice(0, stop);
  // A summary that a machine made stands above the abstract, and a line that says so between them.
  const made = all.findIndex(({ text }) => /^ai-generated summary$/i.test(text));
  const own = made >= 0 && made + 1 < all.length ? all.slice(made + 1) : all;
  const [first] = own;
  if (!first) return null;
  return {
    text: own.map(({ text }) => text).join('\n\n'),
    span: { start: first.span.start, end: own.at(-1)!.span.end },
  };
}

function identifierOf(lines: readonly TextLine[]): { readonly arxiv: ArxivId; readonly span: Span } | null {
  for (const line of lines) {
    const arxiv = idOf(line) ?? (/^(?:source:|url:|https?:)/i.test(line.text) ? addressed(line.text) : null);
    if (arxiv) return { arxiv, span: line.span };
  }
  return null;
}

function addressed(text: string): ArxivId | null {
  const url = /https?:\/\/[^\s"'<>]{1,300}/i.exec(text);
  return url && arxivOfUrl(url[0]);
}

/** The site leaves the current year out; the id has the month in which the paper was submitted. */
function dateOf(
  { year, month, day }: { year: number | null; month: number; day: number },
  arxiv: ArxivId | null,
): IsoDate | null {
  if (year !== null) return isoDate(year, month, day);
  const submitted = arxiv && arxivMonth(arxiv.id);
  if (!submitted) return null;
  // What is submitted on a month's last day may get the id of the next.
  return isoDate(submitted.year - (month > submitted.month + 6 ? 1 : 0), month, day);
}

function authorsOf(head: readonly TextLine[]): Author[] {
  const from = head.findIndex(({ text }) => /^authors:/i.test(text));
  if (from < 0) return [];
  return head
    .slice(from)
    .flatMap(({ text }, i) => (i === 0 ? text.replace(/^authors:/i, '') : text).split(','))
    .map((name) => name.trim())
    .filter((name) => /\p{L}/u.test(name) && name.length < 100)
    .map(personOf);
}

function upvotesOf(head: readonly TextLine[]): number | null {
  const at = head.findIndex(({ text }) => /^upvotes?$/i.test(text));
  const count = at < 0 ? undefined : head[at + 1]?.text;
  return count !== undefined && /^\d{1,6}$/.test(count) ? Number(count) : null;
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const built = new TextMapBuilder();
  if (field === 'title') appendUnwrapped(text, span, built);
  else
    finish(trimmedLines(text.slice(span.start, span.end))).forEach(({ span: line }, i) => {
      if (i > 0) built.put('\n\n', span.start + line.start - 1, span.start + line.start);
      built.copy(text, span.start + line.start, span.start + line.end);
    });
  return built.build();
}
