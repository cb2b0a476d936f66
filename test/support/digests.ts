import assert from 'node:assert/strict';
import { entryAt, type Entry } from '../../src/core/digests/entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest } from '../../src/core/digests/format.ts';
import { contains, slice, type Span } from '../../src/core/text/span.ts';
import { parseWhole } from '../../src/core/digests/parse-whole.ts';

/** A digest of the given text, read on a fixed day. */
export function sourceOf(text: string, path = 'digests/some.txt'): DigestSource {
  return { path, text, today: '2026-11-23' };
}

/** Parses, and holds what is true of every parse: spans lie in the text and in order, and maps lead back to where the values stand. */
export function parseChecked(format: DigestFormat, text: string, path?: string): ParsedDigest {
  const source = sourceOf(text, path);
  const parsed = parseWhole(format, source);
  const whole = { start: 0, end: text.length };
  for (const problem of parsed.problems)
    assert.ok(isWithin(whole, problem.span), `problem ${problem.code} lies in the text`);
  let before = 0;
  for (const entry of parsed.entries) {
    checkEntry(format, source, entry);
    const { start, end } = entry.spans.entry;
    assert.ok(start >= before, `${entry.title} does not overlap the entry before it`);
    before = end;
  }
  return parsed;
}

function checkEntry(format: DigestFormat, source: DigestSource, entry: Entry): void {
  const whole = { start: 0, end: source.text.length };
  assert.ok(isWithin(whole, entry.spans.entry), 'the entry lies in the text');
  for (const part of ['title', 'abstract', 'footer', 'key', 'arxiv', 'doi'] as const) {
    const span = entry.spans[part];
    if (span) assert.ok(isWithin(entry.spans.entry, span), `${part} of ${entry.title} lies in its entry`);
  }
  for (const field of ['title', 'abstract'] as const) {
    const span = entry.spans[field];
    const value = entry[field];
    if (!span || value === null) continue;
    const map = format.fieldMap ? format.fieldMap(source, entry, field) : null;
    if (map === null) {
      assert.equal(slice(source.text, span), value, `${field} stands in the file as it is given`);
      continue;
    }
    assert.equal(map.text, value, `the map of the ${field} is of its value`);
    const made = map.toSource({ start: 0, end: value.length });
    assert.ok(isWithin(span, made), `the ${field} was made from its span`);
    let before = span.start;
    for (let i = 0; i < value.length; i++) {
      const place = map.toSource({ start: i, end: i + 1 });
      assert.ok(
        place.start >= before && isWithin(span, place),
        `${field}: character ${i} of ${value} stands in order`,
      );
      before = place.start;
    }
  }
}

function isWithin(outer: Span, inner: Span): boolean {
  return inner.start <= inner.end && contains(outer, inner);
}

/** The parts of an entry that a digest printed, for comparing with what was meant; unknown ones left out. */
export function known(entry: Entry): Partial<Entry> {
  return Object.fromEntries(
    Object.entries(entryAt(entry, entry.spans)).filter(
      ([name, value]) =>
        name !== 'spans' &&
        value !== null &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** What damage puts into a text: what parsers care about, and what no file should hold. */
const NOISE = [
  '',
  ' ',
  '\n',
  '\r\n',
  'x',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '\\',
  '\\\\\n',
  ':',
  ',',
  '-',
  '|',
  '=',
  '&',
  '\u0000',
  '\ufeff',
  '\ud800',
  '漢',
];

/** The text with one piece cut out, replaced or put in at a random place between `from` and `to`. */
export function damage(text: string, next: (below: number) => number, from = 0, to = text.length): string {
  const at = from + next(Math.max(1, to - from));
  const cut = Math.min(next(4) === 0 ? next(60) : next(4), to - at);
  const noise = Array.from({ length: next(4) }, () => NOISE[next(NOISE.length)]!).join('');
  return text.slice(0, at) + noise + text.slice(at + cut);
}

/** Random characters of which many mean something to some format. */
export function noise(next: (below: number) => number, pieces: readonly string[], length: number): string {
  const all = [...NOISE, ...pieces];
  return Array.from({ length }, () => all[next(all.length)]!).join('');
}
