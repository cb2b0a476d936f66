import type { Severity } from '../text/problem.ts';
import type { DigestReport, PlacedProblem } from '../workspace/digest-file.ts';
import type { LeftOut } from '../workspace/reports.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { formatName } from './paper-text.ts';

/** The honest report: every file that was considered, what was read from it, and what was not, and why. Bounded for people. */
export interface Report {
  readonly files: number;
  readonly entries: number;
  readonly papers: number;
  readonly merged: number;
  readonly notes: number;
  readonly counts: SeverityCounts;
  readonly faulty: readonly ReportedFile[];
  readonly moreFaulty: number;
  readonly rows: readonly ReportRow[];
  readonly moreRows: number;
  readonly leftOut: readonly LeftOut[];
  /** Whether papers are still compared: what may be one paper is not told yet. */
  readonly comparing: boolean;
}

export interface SeverityCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly remarks: number;
}

export interface ReportedFile {
  readonly path: string;
  readonly problems: number;
  readonly shown: readonly ReportedProblem[];
}

export interface ReportedProblem {
  /** Where the file has this problem, in these words. */
  readonly places: readonly { readonly line: number; readonly column: number }[];
  readonly morePlaces: number;
  readonly severity: 'error' | 'warning' | 'remark';
  readonly code: string;
  readonly message: string;
  /** How many more of the same code follow in the file, with other words. */
  readonly more: number;
}

export interface ReportRow {
  readonly path: string;
  readonly format: string | null;
  readonly how: 'content' | 'name' | null;
  readonly entries: number;
  readonly problems: number;
}

/** How much of everything is shown. */
const MOST_FAULTY = 100;
const MOST_ROWS = 1000;
const MOST_PROBLEMS = 30;
const MOST_OF_A_CODE = 5;
const MOST_PLACES = 12;
const MOST_LEFT_OUT = 20;

export function reportModel(workspace: Workspace): Report {
  const { reports, library } = workspace;
  const entries = reports.reduce((sum, file) => sum + file.entries, 0);
  const faulty = reports.filter(({ problems }) => problems.length > 0).sort(gravestFirst);
  return {
    files: reports.filter(({ about }) => about !== 'settings' && about !== 'decisions').length,
    entries,
    papers: library.size,
    merged: entries - library.size,
    notes: workspace.notes.size,
    counts: countSeverities(reports),
    faulty: faulty.slice(0, MOST_FAULTY).map(reportedFile),
    moreFaulty: Math.max(0, faulty.length - MOST_FAULTY),
    rows: reports.slice(0, MOST_ROWS).map(rowOf),
    moreRows: Math.max(0, reports.length - MOST_ROWS),
    leftOut: workspace.files.leftOutByRule(MOST_LEFT_OUT),
    comparing: !workspace.doubts.ready,
  };
}

export function countSeverities(reports: readonly DigestReport[]): SeverityCounts {
  const counts = { error: 0, warning: 0, remark: 0 };
  for (const { problems } of reports) for (const { severity } of problems) counts[gravity(severity)]++;
  return { errors: counts.error, warnings: counts.warning, remarks: counts.remark };
}

function gravity(severity: Severity): 'error' | 'warning' | 'remark' {
  return severity === 'error' || severity === 'warning' ? severity : 'remark';
}

const GRAVITIES = ['error', 'warning', 'remark'] as const;

function gravestFirst(a: DigestReport, b: DigestReport): number {
  for (const grave of GRAVITIES) {
    const difference = countOf(b, grave) - countOf(a, grave);
    if (difference !== 0) return difference;
  }
  return a.path < b.path ? -1 : 1;
}

function countOf({ problems }: DigestReport, grave: (typeof GRAVITIES)[number]): number {
  return problems.reduce((sum, { severity }) => sum + (gravity(severity) === grave ? 1 : 0), 0);
}

/** The first problems of each code, the gravest codes first; what reads the same is told once, with its places. */
function reportedFile({ path, problems }: DigestReport): ReportedFile {
  const groups = [...grouped(problems, ({ code }) => code).values()].sort(
    ([a], [b]) => GRAVITIES.indexOf(gravity(a!.severity)) - GRAVITIES.indexOf(gravity(b!.severity)),
  );
  const shown = groups.flatMap((group) => reportedCode(group));
  return { path, problems: problems.length, shown: shown.slice(0, MOST_PROBLEMS) };
}

function reportedCode(problems: readonly PlacedProblem[]): ReportedProblem[] {
  const groups = [...grouped(problems, ({ message }) => message).values()];
  const hidden = groups.slice(MOST_OF_A_CODE).reduce((sum, group) => sum + group.length, 0);
  return groups.slice(0, MOST_OF_A_CODE).map((group, i, shown) => {
    const { severity, code, message } = group[0]!;
    return {
      places: group.slice(0, MOST_PLACES).map(({ line, column }) => ({ line, column })),
      morePlaces: Math.max(0, group.length - MOST_PLACES),
      severity: gravity(severity),
      code,
      message,
      more: i === shown.length - 1 ? hidden : 0,
    };
  });
}

function grouped<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return groups;
}

const ABOUT = { folder: 'folder', note: 'note', settings: 'project file', decisions: 'decisions' } as const;

function rowOf({ path, about, format, recognisedBy, entries, problems }: DigestReport): ReportRow {
  return {
    path,
    format: about ? ABOUT[about] : format && formatName(format),
    how: recognisedBy,
    entries,
    problems: problems.length,
  };
}
