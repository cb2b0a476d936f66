import { trimSpan } from '../../text/unwrap.ts';
import type { Span } from '../../text/span.ts';

/** One field of a format in which each begins a line with a tag: RIS, MEDLINE. */
export interface TaggedField {
  readonly tag: string;
  readonly tagSpan: Span;
  /** The trimmed value; it may run over several lines. Empty where nothing stands behind the tag. */
  readonly value: Span;
}

/** How a format writes its tags; `tag` matches from the beginning of a line, its first group being the tag. */
export function taggedFields(text: string, tag: RegExp): TaggedField[] {
  const fields: TaggedField[] = [];
  let open: { tag: string; tagSpan: Span; start: number; end: number } | null = null;
  const close = (): void => {
    if (open)
      fields.push({
        tag: open.tag,
        tagSpan: open.tagSpan,
        value: trimSpan(text, { start: open.start, end: open.end }),
      });
    open = null;
  };
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    let next = text.indexOf('\n', at) + 1;
    if (next === 0) next = text.length;
    tag.lastIndex = at;
    const match = tag.exec(text);
    if (match && match.index + match[0].length <= next) {
      close();
      const start = at + match[0].length;
      const name = match[1]!;
      const nameStart = at + match[0].indexOf(name);
      open = {
        tag: name.toUpperCase(),
        tagSpan: { start: nameStart, end: nameStart + name.length },
        start,
        end: next,
      };
    } else if (open !== null) (open as { end: number }).end = next;
    at = next;
  }
  close();
  return fields;
}

/** Divides fields into records. A record begins at one of `first`, and ends before the next or behind `last`. */
export function recordsOf(
  fields: readonly TaggedField[],
  first: ReadonlySet<string>,
  last: string | null,
): TaggedField[][] {
  const records: TaggedField[][] = [];
  let current: TaggedField[] | null = null;
  for (const field of fields) {
    if (first.has(field.tag)) {
      current = [field];
      records.push(current);
    } else if (field.tag === last) current = null;
    else current?.push(field);
  }
  return records;
}
