import type { Span } from '../span.ts';
import { TextCollector } from '../text-map.ts';
import { isYamlElement, nextYamlLine, type YamlLine } from './lines.ts';
import { appendScalar, plainEnd, quotedEnd } from './scalars.ts';

/** A value of YAML, all scalars as the text that is written: an unquoted `2310.05860` is no number. */
export type YamlValue = string | readonly YamlValue[] | ReadonlyMap<string, YamlValue>;

/** Lists in maps in lists: bibliographies go no deeper. */
const DEEPEST = 12;

/** A member of a map: its name, and where its value stands (empty where it has none). */
export interface YamlMember {
  readonly name: string;
  /** From the value's first character to behind its last; of a list or map that starts below, from its first line's start on. */
  readonly value: Span;
  /** Whether the value starts on the name's own line. */
  readonly inline: boolean;
}

/** The members of a block map whose first name stands at `start`, in column `indent`; lines that are none go to `stray`. */
export function yamlMembers(
  text: string,
  start: number,
  end: number,
  indent: number,
  stray: YamlLine[] = [],
): YamlMember[] {
  const members: YamlMember[] = [];
  let line: YamlLine | null = { start, end: lineEndOf(text, start, end), indent };
  while (line && line.indent >= indent) {
    const name: { name: string; end: number } | null = line.indent === indent ? nameAt(text, line) : null;
    let next = nextYamlLine(text, line.end + 1, end);
    if (!name) {
      stray.push(line);
      line = next;
      continue;
    }
    // What is indented deeper belongs to the value, and so does a list straight below the name.
    let last = line;
    const from = skipBlanks(text, name.end, line.end);
    const isEmpty = from >= line.end || text.charCodeAt(from) === 35;
    const isBelow = next !== null && isEmpty && next.indent === indent && isYamlElement(text, next);
    const first = next;
    while (
      next &&
      (next.indent > indent || (isBelow && next.indent === indent && isYamlElement(text, next)))
    ) {
      last = next;
      next = nextYamlLine(text, next.end + 1, end);
    }
    const valueStart = !isEmpty ? from : first && last !== line ? first.start - first.indent : from;
    members.push({
      name: name.name,
      value: { start: valueStart, end: Math.max(valueStart, trimmedEnd(text, last.start, last.end)) },
      inline: !isEmpty,
    });
    line = next;
  }
  return members;
}

const NAME =
  /^(?:"([^"\\\n]{1,100})"|'([^'\n]{1,100})'|([^\s"'#&*!|>%@`{}[\],:?-](?:[^:#\n]|:(?!\s|$)|(?<!\s)#){0,100}|[-?:](?=[^\s,[\]{}])[^:\n]{0,100}))\s{0,4}:(?=\s|$)/;

function nameAt(text: string, { start, end }: YamlLine): { name: string; end: number } | null {
  const match = NAME.exec(text.slice(start, Math.min(end, start + 220)));
  return match && { name: (match[1] ?? match[2] ?? match[3]!).trim(), end: start + match[0].length };
}

/** The value of a member; undefined where it holds what we do not read: anchors, tags, complex keys. */
export function yamlValue(text: string, { value, inline }: YamlMember): YamlValue | undefined {
  return inline ? inlineValue(text, value) : blockValue(text, value, DEEPEST);
}

function blockValue(text: string, { start, end }: Span, depth: number): YamlValue | undefined {
  const first = nextYamlLine(text, start, end);
  if (!first) return '';
  if (depth === 0) return undefined;
  if (isYamlElement(text, first)) return blockList(text, first, end, depth);
  if (nameAt(text, first)) return blockMap(text, first, end, depth);
  return inlineValue(text, { start: first.start, end });
}

function blockMap(text: string, first: YamlLine, end: number, depth: number): YamlValue | undefined {
  const values = new Map<string, YamlValue>();
  for (const member of yamlMembers(text, first.start, end, first.indent)) {
    const value = member.inline ? inlineValue(text, member.value) : blockValue(text, member.value, depth - 1);
    if (value === undefined) return undefined;
    values.set(member.name, value);
  }
  return values;
}

function blockList(text: string, first: YamlLine, end: number, depth: number): YamlValue | undefined {
  const values: YamlValue[] = [];
  for (
    let line: YamlLine | null = first;
    line && line.indent === first.indent && isYamlElement(text, line);
  ) {
    let last = line;
    let next = nextYamlLine(text, line.end + 1, end);
    while (next && next.indent > first.indent) {
      last = next;
      next = nextYamlLine(text, next.end + 1, end);
    }
    const value = elementValue(text, line, last.end, depth);
    if (value === undefined) return undefined;
    values.push(value);
    line = next;
  }
  return values;
}

/** The value behind an element's hyphen: a map or list that starts on its line, a scalar, or what stands below. */
function elementValue(text: string, line: YamlLine, end: number, depth: number): YamlValue | undefined {
  const start = skipBlanks(text, line.start + 1, line.end);
  if (start >= line.end) return blockValue(text, { start: Math.min(line.end + 1, end), end }, depth - 1);
  const inner = { start, end: line.end, indent: line.indent + (start - line.start) };
  if (depth === 0) return undefined;
  if (isYamlElement(text, inner)) return blockList(text, inner, end, depth - 1);
  if (nameAt(text, inner)) return blockMap(text, inner, end, depth - 1);
  return inlineValue(text, { start, end: trimmedEnd(text, start, end) });
}

/** A scalar, or a list or map in brackets. */
function inlineValue(text: string, { start, end }: Span): YamlValue | undefined {
  const code = text.charCodeAt(start);
  if (code === 91 || code === 123) return flowValue(text, start, end)?.value;
  // & * ! are YAML's own.
  if (code === 38 || code === 42 || code === 33) return undefined;
  return scalarText(text, scalarSpan(text, { start, end }));
}

/** Where a scalar stands that starts at the span's start: a quoted one up to its quote, a plain one of a line without its comment. */
export function scalarSpan(text: string, { start, end }: Span): Span {
  const code = text.charCodeAt(start);
  if (code === 34 || code === 39) {
    const close = quotedEnd(text, start, end);
    return { start, end: close < 0 ? end : close };
  }
  if (code === 124 || code === 62) return { start, end };
  const lineEnd = lineEndOf(text, start, end);
  return { start, end: lineEnd < end ? end : plainEnd(text, start, end) };
}

function scalarText(text: string, span: Span): string {
  const raw = text.slice(span.start, span.end);
  if (!/^["'|>]|\n/.test(raw)) return raw;
  const to = new TextCollector();
  appendScalar(text, span, to);
  return to.text.replace(/[ \t]*\r?\n[ \t]*/g, ' ').trim();
}

interface Flow {
  readonly value: YamlValue;
  readonly end: number;
}

/** A value in brackets, with an explicit stack: what is nested as deep as it likes overflows none of ours. */
function flowValue(text: string, start: number, end: number): Flow | null {
  interface Open {
    readonly list: YamlValue[] | null;
    readonly map: Map<string, YamlValue> | null;
    name: string | null;
  }
  const open: Open[] = [];
  const give = (value: YamlValue): void => {
    const top = open.at(-1)!;
    if (top.list) top.list.push(value);
    else if (top.name !== null) {
      top.map!.set(top.name, value);
      top.name = null;
    }
  };
  for (let i = start; i < end;) {
    const char = text.charAt(i);
    if (char === '[') open.push({ list: [], map: null, name: null });
    else if (char === '{') open.push({ list: null, map: new Map(), name: null });
    else if (char === ']' || char === '}') {
      const closed = open.pop();
      if (!closed || (closed.list === null) === (char === ']')) return null;
      const value = closed.list ?? closed.map!;
      if (open.length === 0) return { value, end: i + 1 };
      give(value);
    } else if (char !== ',' && char !== ':' && !/\s/.test(char)) {
      const word = flowScalar(text, i, end);
      const top = open.at(-1)!;
      const colon = skipBlanks(text, word.end, end);
      if (top.map && top.name === null && text.charAt(colon) === ':') {
        top.name = word.value as string;
        i = colon + 1;
      } else {
        give(word.value);
        i = word.end;
      }
      continue;
    }
    if (open.length > DEEPEST) return null;
    i++;
  }
  return null;
}

function flowScalar(text: string, start: number, end: number): Flow {
  const code = text.charCodeAt(start);
  if (code === 34 || code === 39) {
    const close = quotedEnd(text, start, end);
    const stop = close < 0 ? end : close;
    return { value: scalarText(text, { start, end: stop }), end: stop };
  }
  let i = start;
  while (
    i < end &&
    !/[,[\]{}\n]/.test(text.charAt(i)) &&
    !(text.charAt(i) === ':' && /\s|^$/.test(text.charAt(i + 1)))
  )
    i++;
  return { value: text.slice(start, i).trim(), end: Math.max(i, start + 1) };
}

function lineEndOf(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 || found > end ? end : found;
}

function skipBlanks(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9 || text.charCodeAt(i) === 13)) i++;
  return i;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && /\s/.test(text.charAt(i - 1))) i--;
  return i;
}
