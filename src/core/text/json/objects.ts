import type { Span } from '../span.ts';

/** An object of a JSON text, as far as it is well-formed. */
export interface JsonObject {
  /** From its brace to behind the closing one, or to where it is broken. */
  readonly span: Span;
  /** The values of its whole members; of two with one name the last. Values inside values are only known to be balanced. */
  readonly members: ReadonlyMap<string, Span>;
  /** Where it is broken, and what would have been right there; null for a whole object. */
  readonly broken: { readonly at: number; readonly expected: string } | null;
}

/**
 * Reads the object whose brace is at `at`. We read JSON ourselves because no library gives all three: a place for every value,
 * objects behind a broken one, and no recursion (jsonc-parser, the closest, recurses once a level and builds a node for every value;
 * here a value is a span that is decoded when it is asked for).
 */
export function readJsonObject(text: string, at: number): JsonObject {
  const members = new Map<string, Span>();
  const end = (i: number, expected: string): JsonObject => ({
    span: { start: at, end: Math.max(i, at + 1) },
    members,
    broken: { at: i, expected },
  });
  let i = skipSpace(text, at + 1);
  while (text.charCodeAt(i) !== CLOSE_BRACE) {
    if (text.charCodeAt(i) !== QUOTE) return end(i, members.size === 0 ? 'a name or }' : 'a name');
    const nameEnd = stringEnd(text, i);
    if (nameEnd < 0) return end(-nameEnd - 1, 'a closing quote');
    const colon = skipSpace(text, nameEnd);
    if (text.charCodeAt(colon) !== COLON) return end(colon, 'a colon');
    const start = skipSpace(text, colon + 1);
    const valueEnd = jsonValueEnd(text, start);
    if (valueEnd < 0) return end(-valueEnd - 1, 'a value that is closed');
    members.set(decodeJsonString(text, { start: i, end: nameEnd }), { start, end: valueEnd });
    i = skipSpace(text, valueEnd);
    if (text.charCodeAt(i) === COMMA) i = skipSpace(text, i + 1);
    else if (text.charCodeAt(i) !== CLOSE_BRACE) return end(i, 'a comma or }');
  }
  return { span: { start: at, end: i + 1 }, members, broken: null };
}

/** The spans of an array's elements as far as they are well-formed; none where no array stands. */
export function jsonElements(text: string, array: Span): Span[] {
  const elements: Span[] = [];
  if (text.charCodeAt(array.start) !== OPEN_BRACKET) return elements;
  let i = skipSpace(text, array.start + 1);
  while (i < array.end && text.charCodeAt(i) !== CLOSE_BRACKET) {
    const end = jsonValueEnd(text, i);
    if (end < 0) break;
    elements.push({ start: i, end });
    i = skipSpace(text, end);
    if (text.charCodeAt(i) !== COMMA) break;
    i = skipSpace(text, i + 1);
  }
  return elements;
}

/** The span if its value is a string. */
export function jsonStringSpan(text: string, span: Span | undefined): Span | undefined {
  return span && text.charCodeAt(span.start) === QUOTE ? span : undefined;
}

/** The string that a span with its quotes stands for. Escapes that JSON does not know stay as they are. */
export function decodeJsonString(text: string, span: Span): string {
  const raw = text.slice(span.start + 1, span.end - 1);
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(text.slice(span.start, span.end)) as string;
  } catch {
    return raw.replace(ESCAPE, (match) => unescaped(match) ?? match);
  }
}

/** A value without regard to its kind, or undefined where it is damaged inside. */
export function decodeJson(text: string, span: Span | undefined): unknown {
  if (!span) return undefined;
  try {
    return JSON.parse(text.slice(span.start, span.end)) as unknown;
  } catch {
    return undefined;
  }
}

/** An escape of JSON (RFC 8259, section 7), with the one before it where two make one character. */
export const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|[^u])/g;

/** What an escape stands for; null where JSON has none such. */
export function unescaped(escape: string): string | null {
  if (escape.length === 6) return String.fromCharCode(parseInt(escape.slice(2), 16));
  const at = 'bfnrt"\\/'.indexOf(escape.charAt(1));
  return at < 0 ? null : '\b\f\n\r\t"\\/'.charAt(at);
}

const SHORT = 40;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** The offset behind the value at `start`; where it is not well-formed, -1 minus the offset of what is wrong. Does not recurse. */
export function jsonValueEnd(text: string, start: number): number {
  /** The brackets that are open, as the codes that close them. */
  const open: number[] = [];
  let i = start;
  // Whether a value may stand here; what else may is the innermost bracket's to say.
  let wantsValue = true;
  for (;;) {
    i = skipSpace(text, i);
    const code = text.charCodeAt(i);
    const inner = open.at(-1);
    if (wantsValue && (code === OPEN_BRACE || code === OPEN_BRACKET)) {
      open.push(code + 2);
      i++;
      // In an object a name or the end comes first.
      wantsValue = code === OPEN_BRACKET;
      if (skipSpaceTo(text, i) === code + 2) wantsValue = false;
      else if (code === OPEN_BRACE) {
        i = nameEnd(text, i);
        if (i < 0) return i;
        wantsValue = true;
      }
      continue;
    }
    if (wantsValue) {
      i = code === QUOTE ? stringEnd(text, i) : wordEnd(text, i);
      if (i < 0) return i;
      wantsValue = false;
    } else if (code === inner) {
      open.pop();
      i++;
    } else if (code === COMMA && inner !== undefined) {
      i++;
      // A comma before the end is forgiven, as most readers do.
      if (skipSpaceTo(text, i) === inner) continue;
      if (inner === CLOSE_BRACE) {
        i = nameEnd(text, i);
        if (i < 0) return i;
      }
      wantsValue = true;
      continue;
    } else return -i - 1;
    if (open.length === 0) return i;
  }
}

/** The offset behind a member's name and colon, or -1 minus the offset of what is wrong. */
function nameEnd(text: string, at: number): number {
  const start = skipSpace(text, at);
  if (text.charCodeAt(start) !== QUOTE) return -start - 1;
  const end = stringEnd(text, start);
  if (end < 0) return end;
  const colon = skipSpace(text, end);
  return text.charCodeAt(colon) === COLON ? colon + 1 : -colon - 1;
}

/** The offset behind a string; a line end inside ends a string that was not closed. */
function stringEnd(text: string, start: number): number {
  // Most strings are short and plain: searching for what could be in them takes longer than looking at them.
  for (let i = start + 1; i < start + SHORT; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    if (code === BACKSLASH || code === 10 || code === 13) break;
  }
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  const inside = text.slice(start, close < 0 ? text.length : close);
  const broken = lineEndIn(inside);
  if (broken >= 0) return -(start + broken) - 1;
  return close < 0 ? -text.length - 1 : close + 1;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let i = at;
  while (text.charCodeAt(i - 1) === BACKSLASH) i--;
  return (at - i) % 2 === 1;
}

function lineEndIn(text: string): number {
  const line = text.indexOf('\n');
  const carriage = text.indexOf('\r');
  return line < 0 || carriage < 0 ? Math.max(line, carriage) : Math.min(line, carriage);
}

/** The offset behind a number, `true`, `false` or `null`. */
function wordEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && isWordPart(text.charCodeAt(i))) i++;
  return i > start ? i : -start - 1;
}

function isWordPart(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 43 ||
    code === 45 ||
    code === 46
  );
}

function skipSpace(text: string, at: number): number {
  let i = at;
  for (
    let code = text.charCodeAt(i);
    code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff;
  ) {
    code = text.charCodeAt(++i);
  }
  return i;
}

function skipSpaceTo(text: string, at: number): number {
  return text.charCodeAt(skipSpace(text, at));
}
