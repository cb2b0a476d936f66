/** The honest report as views show it. Everything is bounded: what is left over is counted. Lines and columns count from 1. */
export interface ReportModel {
  readonly files: number;
  readonly entries: number;
  readonly papers: number;
  readonly merged: number;
  readonly notes: number;
  readonly counts: ProblemCounts;
  /** How far reading is, or how far it came before it was stopped; null where all was read. */
  readonly reading: { readonly done: number; readonly total: number; readonly stopped: boolean } | null;
  /** Files with problems, those with the gravest first. */
  readonly faulty: readonly FaultyFile[];
  readonly moreFaulty: number;
  /** All files, by path. */
  readonly rows: readonly FileRow[];
  readonly moreRows: number;
  readonly leftOut: readonly LeftOutRule[];
  /** Whether papers are still compared: what may be one paper is not told yet. */
  readonly comparing: boolean;
}

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly remarks: number;
}

export interface FaultyFile {
  readonly path: string;
  readonly uri: string;
  readonly problems: number;
  readonly shown: readonly ReportProblem[];
}

/** Problems of one file that read the same. */
export interface ReportProblem {
  readonly places: readonly { readonly line: number; readonly column: number }[];
  /** At how many more places the same is wrong. */
  readonly morePlaces: number;
  readonly severity: 'error' | 'warning' | 'remark';
  readonly code: string;
  readonly message: string;
  /** How many more of the same code follow in the file, with other words. */
  readonly more: number;
}

export interface FileRow {
  readonly path: string;
  readonly uri: string;
  /** The format in words, or what the path is in place of a digest; null where it could not be read. */
  readonly format: string | null;
  /** What spoke for the format. */
  readonly how: 'content' | 'name' | null;
  readonly entries: number;
  readonly problems: number;
}

export interface LeftOutRule {
  readonly rule: string;
  readonly files: number;
  readonly paths: readonly string[];
}

/** What the report's page tells the extension; places are named by their order in the model that it shows. */
export type FromReport =
  | { readonly type: 'ready' | 'readAgain' | 'stopReading' }
  | { readonly type: 'openFile'; readonly row: number }
  | { readonly type: 'openProblem'; readonly file: number; readonly problem: number; readonly place: number };

/** Takes anything and gives the message, or null for whatever is not exactly one. */
export function readFromReport(value: unknown): FromReport | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  const message = value as Readonly<Record<string, unknown>>;
  const index = (name: string): number | null => {
    const given = message[name];
    return typeof given === 'number' && Number.isInteger(given) && given >= 0 ? given : null;
  };
  switch (message['type']) {
    case 'ready':
    case 'readAgain':
    case 'stopReading':
      return { type: message['type'] };
    case 'openFile': {
      const row = index('row');
      return row === null ? null : { type: 'openFile', row };
    }
    case 'openProblem': {
      const file = index('file');
      const problem = index('problem');
      const place = index('place');
      if (file === null || problem === null || place === null) return null;
      return { type: 'openProblem', file, problem, place };
    }
    default:
      return null;
  }
}

/** What the extension tells the report's page: the model, or null while the server is down. */
export interface ToReport {
  readonly type: 'report';
  readonly report: ReportModel | null;
}

export function readToReport(value: unknown): ToReport | null {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'report')
    return null;
  if (!('report' in value)) return null;
  const { report } = value;
  if (report === null) return { type: 'report', report: null };
  if (typeof report !== 'object') return null;
  const lists = ['faulty', 'rows', 'leftOut'] as const;
  const numbers = ['files', 'entries', 'papers', 'merged', 'notes', 'moreFaulty', 'moreRows'] as const;
  const given = report as Readonly<Record<string, unknown>>;
  const isWhole =
    lists.every((name) => Array.isArray(given[name])) &&
    numbers.every((name) => typeof given[name] === 'number');
  return isWhole ? { type: 'report', report: report as ReportModel } : null;
}
