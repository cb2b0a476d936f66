import { readJsonObject, type JsonObject } from '../../text/json/objects.ts';
import { readJsonRecords } from '../../text/json/records.ts';
import { jsonTextMap, jsonTextSpan, LINE, PARAGRAPHS, type TextForm } from '../../text/json/texts.ts';
import type { AppendPiece } from '../../text/unwrap.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import { finish, type Steps } from '../../text/steps.ts';
import type { Entry } from '../entry.ts';
import { lazyEntries, type Scanned } from '../lazy-entry.ts';
import type { DigestFormat, DigestSource, FormatId, ParsedDigest, Recognition } from '../format.ts';
import { brokenJson, brokenRecord, noPaper, recordWithoutTitle } from './problems.ts';
import { straysIn } from './strays.ts';

/** What tells one kind of JSON digest from another. */
export interface JsonKind {
  readonly id: FormatId;
  readonly label: string;
  /** Something in the first part of a text that this kind alone has. */
  readonly mark: RegExp;
  /** A name that speaks for this kind where the content does not speak against it. */
  readonly name?: RegExp;
  /** What titles and abstracts have to be freed of: markup, accents written out. */
  readonly piece?: AppendPiece;
  /** Whether an object is an entry. */
  readonly isRecord: (object: JsonObject) => boolean;
  /** Whether what stands among the entries of a list is meant as one: an object is read as such, anything else is told. */
  readonly listsEntriesOnly?: boolean;
  /** Where the title of an object stands if it is no member of its own, with its quotes; undefined where that takes more than a look. */
  readonly titleIn?: (text: string, object: JsonObject) => Span | undefined;
  /** The entry of an object; null where it has nothing to call it by. */
  readonly entryOf: (text: string, object: JsonObject) => Entry | null;
}

/** So many entries are looked at between two steps. */
const STEP = 200;

/** How much of a file tells what it is. */
const HEAD = 60_000;

/** A digest in JSON: a list, a list inside an object, or an object a line. A broken object costs itself alone. */
export function jsonDigest(kind: JsonKind): DigestFormat {
  return {
    id: kind.id,
    label: kind.label,
    recognise: (source) => recognise(kind, source),
    parse: (source) => parse(kind, source),
    fieldMap({ text }, entry, field) {
      const span = entry.spans[field];
      // The span was trimmed; what stands around it inside the quotes is white space, so that the text is the same.
      const quoted = span && { start: span.start - 1, end: span.end + 1 };
      return quoted && jsonTextMap(text, quoted, formOf(kind, field));
    },
  };
}

/** How a kind writes titles and abstracts. */
export function formOf({ piece }: Pick<JsonKind, 'piece'>, field: 'title' | 'abstract'): TextForm {
  const form = field === 'title' ? LINE : PARAGRAPHS;
  return piece ? { ...form, piece } : form;
}

function recognise(kind: JsonKind, { path, text }: DigestSource): Recognition {
  const head = text.slice(0, HEAD);
  if (!/^[\ufeff\s]*[[{]/.test(head)) return 'no';
  if (kind.mark.test(head) && finish(readJsonRecords(head, kind.isRecord)).records.length > 0)
    return 'content';
  return kind.name?.test(path) === true ? 'name' : 'no';
}

function* parse(kind: JsonKind, { text }: DigestSource): Steps<ParsedDigest> {
  const found = yield* readJsonRecords(text, kind.isRecord);
  const problems: Problem[] = found.broken.map(({ at, expected }) => brokenJson(text, at, expected));
  let { records } = found;
  if (kind.listsEntriesOnly === true) {
    const { objects, others } = yield* straysIn(text, found);
    if (objects.length > 0) records = [...records, ...objects].sort((a, b) => a.span.start - b.span.start);
    problems.push(...others.map(noPaper));
  }
  const decode = decoder(kind);
  const kept: Scanned<null>[] = [];
  for (const [i, record] of records.entries()) {
    if (i % STEP === 0) yield;
    if (record.broken) problems.push(brokenRecord(text, record));
    const { start, end } = record.span;
    const title = plainTitle(text, (kind.titleIn ?? ownTitle)(text, record));
    const isKept = title !== null || decode(text.slice(start, end)) !== null;
    if (isKept) kept.push({ entry: record.span, title, about: null });
    const isNamed = title !== null || kind.titleIn !== undefined || record.members.has('title');
    if (!isKept || !isNamed) problems.push(recordWithoutTitle(start, isKept));
  }
  problems.sort((a, b) => a.span.start - b.span.start);
  return { entries: yield* lazyEntries(text, kept, decode as (own: string) => Entry), problems };
}

/** A function of its own, so that what entries keep holds no more of the file than they need. */
function decoder(kind: JsonKind): (own: string) => Entry | null {
  return (own) => kind.entryOf(own, readJsonObject(own, 0));
}

function ownTitle(_: string, { members }: JsonObject): Span | undefined {
  return members.get('title');
}

/** A title as it stands where it plainly is one; else decoding tells. */
function plainTitle(text: string, span: Span | undefined): Span | null {
  if (!span || text.charCodeAt(span.start) !== 34 || span.end - span.start < 3) return null;
  const first = text.charAt(span.start + 1);
  return /[\p{L}\p{N}]/u.test(first) ? jsonTextSpan(text, span) : null;
}
