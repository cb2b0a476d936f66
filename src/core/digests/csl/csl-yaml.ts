import { detach } from '../../text/fold.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import {
  TextCollector,
  TextMapBuilder,
  throughMap,
  type TextMap,
  type TextSink,
} from '../../text/text-map.ts';
import { appendUnwrapped } from '../../text/unwrap.ts';
import { isYamlElement, nextYamlLine, type YamlLine } from '../../text/yaml/lines.ts';
import { quotedEnd, scalarMap } from '../../text/yaml/scalars.ts';
import {
  scalarSpan,
  yamlMembers,
  yamlValue,
  type YamlMember,
  type YamlValue,
} from '../../text/yaml/values.ts';
import { bareEntry, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { lazyEntries, type Scanned } from '../lazy-entry.ts';
import { cslFields, cslKeys, type CslValues } from './csl-item.ts';
import { appendPandocText } from './pandoc-marks.ts';

/**
 * CSL data as YAML: a list, or a list under `references:`. Source: Pandoc's manual, "Specifying bibliographic data". We divide it into
 * items by its indentation and read each by itself, with the parts of YAML that such files have: a YAML parser reads a document as a
 * whole, so that one fault changes the items behind it, and takes some hundred times as long.
 */
export const cslYaml: DigestFormat = {
  id: 'csl-yaml',
  label: 'CSL-YAML',
  recognise,
  parse,
  fieldMap,
};

/** So many lines are divided between two steps, and so many items looked at. */
const LINES = 5000;
const ITEMS = 200;

function recognise({ path, text }: DigestSource): Recognition {
  const head = text.slice(0, 20_000);
  if (/^[ \t]*[{[<@]/.test(head)) return 'no';
  const isList =
    /^(?:references|bibliography):[ \t]*\r?$/m.test(head) || /^[ \t]*- (?:id|type|citation-key):/m.test(head);
  if (isList && /^[ \t]*(?:- )?id:/m.test(head) && /^[ \t]*(?:- )?type:/m.test(head)) return 'content';
  return /\.csl\.ya?ml$/i.test(path) ? 'name' : 'no';
}

function* parse({ text }: DigestSource): Steps<ParsedDigest> {
  const problems: Problem[] = [];
  const kept: Scanned<number>[] = [];
  for (const [i, item] of (yield* itemsOf(text)).entries()) {
    if (i % ITEMS === 0) yield;
    const title = plainTitle(text, item);
    if (title || check(text, item, problems)) kept.push({ entry: item, title, about: columnOf(text, item) });
  }
  return {
    entries: yield* lazyEntries(text, kept, decoded as (own: string, column: number) => Entry),
    problems,
  };
}

function columnOf(text: string, { start }: Span): number {
  return start - (text.lastIndexOf('\n', start) + 1);
}

/** An item by itself, whose hyphen stood in a column. */
function decoded(own: string, column: number): Entry | null {
  const item = { start: 0, end: own.length };
  return entryOf(own, item, new Map(membersOf(own, item, [], column).map((member) => [member.name, member])));
}

/** Whether an item has something to call it by; tells what is wrong with it. */
function check(text: string, item: Span, problems: Problem[]): boolean {
  const stray: YamlLine[] = [];
  const members = new Map(membersOf(text, item, stray).map((member) => [member.name, member]));
  for (const line of stray) problems.push(broken(line, 'this line belongs to nothing'));
  for (const member of members.values()) problems.push(...unclosed(text, member));
  const isKept = entryOf(text, item, members) !== null;
  if (!isKept || !members.has('title'))
    problems.push({
      severity: isKept ? 'information' : 'warning',
      code: 'csl-item-without-title',
      message: isKept
        ? 'This item has no title; it is called by its id.'
        : 'This item has neither title nor id; it is left out.',
      span: item,
    });
  return isKept;
}

const PLAIN_MEMBER = /["']?[A-Za-z][\w-]{0,40}["']?:[ \t]*(\r?$)?/y;

/**
 * The title of an item whose every member is written plainly: a name, and behind it nothing, or what ends on its line. Null where the
 * title, or anything that could be broken, takes more than a look.
 */
function plainTitle(text: string, item: Span): Span | null {
  let title: Span | null = null;
  let indent = -1;
  let first: YamlLine | null = nextYamlLine(text, item.start, item.end);
  if (!first) return null;
  // The first member stands behind the hyphen.
  const start = first.start + 1 + text.slice(first.start + 1, first.end).search(/\S|$/);
  first =
    start >= first.end
      ? nextYamlLine(text, first.end + 1, item.end)
      : { start, end: first.end, indent: first.indent + start - first.start };
  for (let line = first; line;) {
    if (indent < 0) indent = line.indent;
    if (line.indent < indent && !isYamlElement(text, line)) return null;
    if (line.indent === indent && !isYamlElement(text, line)) {
      PLAIN_MEMBER.lastIndex = line.start;
      const from = PLAIN_MEMBER.test(text) ? PLAIN_MEMBER.lastIndex : -1;
      if (from < 0 || from > line.end || !isWhole(text, from, line.end)) return null;
      if (text.startsWith('title:', line.start) && from < line.end) title = { start: from, end: line.end };
    } else if (title?.end === line.start - line.indent - 1) return null;
    line = nextYamlLine(text, line.end + 1, item.end);
  }
  if (!title) return null;
  const span = scalarSpan(text, { start: title.start, end: trimmedEnd(text, title.start, title.end) });
  return /[\p{L}\p{N}]/u.test(text.slice(span.start, span.start + 2)) ? span : null;
}

const CLOSING = new Map([
  ['"', '"'],
  ["'", "'"],
  ['[', ']'],
  ['{', '}'],
]);

/** Whether what opens at the start of a value is closed at the end of its line. */
function isWhole(text: string, start: number, lineEnd: number): boolean {
  const close = CLOSING.get(text.charAt(start));
  if (start >= lineEnd || close === undefined) return !'&*!'.includes(text.charAt(start)) || start >= lineEnd;
  const end = trimmedEnd(text, start, lineEnd);
  return end - start > 1 && text.charAt(end - 1) === close && text.charAt(end - 2) !== '\\';
}

/** The items of the first list: from each hyphen of its column to the next. */
function* itemsOf(text: string): Steps<Span[]> {
  const items: { start: number; end: number }[] = [];
  let column: number | null = null;
  let isOpen = false;
  // Behind a name in the list's column another list may stand; or the name was cut off an item by damage.
  let isOther = false;
  let lines = 0;
  for (let line = nextYamlLine(text, text.startsWith('\ufeff') ? 1 : 0, text.length); line;) {
    const isElement = isYamlElement(text, line) && (column === null || line.indent === column);
    if (isElement && (!isOther || ITEM.test(text.slice(line.start, line.start + 40)))) {
      column = line.indent;
      items.push({ start: line.start, end: line.end });
      isOpen = true;
      isOther = false;
    } else if (column !== null && line.indent <= column) {
      isOpen = false;
      isOther = true;
    }
    if (isOpen) items.at(-1)!.end = line.end;
    if (++lines % LINES === 0) yield;
    line = nextYamlLine(text, line.end + 1, text.length);
  }
  return items.map(({ start, end }) => ({ start, end: trimmedEnd(text, start, end) }));
}

const ITEM = /^-\s{1,9}["']?(?:id|type|title|citation-key|author|abstract|DOI|issued)["']?:/;

function trimmedEnd(text: string, start: number, end: number): number {
  let i = end;
  while (i > start + 1 && /\s/.test(text.charAt(i - 1))) i--;
  return i;
}

/** The members of an item whose hyphen stands in a column: behind the hyphen, or on the lines below. */
function membersOf(text: string, item: Span, stray: YamlLine[], column = columnOf(text, item)): YamlMember[] {
  const first = nextYamlLine(text, item.start + 1, item.end);
  if (!first) return [];
  const isBelow = text.slice(item.start, first.start).includes('\n');
  return yamlMembers(
    text,
    first.start,
    item.end,
    isBelow ? first.indent : column + first.start - item.start,
    stray,
  );
}

function entryOf(text: string, item: Span, members: ReadonlyMap<string, YamlMember>): Entry | null {
  const title = scalar(text, members.get('title'), false);
  const [id, beside] = ['id', 'citation-key'].map((name) => scalar(text, members.get(name), false));
  if (!title && !id && !beside) return null;
  const named = (span: Span | null | undefined): string | null =>
    span ? made(text, span, false, asItIs) : null;
  const { shown, ...keys } = cslKeys(named(id), named(beside));
  const key = (shown === 'id' ? id : beside) ?? null;
  const abstract = scalar(text, members.get('abstract'), true);
  const doi = scalar(text, members.get('DOI'), false);
  const values = cslFields(valuesOf(text, members));
  const titleValue = title && made(text, title, false, appendPandocText);
  if ((titleValue ?? keys.key ?? '') === '') return null;
  const bare = bareEntry(titleValue ?? keys.key!, item, title);
  return {
    ...bare,
    ...values,
    ...keys,
    spans: { ...bare.spans, abstract, key, doi },
    abstract: abstract && made(text, abstract, true, appendPandocText),
  };
}

function valuesOf(text: string, members: ReadonlyMap<string, YamlMember>): CslValues {
  return {
    value(name) {
      const member = members.get(name);
      return member && plain(yamlValue(text, member));
    },
  };
}

/** The values of the item that stands there. */
export function cslYamlValues(text: string, item: Span): CslValues {
  return valuesOf(text, new Map(membersOf(text, item, []).map((member) => [member.name, member])));
}

/** Where a scalar stands; null where there is none or an empty one. A block's starts with its mark. */
function scalar(text: string, member: YamlMember | undefined, block: boolean): Span | null {
  if (!member || member.value.end === member.value.start) return null;
  const { start } = member.value;
  if (!member.inline) return null;
  const first = text.charAt(start);
  if ('[{&*!'.includes(first)) return null;
  const span = scalarSpan(text, member.value);
  return made(text, span, block, asItIs) === '' ? null : span;
}

type Piece = (source: string, start: number, end: number, to: TextSink) => void;

const asItIs: Piece = (source, start, end, to) => to.copy(source, start, end);

function made(text: string, span: Span, paragraphs: boolean, piece: Piece): string {
  const raw = text.slice(span.start, span.end);
  if (!/^["'|>]|[\n*~^\\[<&]/.test(raw)) return detach(raw);
  const to = new TextCollector();
  appendMade(text, span, paragraphs, piece, to);
  return detach(to.text);
}

function appendMade(text: string, span: Span, paragraphs: boolean, piece: Piece, to: TextSink): void {
  const scalar = scalarMap(text, span);
  const unwrapped = new TextMapBuilder();
  appendUnwrapped(scalar.text, { start: 0, end: scalar.text.length }, throughMap(scalar, unwrapped), {
    paragraphs,
  });
  // Only then: a tag may run over the end of a line.
  const map = unwrapped.build();
  piece(map.text, 0, map.text.length, throughMap(map, to));
}

/** Maps as objects, for what reads CSL's names and dates. */
function plain(value: YamlValue | undefined): unknown {
  if (value === undefined || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain);
  const map = value as ReadonlyMap<string, YamlValue>;
  return Object.fromEntries(
    [...map].filter(([name]) => name !== '__proto__').map(([name, inner]) => [name, plain(inner)]),
  );
}

function unclosed(text: string, member: YamlMember): Problem[] {
  const { start, end } = member.value;
  const code = text.charCodeAt(start);
  if (code === 34 || code === 39)
    return quotedEnd(text, start, end) > 0
      ? []
      : [broken({ start, end: start + 1 }, 'this quote is not closed')];
  const isBracket = code === 91 || code === 123;
  return isBracket && yamlValue(text, member) === undefined
    ? [broken({ start, end: start + 1 }, 'this bracket is not closed')]
    : [];
}

function broken({ start, end }: Span, what: string): Problem {
  return {
    severity: 'warning',
    code: 'yaml-broken',
    message: `The YAML is broken here: ${what}.`,
    span: { start, end },
  };
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const built = new TextMapBuilder();
  appendMade(text, span, field === 'abstract', appendPandocText, built);
  return built.build();
}
