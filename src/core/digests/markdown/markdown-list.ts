import { detach } from '../../text/fold.ts';
import { shifted, type Span } from '../../text/span.ts';
import { finish, type Steps } from '../../text/steps.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { bareEntry, type Entry } from '../entry.ts';
import { lazyEntries, type Scanned } from '../lazy-entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { cellsOf, isRule, listLines, type ListLine } from './blocks.ts';
import { appendPlain, plainText } from './inline.ts';
import { definitionIn, LinkReader, targetOf, type Definitions, type Target } from './links.ts';
import { cellOf, columnsOf } from './columns.ts';
import type { Found } from './found.ts';
import { isPlace, papersOf } from './papers.ts';
import { best } from './titles.ts';
import { abstractIn, authorsIn, dateIn, toldBelow } from './details.ts';
import { labelled } from './labels.ts';
import { dateBefore, readTail } from './tail.ts';

/**
 * Lists of papers in Markdown, as weekly digests, awesome lists and daily tables have them: a heading, a list item or a table row with a
 * link to a paper is an entry. Written from such lists; there is no format.
 */
export const markdownList: DigestFormat = {
  id: 'markdown-list',
  label: 'Markdown list of papers',
  recognise,
  parse,
  fieldMap,
};

/** So many lines are looked at between two steps. */
const STEP = 1000;

function recognise(source: DigestSource): Recognition {
  if (!/\.(?:md|markdown|qmd|rmd)$/i.test(source.path)) return 'no';
  const head = source.text.slice(0, 200_000);
  const lines = finish(listLines(head));
  const reader = new LinkReader(head, definitionsOf(head, lines));
  return lines.some((line, i) => isListOfPapers(head, lines, line, i, reader)) ? 'name' : 'no';
}

/** Whether a line holds a paper, or is the head of a table of papers, which may have none. */
function isListOfPapers(
  text: string,
  lines: readonly ListLine[],
  line: ListLine,
  i: number,
  reader: LinkReader,
): boolean {
  const told = line.kind === 'text' ? labelled(text, line.span) : null;
  if (told?.field === 'link') return /\d{4}/.test(text.slice(told.value.start, told.value.end));
  if (!isPlace(line) && line.level === 0) return false;
  if (reader.links(line.span).length > 0) return true;
  const next = lines[i + 1];
  if (line.kind !== 'row' || !next || !isRule(text, next.line)) return false;
  const columns = columnsOf(text, line);
  return columns.title !== undefined && Object.keys(columns).length > 1;
}

function* parse({ text }: DigestSource): Steps<ParsedDigest> {
  const lines = yield* listLines(text);
  const definitions = definitionsOf(text, lines);
  const found = yield* papersOf(text, lines, new LinkReader(text, definitions));
  const sections = new Sections(text, definitions);
  const scanned: Scanned<Listed>[] = [];
  let next = 0;
  for (const [i, line] of lines.entries()) {
    if (i % STEP === 0) yield;
    if (line.kind === 'heading' && found[next]?.line !== line) sections.enter(line);
    while (found[next]?.line === line) {
      const paper = found[next++]!;
      let { end } = paper.span;
      for (let at = i + 1; !paper.shared && at < lines.length; at++) {
        const below = lines[at]!;
        if (below.line.start < paper.span.end) continue;
        if (endsPaper(text, below, paper, found[next]?.line)) break;
        if (below.kind !== 'blank') end = Math.max(end, below.line.end);
      }
      const { span, title } = paper;
      const entry = end === span.end ? span : { start: span.start, end };
      scanned.push({ entry, title, about: { paper, section: sections.section } });
    }
  }
  return { entries: yield* lazyEntries(text, scanned, decode), problems: [] };
}

/** A paper of a list and the section that has it. */
interface Listed {
  readonly paper: Found;
  readonly section: Section;
}

interface Section {
  /** What its heading says that its papers are about. */
  readonly subjects: readonly string[];
  /** Those of the whole list. */
  readonly definitions: Definitions;
}

/** A paper by itself. */
function decode(own: string, { paper, section }: Listed): Entry {
  const { start, end } = paper.span;
  const here = (span: Span): Span => shifted(span, -start);
  const reader = new LinkReader(own, section.definitions);
  const target = paper.target ?? targetOf(own, best(own, reader.links(here(paper.line.span))));
  const below = own.length > end - start ? finish(listLines(own.slice(end - start))) : [];
  const placed = below.map((line) => ({
    ...line,
    span: shifted(line.span, end - start),
    line: shifted(line.line, end - start),
  }));
  return entryOf(
    own,
    {
      ...paper,
      title: here(paper.title),
      authors: paper.authors && here(paper.authors),
      tail: paper.tail && here(paper.tail),
      target,
    },
    placed,
    section.subjects,
  );
}

function definitionsOf(text: string, lines: readonly ListLine[]): Definitions {
  const definitions = new Map<string, string>();
  for (const { kind, span } of lines) {
    const found =
      kind === 'text' && text[span.start] === '[' ? definitionIn(text.slice(span.start, span.end)) : null;
    if (found && !definitions.has(found.name)) definitions.set(found.name, found.url);
  }
  return definitions;
}

/** Whether a paper's text ends before a line: at the next paper, or at what stands no deeper than its own line. */
function endsPaper(
  text: string,
  other: ListLine,
  { line: own, labelled: isRecord }: Found,
  nextPaper: ListLine | undefined,
): boolean {
  if (other === nextPaper) return true;
  const told = isRecord && other.kind === 'item' ? labelled(text, other.span) : null;
  if (told) return told.field === 'title';
  if (own.kind === 'row') return true;
  if (own.kind === 'heading') return other.kind === 'heading';
  return (
    other.kind === 'heading' || other.kind === 'row' || (other.kind === 'item' && other.level <= own.level)
  );
}

/** The headings around a paper: what a list says that it is about. */
class Sections {
  readonly #text: string;
  readonly #open: { level: number; name: string }[] = [];
  /** The innermost heading that is no date and no title of the whole list. */
  section: Section;

  constructor(text: string, definitions: Definitions) {
    this.#text = text;
    this.section = { subjects: [], definitions };
  }

  enter(line: ListLine): void {
    while (this.#open.length > 0 && this.#open.at(-1)!.level >= line.level) this.#open.pop();
    this.#open.push({ level: line.level, name: plainText(this.#text, line.span) });
    const subjects = this.#open
      .filter(({ level, name }) => level > 1 && /\p{L}{2}/u.test(name) && !/\d{4}/.test(name))
      .slice(-1)
      .map(({ name }) => detach(name));
    this.section = { ...this.section, subjects };
  }
}

function entryOf(
  text: string,
  { title, authors, columns, span, tail, target }: Found & { readonly target: Target },
  below: readonly ListLine[],
  subjects: readonly string[],
): Entry {
  const cells = columns ? cellsOf(text, { start: 0, end: span.end - span.start }) : [];
  const told = toldBelow(text, below);
  const abstract = cellOf(cells, columns, 'abstract') ?? told.abstract ?? abstractIn(text, below);
  const bare = bareEntry(detach(plainText(text, title)), { start: 0, end: text.length }, title);
  const behind = tail && tail.end > tail.start ? readTail(text, tail) : null;
  const named = authorsIn(text, cellOf(cells, columns, 'authors') ?? authors ?? told.authors, below);
  return {
    ...bare,
    spans: { ...bare.spans, abstract: abstract && { start: abstract.start, end: abstract.end } },
    ...(named.authors.length > 0 ? named : (behind ?? named)),
    date:
      dateIn(text, cellOf(cells, columns, 'date') ?? told.date, below) ??
      behind?.date ??
      dateBefore(text, title.start),
    abstract: abstract ? detach(plainText(text, abstract)) : null,
    arxiv: target.arxiv?.id ?? null,
    arxivVersion: target.arxiv?.version ?? null,
    doi: target.doi,
    url: target.url,
    venue: told.venue && detach(plainText(text, told.venue)),
    subjects,
  };
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const plain = new TextMapBuilder();
  appendPlain(text, span.start, span.end, plain);
  return foldedMap(plain.build());
}

/** White space folded and trimmed, as the value has it. */
function foldedMap(map: TextMap): TextMap {
  const built = new TextMapBuilder();
  const content = /\S+/g;
  let before = -1;
  for (let match = content.exec(map.text); match; match = content.exec(map.text)) {
    if (before >= 0) {
      const gap = map.toSource({ start: before, end: match.index });
      built.put(' ', gap.start, gap.end);
    }
    before = match.index + match[0].length;
    for (let i = match.index; i < before; i++) {
      const place = map.toSource({ start: i, end: i + 1 });
      built.put(map.text.charAt(i), place.start, place.end);
    }
  }
  return built.build();
}
