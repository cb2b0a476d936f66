import type { Steps } from '../../text/steps.ts';
import { cellsOf, isRule, type ListLine } from './blocks.ts';
import { columnsOf, type Columns } from './columns.ts';
import { isGeneric, plainText } from './inline.ts';
import type { Found } from './found.ts';
import { labelled, type Labelled } from './labels.ts';
import { Records } from './records.ts';
import { bareId, targetOf, type LinkReader, type PaperLink, type Target } from './links.ts';
import { best, titleIn, withoutLead, withoutMarks, type Title } from './titles.ts';

/** So many lines are looked at between two steps. */
const STEP = 500;

export function isPlace({ kind }: ListLine): boolean {
  return kind === 'heading' || kind === 'item' || kind === 'row';
}

/** The papers of a list, in its order. */
export function* papersOf(text: string, lines: readonly ListLine[], reader: LinkReader): Steps<Found[]> {
  const found: Found[] = [];
  let columns: Columns | null = null;
  let wasRow = false;
  const waiting = new Waiting();
  const records = new Records(text);
  for (const [i, line] of lines.entries()) {
    if (i % STEP === 0) yield;
    if (line.kind !== 'row') columns = null;
    else if (!wasRow) {
      const next = lines[i + 1];
      columns = next && isRule(text, next.line) ? columnsOf(text, line) : null;
    }
    wasRow = line.kind === 'row';
    if (line.kind === 'blank') continue;
    if (line.kind === 'heading') records.end(line);
    const written = reader.links(line.span);
    const told = labelledLine(text, line, written);
    if (told && !written.some((link) => isTitled(text, link))) {
      const record = records.add(line, told, written);
      if (record) {
        waiting.close(line);
        found.push(record);
        continue;
      }
      // What a label tells of a paper is no paper, nor the title of one.
      if (told.field !== 'link' && (told.field !== 'title' || written.length === 0)) continue;
    }
    const links = written.length > 0 ? written : idsIn(text, line, columns);
    if (links.length === 0) {
      if (line.kind === 'heading' || line.kind === 'item') waiting.add(line);
      continue;
    }
    const own =
      isPlace(line) || startsWithTitle(text, line, links[0]!) ? ownPapers(text, line, links, columns) : [];
    if (own.length > 0) {
      records.end(null);
      waiting.close(line);
      found.push(...own);
      continue;
    }
    // "### Title" or "- Title" with the links in the lines below.
    const above = links.some((link) => !isTitled(text, link)) ? waiting.take(line) : null;
    if (above) {
      records.end(null);
      found.push({
        title: withoutLead(text, above.span),
        authors: null,
        target: targetOf(text, best(text, links)),
        line: above,
        span: above.line,
        shared: false,
        labelled: false,
        tail: null,
        columns: null,
      });
    }
  }
  return found;
}

/** What a line tells by a label; links with nothing beside them need none. */
function labelledLine(text: string, line: ListLine, links: readonly PaperLink[]): Labelled | null {
  if (line.kind !== 'item' && line.kind !== 'text') return null;
  const told = labelled(text, line.span);
  const [first] = links;
  if (told || !first || first.label) return told;
  const beside = text.slice(line.span.start, first.span.start) + text.slice(first.span.end, line.span.end);
  return beside.length < 40 && isGeneric(beside) ? { field: 'link', value: line.span } : null;
}

/** An identifier that stands by itself in a line without links: in front of an item, or in a cell of a table that has titles. */
function idsIn(text: string, line: ListLine, columns: Columns | null): readonly PaperLink[] {
  if (line.kind === 'item') return [bareId(text, line.span) ?? []].flat();
  if (line.kind !== 'row' || columns?.title === undefined) return [];
  const cells = cellsOf(text, line.line);
  const ids = cells.flatMap((cell) => bareId(text, cell) ?? []);
  return ids
    .filter(({ span }) => cells.some((cell) => cell.start === span.start && cell.end === span.end))
    .slice(0, 1);
}

/** Headings and items that may be titles of papers whose links stand below them. */
class Waiting {
  #heading: ListLine | null = null;
  #items: ListLine[] = [];

  add(line: ListLine): void {
    this.close(line);
    if (line.kind === 'heading') this.#heading = line;
    else this.#items.push(line);
  }

  /** What stands no deeper than a line is behind. */
  close(line: ListLine): void {
    if (line.kind === 'item') this.#items = this.#items.filter((item) => item.level < line.level);
    else this.#items = [];
    if (line.kind === 'heading' || this.#items.length === 0) this.#heading = null;
  }

  /** The line above that a line with links belongs to; it waits no longer. */
  take(line: ListLine): ListLine | null {
    const item = this.#items.findLast(({ level }) => level < line.level);
    const above =
      item ?? (line.kind === 'item' && line.level > 0 && this.#items.length > 0 ? null : this.#heading);
    this.#items = [];
    this.#heading = null;
    return above;
  }
}

/** The papers that a line names itself: one, or one for each link with a title of its own. */
function ownPapers(
  text: string,
  line: ListLine,
  links: readonly PaperLink[],
  columns: Columns | null,
): Found[] {
  const title = titleIn(text, line, links, columns);
  if (!title) return [];
  if (line.kind === 'row' || links.length === 1) {
    const target = title.link || isMade(line, links) ? targetOf(text, title.link ?? links[0]!) : null;
    return [foundIn(line, title, line.line.end, target, columns, false)];
  }
  const first = links.find(({ span }) => span.start <= title.span.start && title.span.end <= span.end);
  const others = links.filter(
    (link) => link !== first && link.span.start > title.span.end && isTitled(text, link),
  );
  const distinct = others.filter((link) => first !== undefined && idOf(text, link) !== idOf(text, first));
  if (distinct.length === 0) return [foundIn(line, title, line.line.end, null, columns, false)];
  const starts = distinct.map(({ span }) => span.start);
  const owned = (from: number, until: number): PaperLink[] =>
    links.filter(({ span }) => span.start >= from && span.start < until);
  return [title, ...distinct].map((name, i) => {
    const until = starts[i] ?? line.line.end;
    const from = i === 0 ? line.line.start : starts[i - 1]!;
    const target = targetOf(text, best(text, owned(from, until)));
    if (!('label' in name)) return foundIn(line, name, until, target, columns, true);
    const named = { span: withoutMarks(text, name.label!)!, end: name.span.end, homeEnd: until };
    return { ...foundIn(line, named, until, target, columns, true), span: { start: from, end: until } };
  });
}

function foundIn(
  line: ListLine,
  title: Title,
  end: number,
  target: Target | null,
  columns: Columns | null,
  shared: boolean,
): Found {
  return {
    title: title.span,
    target,
    line,
    span: end === line.line.end ? line.line : { start: line.line.start, end },
    shared,
    labelled: false,
    tail:
      title.end < title.homeEnd && title.end < end
        ? { start: title.end, end: Math.min(title.homeEnd, end) }
        : null,
    columns,
    authors: title.authors ?? null,
  };
}

/** Whether the links are none that reading the line again would find. */
function isMade(line: ListLine, links: readonly PaperLink[]): boolean {
  const [link] = links;
  return (
    link !== undefined && link.label === null && typeof link.address === 'string' && line.kind !== 'text'
  );
}

function idOf(text: string, link: PaperLink): string {
  const { arxiv, doi, url } = targetOf(text, link);
  return arxiv?.id ?? doi ?? url;
}

/** Whether a line of text is a paper's: its first words are a link with a title. */
function startsWithTitle(text: string, { kind, span }: ListLine, link: PaperLink): boolean {
  return kind === 'text' && link.span.start - span.start < 5 && isTitled(text, link);
}

/** Whether a link's text can be a title by itself: some words of it. */
function isTitled(text: string, { label }: PaperLink): boolean {
  const name = label && plainText(text, label);
  return (
    name !== null &&
    !isGeneric(name) &&
    (name.split(' ').length > 2 || /\p{Lo}{6}/u.test(name)) &&
    withoutMarks(text, label!) !== null
  );
}
