import { trimSpan } from '../../text/unwrap.ts';
import type { Span } from '../../text/span.ts';

/** One field of a format in which each begins a line with a tag: RIS, MEDLINE. */
export class TaggedField {
  readonly tag: string;
  readonly tagSpan: Span;
  /** The trimmed value; it may run over several lines. Empty where nothing stands behind the tag. */
  readonly value: Span;
  /** Whether an empty line is before it. */
  readonly afterBlank: boolean;

  constructor(tag: string, tagSpan: Span, value: Span, afterBlank: boolean) {
    this.tag = tag;
    this.tagSpan = tagSpan;
    this.value = value;
    this.afterBlank = afterBlank;
  }
}

/** How a format writes its tags: how long they may be, whether blanks may stand before them. */
export interface TagForm {
  readonly longest: number;
  readonly indented: boolean;
  /** Whether lines that continue a value are indented: behind an empty line none else do. */
  readonly hangs: boolean;
}

export function taggedFields(text: string, form: TagForm): TaggedField[] {
  const fields: TaggedField[] = [];
  // The field that is open: where its tag starts, how long that is, and where its value starts and ends.
  let open = -1;
  let length = 0;
  let from = 0;
  let until = 0;
  let afterBlank = true;
  let isBlank = true;
  const close = (): void => {
    if (open < 0) return;
    const tag = text.slice(open, open + length);
    const value = trimSpan(text, { start: from, end: until });
    fields.push(new TaggedField(tag, { start: open, end: open + length }, value, afterBlank));
  };
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    let next = text.indexOf('\n', at) + 1;
    if (next === 0) next = text.length;
    const start = form.indented ? skipBlanks(text, at, 80) : at;
    const tagEnd = endOfTag(text, start, form);
    const behind = tagEnd < 0 ? -1 : behindHyphen(text, tagEnd, form);
    if (behind >= 0 && behind <= next) {
      close();
      open = start;
      length = tagEnd - start;
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
  close();
  return fields;
}

/** The offset behind the capital letters and digits of a tag at `start`; -1 where none is. */
function endOfTag(text: string, start: number, { longest }: TagForm): number {
  let end = start;
  while (end - start <= longest && isTagPart(text.charCodeAt(end), end > start)) end++;
  return end - start < 2 || end - start > longest ? -1 : end;
}

function isTagPart(code: number, mayBeDigit: boolean): boolean {
  return (code >= 65 && code <= 90) || (mayBeDigit && code >= 48 && code <= 57);
}

/** The offset behind the hyphen of a tag; -1 where none is. Of the blanks around it writers leave out some, but not all. */
function behindHyphen(text: string, tagEnd: number, { longest }: TagForm): number {
  const hyphen = skipBlanks(text, tagEnd, 3);
  if (text.charCodeAt(hyphen) !== 45) return -1;
  const code = text.charCodeAt(hyphen + 1);
  const isNumber = longest === 4 && code >= 48 && code <= 57;
  const isSet = hyphen - tagEnd > 1 || isSpace(code) || isNumber || Number.isNaN(code);
  return isSet ? hyphen + 1 : -1;
}

function skipBlanks(text: string, at: number, most: number): number {
  let i = at;
  while (i - at < most && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  return i;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isEmptyLine(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

/** Where records begin and end. */
export interface RecordMarks {
  readonly begins: (field: TaggedField) => boolean;
  /** The tag that ends a record, where the format has one. */
  readonly end: string | null;
}

/** Divides fields into records; what stands behind an end, or before any beginning, makes a record by itself, so that nothing is lost. */
export function recordsOf(fields: readonly TaggedField[], marks: RecordMarks): TaggedField[][] {
  const records: TaggedField[][] = [];
  let current: TaggedField[] | null = null;
  for (const field of fields) {
    if (field.tag === marks.end) current = null;
    else if (current === null || marks.begins(field)) records.push((current = [field]));
    else current.push(field);
  }
  return records;
}
