import { trimSpan } from '../../text/unwrap.ts';
import type { Span } from '../../text/span.ts';
import { finish, type Steps } from '../../text/steps.ts';
import type { Scanned } from '../lazy-entry.ts';

/** One field of a format in which each begins a line with a tag: RIS, MEDLINE. */
export interface TaggedField {
  readonly tag: string;
  readonly tagSpan: Span;
  /** The trimmed value; it may run over several lines. Empty where nothing stands behind the tag. */
  readonly value: Span;
}

/** So many lines are read between two steps. */
const STEP = 2000;

/** How a format writes its tags, and how they divide records. */
export interface TagForm {
  readonly longest: number;
  /** What stands behind a tag: a hyphen between blanks, or one blank alone. */
  readonly divider: 'hyphen' | 'blank';
  /** Whether blanks may stand before a tag. */
  readonly indented: boolean;
  /** Whether lines that continue a value are indented: behind an empty line none else do. */
  readonly hangs: boolean;
  /** Whether a record begins with a field; `afterBlank` tells whether an empty line is before it. */
  readonly begins: (tag: string, afterBlank: boolean) => boolean;
  /** Tags that end a record and belong to none. */
  readonly ends: readonly string[];
  /** The tags of titles, best first. */
  readonly titles: readonly string[];
}

/** The fields of one record, which is all that `text` holds. */
export function taggedFields(text: string, form: TagForm): TaggedField[] {
  const fields: TaggedField[] = [];
  const visit: Visit = (tagStart, tagEnd, valueStart, valueEnd) => {
    const value = trimSpan(text, { start: valueStart, end: valueEnd });
    fields.push({ tag: text.slice(tagStart, tagEnd), tagSpan: { start: tagStart, end: tagEnd }, value });
  };
  finish(scanFields(text, form, visit));
  return fields;
}

/** Divides a text into records; what stands behind an end, or before any beginning, makes a record by itself, so that nothing is lost. Titles are
 * told where the best tag has one. */
export function* recordPlaces(text: string, form: TagForm): Steps<Scanned<null>[]> {
  const records: Scanned<null>[] = [];
  const best = form.titles[0]!;
  let start = -1;
  let end = 0;
  let title: Span | null = null;
  const close = (): void => {
    if (start >= 0) records.push({ entry: { start, end }, title, about: null });
    start = -1;
    title = null;
  };
  yield* scanFields(text, form, (tagStart, tagEnd, valueStart, valueEnd, afterBlank) => {
    const tag = text.slice(tagStart, tagEnd);
    if (form.ends.includes(tag)) {
      close();
      return;
    }
    if (form.begins(tag, afterBlank)) close();
    if (start < 0) start = tagStart;
    end = valueEnd;
    while (end > tagEnd && isSpace(text.charCodeAt(end - 1))) end--;
    if (title === null && tag === best) {
      const span = trimSpan(text, { start: valueStart, end: valueEnd });
      if (span.end > span.start) title = span;
    }
  });
  close();
  return records;
}

type Visit = (
  tagStart: number,
  tagEnd: number,
  valueStart: number,
  valueEnd: number,
  afterBlank: boolean,
) => void;

function* scanFields(text: string, form: TagForm, visit: Visit): Steps<void> {
  // The field that is open: where its tag starts and ends, and where its value starts and ends.
  let open = -1;
  let openEnd = 0;
  let from = 0;
  let until = 0;
  let afterBlank = true;
  let isBlank = true;
  let lines = 0;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    if (++lines % STEP === 0) yield;
    let next = text.indexOf('\n', at) + 1;
    if (next === 0) next = text.length;
    const start = form.indented ? skipBlanks(text, at, 80) : at;
    const tagEnd = endOfTag(text, start, form.longest);
    const behind =
      tagEnd < 0
        ? -1
        : form.divider === 'hyphen'
          ? behindHyphen(text, tagEnd, form.longest)
          : behindBlank(text, tagEnd);
    if (behind >= 0 && behind <= next) {
      if (open >= 0) visit(open, openEnd, from, until, afterBlank);
      open = start;
      openEnd = tagEnd;
      from = behind;
      afterBlank = isBlank;
      until = next;
      isBlank = false;
    } else {
      const wasBlank = isBlank;
      isBlank = isEmptyLine(text, at, next);
      const isStray = form.hangs && wasBlank && !isSpace(text.charCodeAt(at));
      if (!isBlank && !isStray) until = next;
    }
    at = next;
  }
  if (open >= 0) visit(open, openEnd, from, until, afterBlank);
}

/** The offset behind the capital letters and digits of a tag at `start`; -1 where none is. */
function endOfTag(text: string, start: number, longest: number): number {
  let end = start;
  while (end - start <= longest && isTagPart(text.charCodeAt(end), end > start)) end++;
  return end - start < 2 || end - start > longest ? -1 : end;
}

function isTagPart(code: number, mayBeDigit: boolean): boolean {
  return (code >= 65 && code <= 90) || (mayBeDigit && code >= 48 && code <= 57);
}

/** The offset behind the hyphen of a tag; -1 where none is. Of the blanks around it writers leave out some, but not all. */
function behindHyphen(text: string, tagEnd: number, longest: number): number {
  const hyphen = skipBlanks(text, tagEnd, 3);
  if (text.charCodeAt(hyphen) !== 45) return -1;
  const code = text.charCodeAt(hyphen + 1);
  const isNumber = longest === 4 && code >= 48 && code <= 57;
  const isSet = hyphen - tagEnd > 1 || isSpace(code) || isNumber || Number.isNaN(code);
  return isSet ? hyphen + 1 : -1;
}

/** The offset behind the one blank, or the line end, of a tag; -1 where none is. */
function behindBlank(text: string, tagEnd: number): number {
  const code = text.charCodeAt(tagEnd);
  return code === 32 || code === 10 || code === 13 || Number.isNaN(code) ? tagEnd : -1;
}

function skipBlanks(text: string, at: number, most: number): number {
  let i = at;
  while (i - at < most && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  return i;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 160 || (code >= 9 && code <= 13);
}

function isEmptyLine(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}
