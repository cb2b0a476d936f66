import type { JsonObject } from '../../text/json/objects.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';

/** A place where a JSON text is broken outside of any entry that could be kept. */
export function brokenJson(text: string, at: number, expected: string): Problem {
  return {
    severity: 'error',
    code: 'json-broken',
    message: `The JSON is broken here (expected ${expected}); what could not be read is left out, and reading goes on behind it.`,
    span: placeOf(text, at),
  };
}

/** An entry that is broken; what stands before the break was kept. */
export function brokenRecord(text: string, record: JsonObject): Problem {
  return {
    severity: 'error',
    code: 'json-entry-broken',
    message: `The JSON of this entry is broken here (expected ${record.broken?.expected ?? 'its end'}); the rest of the entry is left out.`,
    span: placeOf(text, record.broken?.at ?? record.span.end),
  };
}

/** An entry that has no title; one that has no key either has nothing to call it by. */
export function recordWithoutTitle(at: number, isKept: boolean): Problem {
  return {
    severity: isKept ? 'information' : 'warning',
    code: 'json-entry-without-title',
    message: `The paper has no title; it is ${isKept ? 'called by its key' : 'left out'}.`,
    span: { start: at, end: at + 1 },
  };
}

/** An element of a list of papers that can be none: a string, a number, `null`. */
export function noPaper(span: Span): Problem {
  return {
    severity: 'warning',
    code: 'json-entry-no-paper',
    message: 'This element of the list is no object, so it tells of no paper; it is left out.',
    span,
  };
}

function placeOf(text: string, at: number): { start: number; end: number } {
  const start = Math.min(at, text.length);
  return { start, end: Math.min(start + 1, text.length) };
}
