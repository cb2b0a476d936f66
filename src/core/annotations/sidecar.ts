import { readFrontMatter } from '../notes/front-matter.ts';
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import { paperFields, type PaperFieldsOfNote } from './paper-fields.ts';
import { RecordReader } from './record-reader.ts';
import type { AnnotationRecord } from './record.ts';
import { sourceLines } from './source-lines.ts';

/** A paper's sidecar, or any note, as far as annotations go. */
export interface Sidecar {
  readonly fields: PaperFieldsOfNote;
  readonly records: readonly AnnotationRecord[];
  readonly problems: readonly Problem[];
  /** Why nothing may be written into the file; null where it may. */
  readonly locked: string | null;
  /** The file's parts in order; together they are the whole text. */
  readonly blocks: readonly SidecarBlock[];
}

/** `own` is what the reader wrote beside the records; `unknown` is a record of a kind that this version does not know. */
export interface SidecarBlock {
  readonly kind: 'front-matter' | 'own' | 'record' | 'unknown';
  readonly span: Span;
  readonly source: string;
}

const CONFLICT = /^(?:<{7}|>{7})(?: .*)?$/;
/** In a file in conflict, also what divides its sides. */
const CONFLICT_MARK = /^(?:<{7}|>{7}|={7}|\|{7})(?: .*)?$/;

/**
 * Reads a sidecar. A marker line opens a record, which ends before the next marker or heading. Takes what people write: parts may be
 * missing, moved or unknown; what that means is said in problems. Never throws; the blocks are the whole text.
 */
export function parseSidecar(text: string): Sidecar {
  const front = readFrontMatter(text);
  const lines = sourceLines(text, front.bodyStart);
  const contents = lines.map(({ start, end }) => text.slice(start, end));
  const problems: Problem[] = front.problems.filter(({ severity }) => severity === 'error');
  let locked: string | null = problems.length > 0 ? 'its front matter is not valid YAML' : null;
  const conflict = contents.findIndex((line) => CONFLICT.test(line));
  const isMark = (line: number): boolean => conflict >= 0 && CONFLICT_MARK.test(contents[line]!);
  const reader = new RecordReader(text, lines, isMark, problems);
  const spans = reader.read();
  if (conflict >= 0) {
    const { start, end } = lines[conflict]!;
    locked = 'it holds the marks of a merge conflict';
    problems.unshift({
      severity: 'error',
      code: 'sidecar-conflicted',
      message:
        'A merge left conflict marks here. Annotations are shown, but nothing is written into this file before they are resolved.',
      span: { start, end },
    });
  }
  return {
    fields: paperFields(front.data),
    records: reader.records,
    problems,
    locked,
    blocks: blocksOf(text, front.span ? front.bodyStart : 0, spans),
  };
}

/** The text of a parsed sidecar: what was parsed. */
export function printSidecar({ blocks }: Sidecar): string {
  return blocks.map(({ source }) => source).join('');
}

function blocksOf(
  text: string,
  bodyStart: number,
  records: readonly { kind: 'record' | 'unknown'; span: Span }[],
): SidecarBlock[] {
  const blocks: SidecarBlock[] = [];
  let at = 0;
  const add = (kind: SidecarBlock['kind'], end: number): void => {
    if (end > at) blocks.push({ kind, span: { start: at, end }, source: text.slice(at, end) });
    at = Math.max(at, end);
  };
  add('front-matter', bodyStart);
  for (const { kind, span } of records) {
    add('own', span.start);
    add(kind, span.end);
  }
  add('own', text.length);
  return blocks;
}
