import { jsonValueEnd, readJsonObject, type JsonObject } from '../../text/json/objects.ts';
import type { JsonRecords } from '../../text/json/records.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';

/** So many gaps are looked at between two steps. */
const STEP = 2000;

/** What stands in a list of records and is none. */
export interface Strays {
  readonly objects: readonly JsonObject[];
  /** Strings, numbers, lists, `null`. */
  readonly others: readonly Span[];
}

/**
 * The elements beside the records in the lists that have them. They stand between the records: what is there is read up to where the list ends
 * or is broken, which is told elsewhere. A list is one that the text begins with, perhaps as an object's first member.
 */
export function* straysIn(text: string, { records, broken }: JsonRecords): Steps<Strays> {
  const objects: JsonObject[] = [];
  const others: Span[] = [];
  const breaks = broken.map(({ at }) => at).sort((a, b) => a - b);
  let nextBreak = 0;
  const list = /^[\ufeff\s]*(?:\{\s*"[^"\\]{0,80}"\s*:\s*)?\[/.exec(text.slice(0, 1000));
  let from = list ? list[0].length : -1;
  for (let i = 0; i <= records.length; i++) {
    if (i % STEP === STEP - 1) yield;
    const record = records[i];
    const until = record?.span.start ?? text.length;
    while (nextBreak < breaks.length && breaks[nextBreak]! < from) nextBreak++;
    const isBroken = nextBreak < breaks.length && breaks[nextBreak]! < until;
    if (from >= 0 && from < until && !isBroken) {
      for (const span of elementsOf(text.slice(from, until))) {
        const place = { start: span.start + from, end: span.end + from };
        if (text.charAt(place.start) === '{') objects.push(readJsonObject(text, place.start));
        else others.push(place);
      }
    }
    if (record) from = record.broken ? -1 : record.span.end;
  }
  return { objects, others };
}

/** The whole elements in a piece of a list; none where it turns out to be a piece of something else. */
function elementsOf(gap: string): Span[] {
  const elements: Span[] = [];
  const blank = /[\s,]*/y;
  for (let at = 0; at < gap.length;) {
    blank.lastIndex = at;
    at += blank.exec(gap)![0].length;
    const end = at < gap.length && !'}]'.includes(gap.charAt(at)) ? jsonValueEnd(gap, at) : -1;
    if (end <= at) break;
    // A name with its value behind it: this is no list.
    if (/^\s*:/.test(gap.slice(end, end + 20))) break;
    elements.push({ start: at, end });
    at = end;
  }
  return elements;
}
