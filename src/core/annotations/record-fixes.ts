import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import { isMadeUp, type AnnotationRecord } from './record.ts';
import { nameRecord, removeRecord } from './sidecar-edits.ts';
import { parseSidecar, type Sidecar } from './sidecar.ts';

/** What mends a record that was written by hand. */
export interface RecordFix {
  readonly title: string;
  /** The codes of the problems that it mends. */
  readonly codes: readonly string[];
  readonly edits: readonly TextEdit[];
}

/** What mends the problems of a record; each fix was tried out. `newId` is a block id that is free. */
export function recordFixes(text: string, record: AnnotationRecord, newId: string): readonly RecordFix[] {
  const before = parseSidecar(text);
  if (before.locked !== null) return [];
  const codes = codesAt(before, record);
  const fixes: RecordFix[] = [];
  const offer = (title: string, mended: readonly string[], edits: readonly TextEdit[] | null): void => {
    const its = mended.filter((code) => codes.includes(code));
    if (edits && its.length > 0 && isMended(text, before, edits)) fixes.push({ title, codes: its, edits });
  };
  const named = isMadeUp(record.id) ? nameRecord(text, record.id, newId) : null;
  offer(
    'Give this annotation a block id',
    ['annotation-without-id', 'annotation-duplicate-id'],
    named && 'edits' in named ? named.edits : null,
  );
  const { marker } = record.spans;
  const behind = { start: marker.end, end: marker.end };
  offer('Close the comment', ['annotation-marker-unclosed'], [{ span: behind, text: ' -->' }]);
  offer('Make it a remark', ['annotation-without-quote'], asRemark(text, record));
  const removed = removeRecord(text, record.id);
  offer(
    'Delete this highlight',
    ['annotation-without-quote'],
    record.comment === '' && 'edits' in removed ? removed.edits : null,
  );
  return fixes;
}

function codesAt({ problems }: Sidecar, { spans }: AnnotationRecord): string[] {
  return problems.filter(({ span }) => span.start === spans.marker.start).map(({ code }) => code);
}

/** Whether the edits leave fewer problems, and all comments. */
function isMended(text: string, before: Sidecar, edits: readonly TextEdit[]): boolean {
  const after = parseSidecar(applyEdits(text, edits));
  const comments = ({ records }: Sidecar): string =>
    records
      .map(({ comment }) => comment)
      .filter((comment) => comment !== '')
      .join('\n\n');
  return after.problems.length < before.problems.length && comments(after) === comments(before);
}

/** Takes the words of a highlight's marker that a remark has no use for. */
function asRemark(text: string, { spans, comment }: AnnotationRecord): readonly TextEdit[] | null {
  const word = /\bhighlight\b(?:[ \t]+(?:yellow|green|blue|red)\b)?/i.exec(
    text.slice(spans.marker.start, spans.marker.end),
  );
  if (!word || comment === '') return null;
  const start = spans.marker.start + word.index;
  return [{ span: { start, end: start + word[0].length }, text: 'remark' }];
}
