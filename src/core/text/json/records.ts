import type { Steps } from '../steps.ts';
import { readJsonObject, type JsonObject } from './objects.ts';

/** So many objects are read between two steps. */
const STEP = 50;

/** Records inside lists inside wrappers inside wrappers: deeper nobody puts them. */
const DEEPEST = 5;

export interface JsonRecords {
  /** In the order of the text; a broken one has the members that stand before the break. */
  readonly records: readonly JsonObject[];
  /** Places where the text is broken outside of any record. */
  readonly broken: readonly { readonly at: number; readonly expected: string }[];
}

/**
 * The objects of a text that `isRecord` takes, wherever they stand: in an array, in an array inside an object, one a line, as values of
 * a map. Behind a broken object the search goes on, so that damage costs what it hits. Objects inside a whole record are not looked at.
 * Takes time linear in the text's length, as an object is read again for no more than the `DEEPEST` objects around it.
 */
export function* readJsonRecords(
  text: string,
  isRecord: (object: JsonObject) => boolean,
): Steps<JsonRecords> {
  const records: JsonObject[] = [];
  const broken = new Map<number, { at: number; expected: string }>();
  /** Where the objects end that were read and are looked into. */
  const around: number[] = [];
  let read = 0;
  for (let at = text.indexOf('{'); at >= 0;) {
    if (++read % STEP === 0) yield;
    while (around.length > 0 && around.at(-1)! <= at) around.pop();
    const object = readJsonObject(text, at);
    const end = Math.max(object.span.end, at + 1);
    if (isRecord(object)) {
      records.push(object);
      if (object.broken) broken.delete(object.broken.at);
      // One that lost a bracket has swallowed its neighbours: they are looked for inside it.
      if (object.broken && around.length < DEEPEST) {
        around.push(end);
        at = text.indexOf('{', at + 1);
      } else at = text.indexOf('{', object.broken ? resumeAt(text, at, object.broken.at) : end);
      continue;
    }
    // A brace inside a string is broken at once and tells nothing.
    if (object.broken && (object.members.size > 0 || /^\{\s*"/.test(text.slice(at, at + 40)))) {
      broken.set(object.broken.at, object.broken);
    }
    if (around.length < DEEPEST) {
      around.push(end);
      at = text.indexOf('{', at + 1);
    } else at = text.indexOf('{', object.broken ? resumeAt(text, at, object.broken.at) : end);
  }
  const told = new Set(records.flatMap((record) => (record.broken ? [record.broken.at] : [])));
  return {
    records: records.map((record, i) => clipped(text, record, records[i + 1])),
    broken: [...broken.values()].filter(({ at }) => !told.has(at)),
  };
}

/** A broken record without the neighbours that it swallowed. */
function clipped(text: string, record: JsonObject, next: JsonObject | undefined): JsonObject {
  if (!next || record.span.end <= next.span.start) return record;
  return { ...readJsonObject(text.slice(0, next.span.start), record.span.start), broken: record.broken };
}

/**
 * Where to look for the next object behind one that starts at `start` and is broken at `broken`. A string without its closing quote
 * runs up to the first quote of the object behind it, whose brace is then before the break.
 */
function resumeAt(text: string, start: number, broken: number): number {
  let brace = text.lastIndexOf('"', broken - 1) - 1;
  while (brace > start && /\s/.test(text.charAt(brace))) brace--;
  return brace > start && text.charAt(brace) === '{' ? brace : Math.max(broken, start + 1);
}
