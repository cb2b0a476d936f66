import {
  addRecord,
  removeRecord,
  setSidecarField,
  updateRecord,
  type NewRecord,
  type SidecarEdit,
} from '../../src/core/annotations/sidecar-edits.ts';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';

export type Next = (below: number) => number;

const WORDS =
  'memory attention learns long context kernel sparse $O(n^2)$ state-of-the-art model *bold* token_1 gradient “quoted” data – and of the a'.split(
    ' ',
  );
const LINES = [
  'Same claim as [@x2024]?',
  '# check this',
  '- a point',
  '',
  '```',
  'x = 1',
  'Title',
  '---',
  '^abc',
  '> no',
  '$$',
  '<!-- carrel: highlight -->',
  'see p. 3',
];

export function words(next: Next, most: number): string {
  return Array.from({ length: 1 + next(most) }, () => WORDS[next(WORDS.length)]!).join(' ');
}

export function lines(next: Next, most: number): string {
  return Array.from({ length: next(most + 1) }, () => LINES[next(LINES.length)]!).join('\n');
}

/** An id as Carrel makes them. */
export function newId(next: Next): string {
  return Array.from({ length: 6 }, () => '0123456789abcdefghijklmnopqrstuvwxyz'[next(36)]!).join('');
}

export function newHighlight(next: Next, annotator: string | null): NewRecord {
  const isRemark = next(5) === 0;
  return {
    kind: isRemark ? 'remark' : 'highlight',
    color: isRemark ? null : (['yellow', 'green', 'blue', 'red'] as const)[next(4)]!,
    date: `2026-11-${String(1 + next(28)).padStart(2, '0')}`,
    annotator,
    place: isRemark ? null : { field: 'abstract', start: next(1500), page: null, version: 1 + next(3) },
    prefix: next(4) === 0 ? `${words(next, 3)} ` : null,
    suffix: null,
    id: newId(next),
    exact: isRemark ? '' : words(next, 20),
    comment: isRemark ? words(next, 10) : lines(next, 4),
  };
}

/** One random thing that a reader does with a sidecar. */
export function randomEdit(text: string, next: Next, annotator: string | null): SidecarEdit {
  const { records } = parseSidecar(text);
  const record = records.length > 0 ? records[next(records.length)]! : null;
  const choice = next(10);
  if (record && choice < 2) return updateRecord(text, record.id, { comment: lines(next, 4) });
  if (record && choice === 2)
    return updateRecord(text, record.id, { color: (['yellow', 'green', 'blue', 'red'] as const)[next(4)]! });
  if (record && choice === 3) return removeRecord(text, record.id);
  if (choice === 4)
    return setSidecarField(
      text,
      'tags',
      Array.from({ length: next(4) }, () => `tag-${next(9)}`).filter((tag, i, all) => all.indexOf(tag) === i),
    );
  if (choice === 5) return setSidecarField(text, 'rating', next(6) === 0 ? null : String(1 + next(5)));
  return addRecord(text, newHighlight(next, annotator), next);
}

/** What a sidecar says, as text that is equal where nothing was lost or changed. */
export function said(text: string): string[] {
  return parseSidecar(text)
    .records.map((record) => JSON.stringify({ ...record, spans: null }))
    .sort();
}
