import { printTsvLine, readTsv } from '../text/tsv.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';

/** What a reader did with a paper in triage; `none` takes back what was decided before. */
export const DECISIONS = ['seen', 'queued', 'dismissed', 'none'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

export interface Decision {
  /** `arxiv:2501.00663`, `doi:10.1000/x`, or `key:` with a citekey. */
  readonly paper: string;
  readonly kind: DecisionKind;
  /** An instant as ISO 8601 in UTC: `2026-11-03T08:12:45.123Z`. */
  readonly time: string;
  /** The day of the newest digest that had announced the paper when it was decided on; null where nobody wrote it down. */
  readonly upTo?: string | null;
}

export interface DecisionFile {
  readonly decisions: readonly Decision[];
  /** Lines that say nothing that is understood, from 1. */
  readonly unread: readonly number[];
}

const FOLDER = '.carrel/decisions/';
/** The first line of a file; a later version may add fields behind these three, never before them. */
export const DECISIONS_HEADER = '# carrel decisions 1: paper, decision, time';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** Whether a path (below its workspace folder) holds decisions. */
export function isDecisionFile(path: string): boolean {
  return /(?:^|\/)\.carrel\/decisions\/[^/]+\.tsv$/.test(path);
}

/** The file that a machine appends to: each month and machine has its own, so that merging is adding. */
export function decisionFile(time: string, machine: string): string {
  const name = machine
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${FOLDER}${time.slice(0, 7)}.${name === '' ? 'machine' : name}.tsv`;
}

export function parseDecisions(text: string): DecisionFile {
  const decisions: Decision[] = [];
  const unread: number[] = [];
  for (const { fields, line } of readTsv(text)) {
    const [paper, word, time, day = ''] = fields;
    const kind = DECISIONS.find((one) => one === word);
    if (kind && paper && time !== undefined && TIME.test(time))
      decisions.push(DAY.test(day) ? { paper, kind, time, upTo: day } : { paper, kind, time });
    else unread.push(line);
  }
  return { decisions, unread };
}

/** The edit that appends decisions; a last line that was cut off by a crash is left as it is and ended. */
export function appendDecisions(text: string, decisions: readonly Decision[]): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  const head = text === '' ? [DECISIONS_HEADER] : [];
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : lineEnd;
  const lines = decisions.map(({ paper, kind, time, upTo }) =>
    printTsvLine([paper, kind, time, ...(upTo ? [upTo] : [])]),
  );
  const at = text.length;
  return [
    { span: { start: at, end: at }, text: gap + [...head, ...lines].map((line) => line + lineEnd).join('') },
  ];
}

/** The decision that holds: the latest; of two at one instant the one whose word comes later in `DECISIONS`, on every machine alike. */
export function later(a: Decision, b: Decision): Decision {
  if (a.time !== b.time) return a.time > b.time ? a : b;
  return DECISIONS.indexOf(a.kind) >= DECISIONS.indexOf(b.kind) ? a : b;
}
