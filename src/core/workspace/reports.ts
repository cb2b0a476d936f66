import type { Doubt, DoubtCode } from '../library/doubts/doubt.ts';
import type { Doubts } from '../library/doubts/doubts.ts';
import type { DigestReport, PlacedProblem } from './digest-file.ts';
import type { FileRules } from './file-rules.ts';
import { identityProblems } from './identity-problems.ts';
import { withSeverities } from './severities.ts';

export interface LeftOut {
  /** An ignore file by its path, a setting by its name, or what it is in words. */
  readonly rule: string;
  readonly files: number;
  /** The first of them; folders end with a slash. */
  readonly paths: readonly string[];
}

/** The honest report's data: what came of every file that was considered, and what was left out by which rule. */
export class Reports {
  readonly #digests = new Map<string, DigestReport>();
  /** Of project files, by path. */
  #projects: ReadonlyMap<string, readonly PlacedProblem[]> = new Map();
  /** Rules by the paths of files and folders that they leave out; folders end with a slash. */
  readonly #leftOut = new Map<string, string>();
  readonly #rules: () => FileRules;
  readonly #doubts: Doubts;

  constructor(rules: () => FileRules, doubts: Doubts) {
    this.#rules = rules;
    this.#doubts = doubts;
  }

  /** Every file with something to tell, by path, its problems as severe as the settings say. */
  all(): readonly DigestReport[] {
    const reports = [...this.#digests.values()].map((report) => this.#judged(report));
    for (const [path, problems] of this.#projects)
      if (problems.length > 0) reports.push(projectReport(path, problems));
    return reports.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  of(path: string): DigestReport | undefined {
    const report = this.#digests.get(path);
    if (report) return this.#judged(report);
    const problems = this.#projects.get(path);
    return problems && projectReport(path, problems);
  }

  /** Whether a file could be read as some format; undefined for a file of which there is nothing to tell. */
  isRead(path: string): boolean | undefined {
    const report = this.#digests.get(path);
    if (report) return report.format !== null;
    return this.#projects.has(path) ? false : undefined;
  }

  has(path: string): boolean {
    return this.#digests.has(path);
  }

  paths(): Iterable<string> {
    return this.#digests.keys();
  }

  get digestCount(): number {
    return this.#digests.size;
  }

  /** How many problems there are, and how many of them are errors or warnings. */
  problemCounts(): { readonly problems: number; readonly alarms: number } {
    let problems = 0;
    let alarms = 0;
    const count = (all: readonly PlacedProblem[]): void => {
      problems += all.length;
      for (const { severity } of all) if (severity === 'error' || severity === 'warning') alarms++;
    };
    for (const report of this.#digests.values()) count(this.#judged(report).problems);
    for (const all of this.#projects.values()) count(all);
    return { problems, alarms };
  }

  set(report: DigestReport): void {
    this.#digests.set(report.path, report);
  }

  delete(path: string): boolean {
    return this.#digests.delete(path);
  }

  setProjects(problems: ReadonlyMap<string, readonly PlacedProblem[]>): void {
    this.#projects = problems;
  }

  /** What each rule leaves out: how many, and the first of the paths; by rule. */
  leftOutByRule(most: number): readonly LeftOut[] {
    const byRule = new Map<string, string[]>();
    for (const [path, rule] of this.#leftOut) {
      const paths = byRule.get(rule);
      if (paths) paths.push(path);
      else byRule.set(rule, [path]);
    }
    return [...byRule]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, paths]) => ({ rule, files: paths.length, paths: paths.sort().slice(0, most) }));
  }

  /** Notes by which rule a path is left out; null where it is not, or is gone. */
  setLeftOut(path: string, rule: string | null): void {
    if (rule === null) this.#leftOut.delete(path);
    else this.#leftOut.set(path, rule);
  }

  clearLeftOut(): void {
    this.#leftOut.clear();
  }

  /** With what is doubtful about the entries, and as severe as the settings say. */
  #judged(report: DigestReport): DigestReport {
    const doubts = this.#doubts.of(report.path);
    const { diagnostics } = this.#rules().settingsOf(report.path);
    const own = withSeverities(report.problems, diagnostics);
    const doubtful = withSeverities(identityProblems(doubts), diagnostics);
    const problems = doubtful.length === 0 ? own : [...withoutToldKeys(own, doubts, doubtful), ...doubtful];
    return problems === report.problems ? report : { ...report, problems };
  }
}

/** Without repeated keys of which it is told already that the entries are two papers. */
function withoutToldKeys(
  problems: readonly PlacedProblem[],
  doubts: readonly Doubt[],
  told: readonly PlacedProblem[],
): readonly PlacedProblem[] {
  const code: DoubtCode = 'key-of-two-papers';
  if (!told.some((problem) => problem.code === code)) return problems;
  const inFile = doubts.filter(
    (doubt) => doubt.code === code && doubt.at.source.path === doubt.other.source.path,
  );
  const places = new Set(inFile.map(({ at }) => at.source.entry.spans.key?.start));
  return problems.filter(
    (problem) => problem.code !== 'bibtex-key-repeated' || !places.has(problem.span.start),
  );
}

function projectReport(path: string, problems: readonly PlacedProblem[]): DigestReport {
  return { path, about: 'settings', format: null, recognisedBy: null, entries: 0, problems };
}
