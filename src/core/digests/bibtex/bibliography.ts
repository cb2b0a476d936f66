import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import { detach } from '../../text/fold.ts';
import type { Steps } from '../../text/steps.ts';
import type { Entry } from '../entry.ts';
import type { ParsedDigest } from '../format.ts';
import { BibEntry } from './bib-entry.ts';
import { linkParents } from './parents.ts';
import type { RawValue } from './raw.ts';
import { BibContext, type BibRecord } from './record.ts';
import { movedProblems, RecordBuilder } from './record-builder.ts';
import { BibScanner, fieldsOf } from './scanner.ts';
import { ValueReader } from './values.ts';

/** Kinds of entries that are data for others and no works. */
const NO_WORKS = new Set(['xdata', 'control', 'bibnote']);

/** So many entries are read between two steps. */
const STEP = 50;

/** A .bib file that was read, with what a later reading of it can take over. */
export class Bibliography implements ParsedDigest {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  /** Of entries and strings, in the order of the file, and where each begins. */
  readonly records: readonly BibRecord[];
  readonly starts: readonly number[];
  readonly context: BibContext;
  /** Of the text. */
  readonly length: number;

  constructor(parts: ParsedDigest & Pick<Bibliography, 'records' | 'starts' | 'context' | 'length'>) {
    this.entries = parts.entries;
    this.problems = parts.problems;
    this.records = parts.records;
    this.starts = parts.starts;
    this.context = parts.context;
    this.length = parts.length;
  }
}

/**
 * Reads a .bib file step by step. Entries in front of and behind what changed since `before` are taken over; the outcome is that of
 * reading anew.
 */
export function* readBibliography(text: string, before: Bibliography | null): Steps<Bibliography> {
  const { records, starts } = yield* scan(text, before);
  const context = giveContext(records, before);
  linkParents(records);
  yield;
  const problems: Problem[] = [];
  records.forEach(({ noted }, i) => {
    if (noted.problems.length > 0) problems.push(...movedProblems(noted.problems, starts[i]!));
  });
  const checks = new Checks(problems);
  const entries: Entry[] = [];
  for (let i = 0; i < records.length; i++) {
    if (i % (4 * STEP) === 0) yield;
    const record = records[i]!;
    const start = starts[i]!;
    if (record.noted.type === 'string') continue;
    checks.check(record, start);
    if (NO_WORKS.has(record.noted.type)) continue;
    const entry = new BibEntry(record, start);
    const isNamed = record.noted.titleSpan !== null || entry.ownTitle !== '';
    const isKept = isNamed || record.noted.key !== null;
    if (isKept) entries.push(entry);
    if (!isNamed) checks.tellTitleMissing(start, isKept);
  }
  return new Bibliography({ entries, problems, records, starts, context, length: text.length });
}

interface Scanned {
  readonly records: BibRecord[];
  readonly starts: number[];
}

function* scan(text: string, before: Bibliography | null): Steps<Scanned> {
  const builder = new RecordBuilder(text);
  if (!before) {
    yield* scanUntil(new BibScanner(text), builder, () => false);
    builder.close(text.length);
    return builder;
  }
  const { head, tail } = yield* unchanged(text, before);
  const { records, starts } = before;
  const shift = text.length - before.length;
  const from = head === 0 ? 0 : starts[head - 1]! + records[head - 1]!.noted.length;
  let met = records.length - tail;
  const isMet = yield* scanUntil(new BibScanner(text, from), builder, (at) => {
    while (met < records.length && starts[met]! + shift < at) met++;
    return met < records.length && starts[met]! + shift === at;
  });
  if (!isMet) met = records.length;
  const moved = starts.slice(met).map((start) => start + shift);
  const rest = moved[0] ?? text.length;
  builder.close(rest);
  return {
    records: [...records.slice(0, head), ...builder.records, ...records.slice(met)],
    starts: [...starts.slice(0, head), ...builder.starts, ...moved],
  };
}

/** Reads on until `isKnown` says so of an entry's beginning, which makes it true, or to the end of the text. */
function* scanUntil(
  scanner: BibScanner,
  builder: RecordBuilder,
  isKnown: (at: number) => boolean,
): Steps<boolean> {
  const { notes } = builder;
  for (let next = scanner.next(); next; next = scanner.next()) {
    if (isKnown(next.at)) return true;
    const shape = scanner.read(next, () => notes.reset());
    builder.add(next, shape, scanner.reach);
    if (builder.records.length % STEP === 0) yield;
  }
  return false;
}

/** How many records at the beginning and at the end of a file stand as they stood. */
function* unchanged(text: string, before: Bibliography): Steps<{ head: number; tail: number }> {
  const { records, starts } = before;
  const shift = text.length - before.length;
  const stands = (i: number, by: number): boolean => {
    const start = starts[i]!;
    const next = starts[i + 1] ?? before.length;
    return start + records[i]!.extent === next && records[i]!.standsIn(text, start + by);
  };
  let head = 0;
  // What is in front of the first entry is read again, and may hold an entry now.
  if (records.length > 0 && new BibScanner(text).next()?.at === starts[0]) {
    while (head < records.length && stands(head, 0)) if (++head % (4 * STEP) === 0) yield;
    const end = head < records.length ? starts[head]! : text.length;
    const doubtful = records.findIndex(({ noted }, i) => i < head && starts[i]! + noted.reach > end);
    if (doubtful >= 0) head = doubtful;
  }
  let tail = 0;
  while (tail < records.length - head) {
    if (!stands(records.length - 1 - tail, shift)) break;
    if (++tail % (4 * STEP) === 0) yield;
  }
  return { head, tail };
}

/** Lets all records know the strings of their file; those that use strings know nothing else any more if these changed. */
function giveContext(records: BibRecord[], before: Bibliography | null): BibContext {
  const strings = stringsIn(records);
  const known = before ? stringsIn(before.records) : null;
  const same = strings.length === known?.length && strings.every((record, i) => record === known[i]);
  const context = same ? before!.context : new BibContext(new ValueReader(valuesOf(strings)));
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!;
    if (record.context === context) continue;
    if (record.context && record.noted.usesStrings) records[i] = record.renewed();
    records[i]!.context = context;
  }
  return context;
}

function stringsIn(records: readonly BibRecord[]): readonly BibRecord[] {
  return records.filter(({ noted }) => noted.type === 'string');
}

function valuesOf(strings: readonly BibRecord[]): ReadonlyMap<string, RawValue> {
  return new Map(
    strings.flatMap((record) => fieldsOf(detach(record.text)).map((field) => [field.name, field])),
  );
}

/** What can be wrong with an entry beside others. */
class Checks {
  readonly #problems: Problem[];
  readonly #keys = new Map<string, Span>();
  readonly #toldNames = new Set<string>();

  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  check({ noted, context }: BibRecord, start: number): void {
    const { key, keySpan } = noted;
    if (key !== null && keySpan) {
      const span = { start: start + keySpan.start, end: start + keySpan.end };
      const earlier = this.#keys.get(key);
      if (!earlier) this.#keys.set(key, span);
      else
        this.#problems.push({
          severity: 'warning',
          code: 'bibtex-key-repeated',
          message: `The key "${key.slice(0, 80)}" is given to an earlier entry of this file too.`,
          span,
          other: { span: earlier, message: 'The earlier entry' },
        });
    }
    for (const { name, span } of noted.names) {
      if (this.#toldNames.has(name) || context!.values.strings.has(name.toLowerCase())) continue;
      this.#toldNames.add(name);
      this.#tell(
        'bibtex-string-undefined',
        `No @string defines "${name.slice(0, 40)}"; its name is used as it stands, here and wherever else it is used.`,
        start + span.start,
        start + span.end,
      );
    }
  }

  tellTitleMissing(start: number, isKept: boolean): void {
    this.#problems.push({
      severity: 'information',
      code: 'bibtex-title-missing',
      message: isKept
        ? 'This entry has no title; it is called by its key.'
        : 'This entry has neither title nor key; it is left out.',
      span: { start, end: start + 1 },
    });
  }

  #tell(code: string, message: string, start: number, end: number): void {
    this.#problems.push({ severity: 'warning', code, message, span: { start, end } });
  }
}
