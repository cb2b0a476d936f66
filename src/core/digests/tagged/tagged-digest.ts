import { detach } from '../../text/fold.ts';
import { TextCollector, TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { appendInlineHtml } from '../../text/unwrap-html.ts';
import { appendUnwrapped } from '../../text/unwrap.ts';
import { bareEntry, type Entry } from '../entry.ts';
import { lazyEntries, type Scanned } from '../lazy-entry.ts';
import type { DigestSource, ParsedDigest } from '../format.ts';
import { recordPlaces, taggedFields, type TaggedField, type TagForm } from './tagged-lines.ts';

/** So many records are looked at between two steps. */
const STEP = 200;

/** The fields of one record, read by tag. */
export class TaggedRecord {
  readonly #text: string;
  readonly #fields: readonly TaggedField[];

  constructor(text: string, fields: readonly TaggedField[]) {
    this.#text = text;
    this.#fields = fields;
  }

  /** The first field with a value, in the order of the tags. */
  field(...tags: readonly string[]): TaggedField | null {
    for (const tag of tags) {
      const found = this.#fields.find((field) => field.tag === tag && field.value.end > field.value.start);
      if (found) return found;
    }
    return null;
  }

  all(...tags: readonly string[]): string[] {
    return this.#fields
      .filter((field) => tags.includes(field.tag))
      .map((field) => this.valueOf(field))
      .filter((value) => value !== '');
  }

  value(...tags: readonly string[]): string | null {
    const found = this.field(...tags);
    return found && this.valueOf(found);
  }

  /** The words of fields that hold several, on lines of their own or with semicolons between. */
  words(...tags: readonly string[]): string[] {
    return this.#fields
      .filter((field) => tags.includes(field.tag))
      .flatMap(({ value }) => this.#text.slice(value.start, value.end).split(/[;\n]/))
      .map((word) => detach(word.trim()))
      .filter((word) => word !== '');
  }

  valueOf(field: TaggedField): string {
    return unwrapped(this.#text, field.value, false);
  }

  get span(): Span {
    const last = this.#fields.at(-1)!;
    return { start: this.#fields[0]!.tagSpan.start, end: Math.max(last.value.end, last.tagSpan.end) };
  }

  /** The entry with the parts that every tagged format has; null without title and without key. */
  entry(title: TaggedField | null, abstract: TaggedField | null, key: TaggedField | null): Entry | null {
    if (!title && !key) return null;
    const bare = bareEntry(this.valueOf(title ?? key!), this.span, title?.value ?? null);
    return {
      ...bare,
      spans: { ...bare.spans, abstract: abstract?.value ?? null, key: key?.value ?? null },
      key: key ? this.valueOf(key) : null,
      abstract: abstract ? unwrapped(this.#text, abstract.value, true) : null,
    };
  }
}

/** Parses records, each by itself: one with a title in its usual place when it is asked for, the others at once. */
export function* recordSteps(
  { text }: DigestSource,
  form: TagForm,
  entryOf: (record: TaggedRecord) => Entry | null,
): Steps<ParsedDigest> {
  const problems: Problem[] = [];
  const decode = decoder(form, entryOf);
  const kept: Scanned<null>[] = [];
  for (const [i, record] of (yield* recordPlaces(text, form)).entries()) {
    if (i % STEP === 0) yield;
    const { start, end } = record.entry;
    if (record.title || decode(text.slice(start, end))) kept.push(record);
    else if (i === 0 && isPreamble(text.slice(start, start + 8), form))
      problems.push({
        severity: 'information',
        code: 'lines-before-records',
        message: 'These lines stand before the first record and belong to none.',
        span: { start, end: Math.min(start + form.longest, end) },
      });
    else
      problems.push({
        severity: 'warning',
        code: 'record-without-title',
        message: 'This record has no title; it is left out.',
        span: { start, end: Math.min(start + form.longest, end) },
      });
  }
  return { entries: yield* lazyEntries(text, kept, decode as (own: string) => Entry), problems };
}

/** Whether lines are what an export says of itself above its records. */
function isPreamble(head: string, form: TagForm): boolean {
  return form.ends.length > 0 && !form.begins(/^[A-Z0-9]*/.exec(head)![0], false);
}

/** A function of its own, so that what entries keep holds no more of the file than they need. */
function decoder(
  form: TagForm,
  entryOf: (record: TaggedRecord) => Entry | null,
): (own: string) => Entry | null {
  return (own) => {
    const fields = taggedFields(own, form);
    return fields.length === 0 ? null : entryOf(new TaggedRecord(own, fields));
  };
}

export function taggedFieldMap(
  { text }: DigestSource,
  entry: Entry,
  field: 'title' | 'abstract',
): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const built = new TextMapBuilder();
  appendUnwrapped(text, span, built, { paragraphs: field === 'abstract', piece: appendInlineHtml });
  return built.build();
}

function unwrapped(text: string, span: Span, paragraphs: boolean): string {
  const piece = text.slice(span.start, span.end);
  if (!/[\n<&]/.test(piece)) return detach(piece);
  const to = new TextCollector();
  appendUnwrapped(text, span, to, { paragraphs, piece: appendInlineHtml });
  return detach(to.text);
}
