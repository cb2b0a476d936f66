import { isMap, isNode, isScalar, isSeq, parseDocument, type Node, type Pair } from 'yaml';
import { readFrontMatter } from '../notes/front-matter.ts';
import type { Span } from '../text/span.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';

/** A field of front matter: a plain value or a list; null removes it. */
export type FieldValue = string | readonly string[] | null;

/**
 * The edits that give a field of a note's YAML front matter a value; a front matter is made where there is none. Everything else, order and
 * comments among it, stays. Null where the front matter cannot be edited: it is not YAML, or broken.
 */
export function setField(text: string, name: string, value: FieldValue): readonly TextEdit[] | null {
  const front = readFrontMatter(text);
  const lineEnd = lineEndOf(text);
  if (!front.span) {
    if (value === null) return [];
    // Lines that end with a carriage return alone make no front matter.
    if (/^\ufeff?---[ \t]*\r(?!\n)/.test(text)) return null;
    const at = text.startsWith('\ufeff') ? 1 : 0;
    const gap = text.length > at ? lineEnd : '';
    const made = ['---', fieldLine(name, value), '---'].join(lineEnd) + lineEnd + gap;
    return [{ span: { start: at, end: at }, text: made }];
  }
  if (front.kind !== 'yaml' || front.problems.some(({ severity }) => severity === 'error')) return null;
  const fence = text.slice(front.span.start).search(/[\r\n]/) + front.span.start;
  const start = text.startsWith('\r\n', fence) ? fence + 2 : fence + 1;
  const end = closingFence(text, front.span);
  const fields = fieldsOf(text.slice(start, end));
  const pair = fields.pairs.findLast(({ key }) => isScalar(key) && String(key.value).toLowerCase() === name);
  // In braces only a value can be exchanged.
  if (fields.isFlow && (!pair || value === null)) return pair ? null : value === null ? [] : null;
  if (!pair) {
    return value === null ? [] : [{ span: { start: end, end }, text: fieldLine(name, value) + lineEnd }];
  }
  return editPair(text, start, end, pair, name, value, lineEnd);
}

function editPair(
  text: string,
  offset: number,
  end: number,
  pair: Pair,
  name: string,
  value: FieldValue,
  lineEnd: string,
): readonly TextEdit[] | null {
  const key = rangeOf(pair.key);
  if (!key) return null;
  const node = isNode(pair.value) ? pair.value : null;
  if (value !== null && typeof value !== 'string' && isSeq(node) && node.flow !== true) {
    const list = text.slice(offset + key.end, offset + rangeOf(node)!.end);
    // An emptied list is written anew, unless its comments would go.
    const edits =
      value.length > 0 || /^[ \t]*#/m.test(list) ? editBlockList(text, offset, node, value, lineEnd) : null;
    if (edits) return edits;
  }
  const last = node ? (rangeOf(node)?.end ?? key.end) : key.end;
  if (value !== null && node && rangeOf(node)!.end > rangeOf(node)!.start && isInline(text, offset, node)) {
    const span = { start: offset + rangeOf(node)!.start, end: offset + rangeOf(node)!.end };
    return [{ span, text: printValue(value) }];
  }
  // The whole field, with the lines that its value takes.
  const from = offset + key.start;
  const to = nextLine(text, offset + Math.max(last, key.end), end);
  return [{ span: { start: from, end: to }, text: value === null ? '' : fieldLine(name, value) + lineEnd }];
}

/** Adds and removes lines of a list that is written an item a line; null where its form is another. */
function editBlockList(
  text: string,
  offset: number,
  list: Node & { items: unknown[] },
  wanted: readonly string[],
  lineEnd: string,
): readonly TextEdit[] | null {
  const items = list.items.map((item) => {
    const range = rangeOf(item);
    if (!isScalar(item) || !range) return null;
    const at = offset + range.start;
    const lineStart = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
    const lead = text.slice(lineStart, at);
    if (!/^[ \t]*-[ \t]+$/.test(lead) || range.end === range.start) return null;
    return {
      value: String(item.value).replace(/^#/, ''),
      lineStart,
      end: nextLine(text, offset + range.end, text.length),
      lead,
    };
  });
  if (items.length === 0 || items.some((item) => item === null)) return null;
  const known = items as NonNullable<(typeof items)[number]>[];
  const kept = known.filter(({ value }) => wanted.includes(value));
  const edits: TextEdit[] = known
    .filter((item) => !kept.includes(item))
    .map(({ lineStart, end }) => ({ span: { start: lineStart, end }, text: '' }));
  const values = new Set(known.map(({ value }) => value));
  const added = wanted.filter((value) => !values.has(value));
  if (added.length === 0) return edits;
  const last = kept.at(-1) ?? known.at(-1)!;
  const lines = added.map((value) => last.lead + printScalar(value) + lineEnd).join('');
  // Of edits at one place the first comes first.
  if (kept.length > 0) return [{ span: { start: last.end, end: last.end }, text: lines }, ...edits];
  return [...edits.slice(0, -1), { span: edits.at(-1)!.span, text: lines }];
}

function fieldsOf(source: string): { readonly pairs: readonly Pair[]; readonly isFlow: boolean } {
  const { contents } = parseDocument(source, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  return isMap(contents)
    ? { pairs: contents.items, isFlow: contents.flow === true }
    : { pairs: [], isFlow: false };
}

/** Whether a value begins on its key's line and ends on it. */
function isInline(text: string, offset: number, node: Node): boolean {
  const { start, end } = rangeOf(node)!;
  if (/[\r\n]/.test(text.slice(offset + start, offset + end)) || node.tag?.startsWith('!') === true)
    return false;
  const before = text.slice(0, offset + start);
  return /^[^\r\n]*:[ \t]+$/.test(
    before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1),
  );
}

function rangeOf(node: unknown): Span | null {
  if (!isNode(node) || !node.range) return null;
  return { start: node.range[0], end: node.range[1] };
}

function closingFence(text: string, span: Span): number {
  const body = text.slice(span.start, span.end).replace(/\r?\n$/, '');
  return span.start + Math.max(body.lastIndexOf('\n'), body.lastIndexOf('\r')) + 1;
}

/** The start of the line below `at`, at most `end`; `at` itself where a line starts there. */
function nextLine(text: string, at: number, end: number): number {
  if (at > 0 && /[\r\n]/.test(text.charAt(at - 1))) return Math.min(at, end);
  const rest = /\r\n|\r|\n/.exec(text.slice(at, end));
  return rest ? at + rest.index + rest[0].length : end;
}

function fieldLine(name: string, value: Exclude<FieldValue, null>): string {
  return `${name}: ${printValue(value)}`;
}

function printValue(value: Exclude<FieldValue, null>): string {
  return typeof value === 'string' ? printScalar(value) : `[${value.map(printScalar).join(', ')}]`;
}

/** A YAML scalar on one line: plain where it is read as the same string everywhere, else in double quotes. Source: YAML 1.2.2, 5.7, 7.3. */
export function printScalar(value: string): string {
  const isPlain =
    /^[\p{L}\p{N}_./][\p{L}\p{N}_./+@ -]*$/u.test(value) &&
    !/[ ]$| {2}|^(?:true|false|null|yes|no|on|off|y|n|~)$|^\.(?:inf|nan)$/i.test(value) &&
    !/^(?:---|\.\.\.)/.test(value) &&
    (!/^[\d.+-]/.test(value) || /^[1-9]$/.test(value) || /^\d+[\p{L}-][\p{L}\p{N}-]*[\p{L}]/u.test(value));
  const isUrl = /^https:\/\/[\w./%~-]+$/.test(value);
  if (isPlain || isUrl) return value;
  const escaped = value
    .replace(/["\\]/g, '\\$&')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `"${escaped}"`;
}
