import { readFrontMatter } from '../notes/front-matter.ts';
import { mergeLines } from '../text/merge-lines.ts';
import { applyEdits, lineEndOf, type TextEdit } from '../text/text-edit.ts';
import { escapeComment, tidyComment } from './comment-text.ts';
import { setField, type FieldValue } from './front-matter-edits.ts';
import { PLACES, placeRecords, type Random } from './layout.ts';
import { printMarker, recolored, relocated } from './marker.ts';
import { escapeQuote, foldBlanks } from './quote-text.ts';
import { isMadeUp, type AnnotationRecord, type Marker } from './record.ts';
import { parseSidecar, type Sidecar } from './sidecar.ts';

/** Edits that were tried out and found to do what was meant, or why they are not given out. */
export type SidecarEdit =
  { readonly edits: readonly TextEdit[]; readonly after: string } | { readonly refused: string };

/** A record that is to be written. */
export interface NewRecord extends Marker {
  readonly id: string;
  readonly exact: string;
  readonly comment: string;
}

/** Adds a record at a place that chance chooses. */
export function addRecord(text: string, record: NewRecord, random: Random): SidecarEdit {
  return addRecords(text, [record], random);
}

/** Adds records, each at a place that chance chooses. */
export function addRecords(text: string, records: readonly NewRecord[], random: Random): SidecarEdit {
  const tidy = records.map((record) => ({
    ...record,
    exact: foldBlanks(record.exact),
    comment: tidyComment(record.comment),
  }));
  const sources = tidy.map((record) => printRecord(record, lineEndOf(text)));
  return insert(text, sources, tidy, random);
}

/** Puts removed records back as they were written; each of `sources` is `recordSource` of one. */
export function restoreRecords(text: string, sources: readonly string[], random: Random): SidecarEdit {
  const read = sources.map((source) => parseSidecar(source));
  if (read.some(({ records, locked }) => locked !== null || records.length !== 1))
    return refuse('what is to be put back is no annotation');
  return insert(
    text,
    sources,
    read.flatMap(({ records }) => records),
    random,
  );
}

/** A record's own text, for putting it back. */
export function recordSource(text: string, record: AnnotationRecord): string {
  return text.slice(record.spans.record.start, record.spans.record.end);
}

export function removeRecord(text: string, id: string): SidecarEdit {
  return removeRecords(text, [id]);
}

/** Removes records; those that are not there any more are none to remove. */
export function removeRecords(text: string, ids: readonly string[]): SidecarEdit {
  return editAll(text, ids, (sidecar, removed) => {
    const gone = new Set(removed);
    const others = sidecar.records.filter((other) => !gone.has(other));
    // A second record of the same id is the first from now on.
    const heirs = new Map(
      removed.map(({ id }) => [
        others.find((other) => isMadeUp(other.id) && writtenId(text, other) === id),
        id,
      ]),
    );
    return {
      edits: removed.map(({ spans: { record } }) => {
        const behind = /^(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))?/.exec(
          text.slice(record.end, record.end + 1000),
        );
        return { span: { start: record.start, end: record.end + (behind?.[0].length ?? 0) }, text: '' };
      }),
      wanted: others.map((other) => ({ ...other, id: heirs.get(other) ?? other.id })),
    };
  });
}

/** The id that stands in a record, also where it is another's. */
function writtenId(text: string, { spans }: AnnotationRecord): string | null {
  const span = spans.id ?? spans.quote;
  const found = span && /\^([A-Za-z0-9-]{1,64})[ \t]*$/.exec(text.slice(span.start, span.end));
  return found?.[1] ?? null;
}

/**
 * Gives a record another colour or comment; what is left out stays. `was` is the comment on which the new one is based: what was written
 * into the file since is kept where it stands in other lines, else nothing is changed.
 */
export function updateRecord(
  text: string,
  id: string,
  change: {
    readonly color?: string | undefined;
    readonly comment?: string | undefined;
    readonly was?: string | undefined;
  },
): SidecarEdit {
  const merged: { comment: string | null } = { comment: null };
  const done = edit(text, id, (sidecar, record) => {
    const edits: TextEdit[] = [];
    const wanted = change.comment === undefined ? record.comment : tidyComment(change.comment);
    merged.comment =
      change.was === undefined ? wanted : mergeLines(tidyComment(change.was), wanted, record.comment);
    const comment = merged.comment ?? record.comment;
    const color = change.color ?? record.color;
    if (color !== null && color !== record.color) {
      const { marker } = record.spans;
      edits.push({ span: marker, text: recolored(text.slice(marker.start, marker.end), color) });
    }
    if (comment !== record.comment) edits.push(...commentEdits(text, record, comment));
    return {
      edits,
      wanted: sidecar.records.map((other) => (other === record ? { ...record, color, comment } : other)),
    };
  });
  if (merged.comment === null && !('refused' in done))
    return refuse('the comment was changed there meanwhile; look at it and write yours again');
  return done;
}

/** Gives a record another passage: what a reader does who chooses a new place for an orphan. */
export function replaceQuote(
  text: string,
  id: string,
  to: Pick<Marker, 'place' | 'prefix' | 'suffix'> & { readonly exact: string },
): SidecarEdit {
  return edit(text, id, (sidecar, record) => {
    const exact = foldBlanks(to.exact);
    const { marker, quote } = record.spans;
    const changed = { ...record, ...to, exact };
    const edits: TextEdit[] = [{ span: marker, text: relocated(text.slice(marker.start, marker.end), to) }];
    if (!quote) edits.push(below(text, record, marker.end, `${lineEndOf(text)}> ${escapeQuote(exact)}`));
    else if (exact !== record.exact) {
      const inner = /[ \t]\^[A-Za-z0-9-]+[ \t]*$/.exec(text.slice(quote.start, quote.end));
      const id = record.spans.id === null && inner ? inner[0].trimEnd() : '';
      edits.push({ span: quote, text: `> ${escapeQuote(exact)}${id}` });
    }
    return { edits, wanted: sidecar.records.map((other) => (other === record ? changed : other)) };
  });
}

/** Puts lines into a record, with a blank line behind them where what follows is another's: it could else become one with them. */
function below(text: string, { spans }: AnnotationRecord, at: number, lines: string): TextEdit {
  const touches = at >= spans.record.end && /^(?:\r\n|\r|\n)[ \t]*\S/.test(text.slice(at, at + 1000));
  return { span: { start: at, end: at }, text: lines + (touches ? lineEndOf(text) : '') };
}

/** Gives a record that has no block id of its own one. */
export function nameRecord(text: string, id: string, given: string): SidecarEdit {
  return edit(text, id, (sidecar, record) => {
    const { quote, marker, id: old } = record.spans;
    const lineEnd = lineEndOf(text);
    const at = record.kind === 'remark' ? record.spans.record.end : (quote ?? marker).end;
    const edits = old
      ? [{ span: old, text: `^${given}` }]
      : [below(text, record, at, `${lineEnd}${lineEnd}^${given}`)];
    return {
      edits,
      wanted: sidecar.records.map((other) => (other === record ? { ...record, id: given } : other)),
    };
  });
}

/** Sets a field of the sidecar's front matter. */
export function setSidecarField(
  text: string,
  name: 'tags' | 'rating' | 'citekey' | 'title' | 'paper',
  value: FieldValue,
): SidecarEdit {
  const before = parseSidecar(text);
  if (before.locked !== null) return refuse(before.locked);
  const edits = setField(text, name, value);
  if (!edits) return refuse('its front matter is in a form that cannot be edited');
  const isMeant = ({ fields }: Sidecar): boolean => {
    if (name === 'tags') return same(fields.tags, value ?? []);
    if (name === 'rating') return same(fields.rating, value === null ? null : Number(value));
    return name === 'paper' || same(fields[name], value);
  };
  if (!same(otherFields(applyEdits(text, edits), name), otherFields(text, name)))
    return refuse('its front matter is in a form that cannot be edited');
  return verified(text, edits, before.records, isMeant);
}

/** What front matter says beside one field. */
function otherFields(text: string, name: string): unknown {
  const { data } = readFrontMatter(text);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).filter(([key]) => key.toLowerCase() !== name);
}

/** A sidecar's text before anything is annotated, with places for the records to come. */
export function newSidecar(front: {
  readonly citekey: string;
  readonly title: string;
  readonly paper: string | null;
}): string {
  let text = '';
  for (const name of ['citekey', 'title', 'paper'] as const) {
    const value = front[name];
    if (value !== null && value !== '')
      text = applyEdits(text, setField(text, name, foldBlanks(value)) ?? []);
  }
  return text + '\n'.repeat(PLACES);
}

/** The lines of a record, without a line end at its end. */
export function printRecord(record: NewRecord, lineEnd = '\n'): string {
  const { id, exact, comment, kind } = record;
  const named = `^${id}`;
  const words = comment === '' ? [] : [escapeComment(comment)];
  const parts = kind === 'highlight' ? [named, ...words] : [...words, named];
  const head = printMarker(record) + (exact === '' ? '' : `\n> ${escapeQuote(exact)}`);
  return [head, ...parts].join('\n\n').replaceAll('\n', lineEnd);
}

function insert(
  text: string,
  sources: readonly string[],
  records: readonly NewRecord[],
  random: Random,
): SidecarEdit {
  const sidecar = parseSidecar(text);
  if (sidecar.locked !== null) return refuse(sidecar.locked);
  const edits = placeRecords(text, sidecar, sources, lineEndOf(text), random);
  return verified(text, edits, [...sidecar.records, ...records]);
}

function edit(
  text: string,
  id: string,
  plan: (sidecar: Sidecar, record: AnnotationRecord) => { edits: TextEdit[]; wanted: readonly NewRecord[] },
): SidecarEdit {
  return editAll(text, [id], (sidecar, [record]) => plan(sidecar, record!));
}

function editAll(
  text: string,
  ids: readonly string[],
  plan: (
    sidecar: Sidecar,
    records: readonly AnnotationRecord[],
  ) => { edits: TextEdit[]; wanted: readonly NewRecord[] },
): SidecarEdit {
  const sidecar = parseSidecar(text);
  if (sidecar.locked !== null) return refuse(sidecar.locked);
  const wantedIds = new Set(ids);
  const records = sidecar.records.filter((one) => wantedIds.has(one.id));
  if (records.length === 0) return refuse(`it holds no annotation ${ids.join(', ')} any more`);
  const { edits, wanted } = plan(sidecar, records);
  return verified(text, edits, wanted);
}

/** Applies edits in memory, reads the outcome and lets them out only if it holds exactly the records that were meant. */
function verified(
  text: string,
  edits: readonly TextEdit[],
  wanted: readonly NewRecord[],
  isMeant: (after: Sidecar) => boolean = () => true,
): SidecarEdit {
  const after = applyEdits(text, edits);
  const read = parseSidecar(after);
  if (read.locked !== null || !isMeant(read) || !same(contents(read.records), contents(wanted)))
    return refuse('the edit would not have come out as meant');
  return { edits, after };
}

function commentEdits(text: string, record: AnnotationRecord, comment: string): TextEdit[] {
  const { spans, kind } = record;
  const lineEnd = lineEndOf(text);
  const written = escapeComment(comment).replaceAll('\n', lineEnd);
  const last = spans.comment.at(-1);
  const edits: TextEdit[] = [];
  // What stands behind the marker on its own line is a comment too.
  const line = text.slice(spans.marker.start, spans.marker.end);
  const close = /--!?>/.exec(line);
  const inline = close ? close.index + close[0].length : line.length;
  if (line.slice(inline).trim() !== '')
    edits.push({ span: { start: spans.marker.start + inline, end: spans.marker.end }, text: '' });
  for (const span of spans.comment) {
    if (span !== last || written === '')
      edits.push({ span: withBlanks(text, span, spans.record.start), text: '' });
  }
  if (written === '') return edits;
  if (last) edits.push({ span: last, text: written });
  else {
    const anchor =
      kind === 'highlight' ? (spans.id ?? spans.quote ?? spans.marker) : (spans.quote ?? spans.marker);
    edits.push(below(text, record, anchor.end, lineEnd + lineEnd + written));
  }
  return edits;
}

/** A part of a record with the blank lines above it. */
function withBlanks(
  text: string,
  span: { start: number; end: number },
  from: number,
): { start: number; end: number } {
  let start = span.start;
  while (start > from && /\s/.test(text.charAt(start - 1))) start--;
  return { start, end: span.end };
}

function contents(records: readonly NewRecord[]): string[] {
  return records
    .map(({ kind, color, date, annotator, place, prefix, suffix, id, exact, comment }) =>
      JSON.stringify([
        kind,
        color,
        date,
        annotator,
        place,
        prefix,
        suffix,
        id.startsWith('~') ? '~' : id,
        exact,
        comment,
      ]),
    )
    .sort();
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function refuse(refused: string): SidecarEdit {
  return { refused };
}
