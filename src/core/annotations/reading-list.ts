import type { Span } from '../text/span.ts';
import { closedFences } from './fences.ts';
import { sourceLines } from './source-lines.ts';

export type ListStatus = 'queued' | 'reading' | 'read';
/** A paper's reading status; `none` is what no list and no decision speaks of. */
export const STATUSES = ['queued', 'reading', 'read', 'dismissed', 'none'] as const;
export type Status = (typeof STATUSES)[number];

/** A task about a paper. */
export interface ReadingTask {
  /** The paper as the task cites it: a citekey, or a spelling with its scheme (`arXiv:…`, an address). */
  readonly reference: string;
  /** The line below the task's first, as it is written; null where there is none. */
  readonly title: string | null;
  /** Null for a mark that is none of ours: `[-]`, `[>]`. */
  readonly status: ListStatus | null;
  readonly added: string | null;
  readonly started: string | null;
  readonly done: string | null;
  readonly spans: {
    /** From the task's first line to behind the line end of its last. */
    readonly task: Span;
    /** The character between the brackets. */
    readonly mark: Span;
    /** The first line, without its line end. */
    readonly line: Span;
  };
}

export interface ReadingList {
  readonly tasks: readonly ReadingTask[];
  /** Why nothing may be written; null where it may. */
  readonly locked: string | null;
}

const TASK = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[(.)\](?=[ \t])/u;
const CITED =
  /\[\[@?([^\]|#\n]+)(?:[#|][^\]\n]*)?\]\]|(?<![\p{L}\p{N}_])@(?:\{([^{}\s]+)\}|([\p{L}\p{N}_](?:[:.#$%&+?<>~/-]*[\p{L}\p{N}_])*))|(https?:\/\/[^\s<>)\]]+)|\b(arxiv:\s*\S+?)(?=[\s,;)\]]|$)/iu;
/** Signs of Obsidian Tasks: created, started, done. */
const DATES = { added: '➕', started: '🛫', done: '✅' } as const;

/** Reads the tasks of a Markdown file that begin with a citation of a paper. All else in the file is the reader's. */
export function parseReadingList(text: string): ReadingList {
  const lines = sourceLines(text, text.startsWith('\ufeff') ? 1 : 0);
  const contents = lines.map(({ start, end }) => text.slice(start, end));
  const fenced = closedFences(contents);
  const tasks: ReadingTask[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = contents[i]!;
    const task = fenced(i) ? null : TASK.exec(line);
    if (!task) continue;
    const cited = CITED.exec(line.slice(task[0].length));
    if (!cited) continue;
    let end = i + 1;
    const indent = width(task[1]!);
    // What is indented deeper belongs to the task; a task of its own below it goes with it.
    while (
      end < lines.length &&
      contents[end]!.trim() !== '' &&
      width(/^[ \t]*/.exec(contents[end]!)![0]) > indent
    )
      end++;
    const start = lines[i]!.start;
    const mark = task[0].lastIndexOf('[') + 1;
    tasks.push({
      reference: (cited[1] ?? cited[2] ?? cited[3] ?? cited[4] ?? cited[5])!.trim(),
      title: end > i + 1 ? contents[i + 1]!.trim() : null,
      status: statusOf(task[2]!),
      added: dateOf(line, DATES.added),
      started: dateOf(line, DATES.started),
      done: dateOf(line, DATES.done),
      spans: {
        task: { start, end: lines[end - 1]!.next },
        mark: { start: start + mark, end: start + mark + task[2]!.length },
        line: { start, end: lines[i]!.end },
      },
    });
  }
  const conflicted = contents.some((line) => /^(?:<{7}|>{7})(?: .*)?$/.test(line));
  return { tasks, locked: conflicted ? 'it holds the marks of a merge conflict' : null };
}

export function markOf(status: ListStatus): string {
  return status === 'queued' ? ' ' : status === 'reading' ? '/' : 'x';
}

function statusOf(mark: string): ListStatus | null {
  if (mark === ' ') return 'queued';
  if (mark === '/') return 'reading';
  return mark === 'x' || mark === 'X' ? 'read' : null;
}

/** The place and value of a date behind its sign on a task's line. */
export function datePlace(line: string, sign: string): { start: number; end: number; date: string } | null {
  const at = line.indexOf(sign);
  const date = at < 0 ? null : /^\ufe0f?[ \t]*(\d{4}-\d{2}-\d{2})/.exec(line.slice(at + sign.length));
  return date ? { start: at, end: at + sign.length + date[0].length, date: date[1]! } : null;
}

function dateOf(line: string, sign: string): string | null {
  return datePlace(line, sign)?.date ?? null;
}

function width(indent: string): number {
  return indent.replace(/\t/g, '    ').length;
}
