import type { Span } from '../text/span.ts';
import type { Field, Marker, Place } from './record.ts';

/** A line that opens a record; what stands behind the comment on the same line is the record's. */
const MARKER_LINE = /^ {0,3}<!--[ \t]*carrel:(?:(.*?)--!?>[ \t]*|(.*))/;
/** How many lines a marker may be broken into, by whatever fills paragraphs. */
const BROKEN = 6;

const KINDS = ['highlight', 'remark'] as const;
const WORD = /(prefix|suffix)="((?:[^"\\]|\\.)*)"|\S+/g;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const FIELD = /^(title|abstract|fulltext)(?::(\d{1,9}))?$/;
const PAGE = /^pp?\.(\S+)$/;
const VERSION = /^v(\d{1,4})$/;
const NAMED_COLORS =
  /^(?:yellow|green|blue|red|orange|purple|pink|violet|magenta|cyan|grey|gray|#[0-9a-f]{3,8})$/i;

/** A marker's words; `kind` is null where the marker does not say. `colorSpan` counts in the source. */
export interface ReadMarker extends Omit<Marker, 'kind'> {
  readonly kind: Marker['kind'] | null;
  readonly colorSpan: Span | null;
}

/** A marker in a file's lines. */
export interface FoundMarker {
  readonly first: number;
  readonly last: number;
  /** What stands between `carrel:` and the end of the comment. */
  readonly words: string;
  /** What stands behind the comment on its last line. */
  readonly behind: string;
  readonly isClosed: boolean;
}

/** The markers among lines. One that is broken into lines ends before the next blank line, quote or marker, or it is not closed. */
export function findMarkers(lines: readonly string[]): FoundMarker[] {
  const found: FoundMarker[] = [];
  const isMarker = (line: string): boolean => line.includes('carrel:') && MARKER_LINE.test(line);
  for (let first = 0; first < lines.length; first++) {
    if (!isMarker(lines[first]!)) continue;
    let last = first;
    let whole = MARKER_LINE.exec(lines[first]!)!;
    if (whole[1] === undefined) {
      let end = first + 1;
      while (
        end < lines.length &&
        end - first < BROKEN &&
        /^[ \t]*[^\s>]/.test(lines[end]!) &&
        !isMarker(lines[end]!)
      )
        if (/--!?>/.test(lines[end++]!)) {
          last = end - 1;
          whole = MARKER_LINE.exec(lines.slice(first, end).join(' '))!;
          break;
        }
    }
    found.push({
      first,
      last,
      words: whole[1] ?? whole[2] ?? '',
      behind: whole.input.slice(whole[0].length),
      isClosed: whole[1] !== undefined,
    });
    first = last;
  }
  return found;
}

/**
 * Reads what stands between `carrel:` and the end of a marker's comment. Words are known by their form, so that missing ones cost only
 * themselves; null where the first word names no kind of record and is none of a marker's other words either, as a later version may write.
 */
export function readMarker(source: string): ReadMarker | null {
  let kind: Marker['kind'] | null = null;
  let color: string | null = null;
  let colorSpan: Span | null = null;
  let date: string | null = null;
  let annotator: string | null = null;
  let place: Place | null = null;
  let version: number | null = null;
  const context = new Map<string, string>();
  let count = 0;
  for (const match of source.matchAll(WORD)) {
    const [word, name, quoted] = match;
    const known = KINDS.find((one) => one === word.toLowerCase());
    const first = count++ === 0;
    const found = placeOf(word);
    if (name !== undefined) context.set(name, unescapeContext(quoted!));
    else if (first && known) kind = known;
    else if (DATE.test(word)) date ??= word;
    else if (found) place ??= found;
    else if (VERSION.test(word)) version ??= Number(word.slice(1));
    else if (color === null && (NAMED_COLORS.test(word) || (kind === 'highlight' && count === 2))) {
      color = word.toLowerCase();
      colorSpan = { start: match.index, end: match.index + word.length };
    } else if (first) return null;
    else annotator ??= decodeName(word);
  }
  if (place && version !== null) place = { ...place, version };
  const prefix = context.get('prefix') ?? null;
  const suffix = context.get('suffix') ?? null;
  return { kind, color, colorSpan, date, annotator, place, prefix, suffix };
}

/** A colour as a marker of a kind can name it; null where it cannot. */
export function colorWord(kind: Marker['kind'], color: string): string | null {
  const word = color.toLowerCase();
  return /^[a-z#][a-z0-9]{2,19}$/.test(word) && readMarker(`${kind} ${word}`)?.color === word ? word : null;
}

/** The marker line of a record. Nothing in it can end the comment early. */
export function printMarker(marker: Marker): string {
  const { kind, color, date, annotator, place, prefix, suffix } = marker;
  const words = [
    kind,
    kind === 'highlight' ? (color ?? 'yellow') : color,
    date,
    annotator === null ? null : encodeName(annotator),
  ];
  return `<!-- carrel: ${[...words.filter((word) => word !== null), ...whereWords({ place, prefix, suffix })].join(' ')} -->`;
}

type Where = Pick<Marker, 'place' | 'prefix' | 'suffix'>;

function whereWords({ place, prefix, suffix }: Where): string[] {
  return [
    ...(place ? [printPlace(place)] : []),
    ...(place && place.version !== null ? [`v${place.version}`] : []),
    ...(prefix === null ? [] : [`prefix="${escapeContext(prefix)}"`]),
    ...(suffix === null ? [] : [`suffix="${escapeContext(suffix)}"`]),
  ];
}

/** A marker line whose passage stands elsewhere, all else as it stands and where it stands. */
export function relocated(line: string, to: Where): string {
  const head = /^.*?carrel:/.exec(line)![0].length;
  const end = head + /[ \t]*--!?>|$/.exec(line.slice(head))!.index;
  let words = whereWords(to).map((word) => ` ${word}`);
  const kept = line
    .slice(head, end)
    .replace(/([ \t]*)((?:prefix|suffix)="(?:[^"\\]|\\.)*"|\S+)/g, (whole, blanks: string, word: string) => {
      if (!/^(?:prefix|suffix)="/.test(word) && !placeOf(word) && !VERSION.test(word)) return whole;
      const put = words.join('');
      words = [];
      return blanks + put.trimStart();
    })
    .replace(/[ \t]+(?=[\r\n]|$)/g, '')
    .replace(/(?:\r\n|\r(?!\n)|\n)(?=[\r\n]|$)/g, '')
    .replace(/(\S)[ \t]{2,}/g, '$1 ');
  return line.slice(0, head) + kept + words.join('') + line.slice(end);
}

/** A marker line with another colour, all else as it stands. */
export function recolored(line: string, color: string): string {
  const head = /^.*?carrel:/.exec(line)![0].length;
  const body = line.slice(head);
  const { colorSpan } = readMarker(body.replace(/--!?>[^]*$/, '')) ?? { colorSpan: null };
  if (colorSpan) return line.slice(0, head + colorSpan.start) + color + line.slice(head + colorSpan.end);
  const kind = /^[ \t]*(?:(?:highlight|remark)\b)?/i.exec(body)![0];
  return `${line.slice(0, head)}${kind.trimEnd() === '' ? ' highlight' : kind} ${color}${body.slice(kind.length).replace(/^(?=\S)/, ' ')}`;
}

function placeOf(word: string): Place | null {
  const field = FIELD.exec(word);
  if (field) {
    const start = field[2] === undefined ? null : Number(field[2]);
    return { field: field[1] as Field, start, page: null, version: null };
  }
  const page = PAGE.exec(word);
  return page ? { field: 'fulltext', start: null, page: decodeName(page[1]!), version: null } : null;
}

function printPlace({ field, start, page }: Place): string {
  if (field === 'fulltext' && page !== null) return `p.${encodeName(page)}`;
  return start === null ? field : `${field}:${start}`;
}

/** A word of a marker that holds anything: percent-encoded where it could be taken for something else. */
function encodeName(name: string): string {
  const encoded = name.replace(/[^\p{L}\p{N}._@+-]|-(?=-|$)/gu, percent);
  const isOther =
    [DATE, VERSION, NAMED_COLORS].some((form) => form.test(encoded)) || placeOf(encoded) !== null;
  return isOther ? percentByte(encoded.charCodeAt(0)) + encoded.slice(1) : encoded;
}

function percent(character: string): string {
  if (/^[\ud800-\udfff]$/.test(character)) return '%EF%BF%BD';
  return character.charCodeAt(0) < 128 ? percentByte(character.charCodeAt(0)) : encodeURIComponent(character);
}

function percentByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function decodeName(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

/** No white space but single blanks, no quotation mark that ends it, and no two hyphens that follow each other. */
function escapeContext(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/["\\]/g, '\\$&')
    .replace(/-(?=-)/g, '-\\');
}

function unescapeContext(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
