import { metaLine, shortDetail, shownAbstract, shownTitle } from '../core/features/paper-text.ts';
import { findingsOfNote } from '../core/features/citations.ts';
import { EXPORT_FORMATS, exportPapers } from '../core/export/export.ts';
import { sourcePaths, type ExportItem } from '../core/export/export-item.ts';
import { allItems, citedItems } from '../core/features/export-items.ts';
import { detailsOf, listingOf, reportOf, sortedPapers } from '../core/features/listing.ts';
import { onePaper, type OpenLibrary } from './open-library.ts';
import { namedPlaces } from '../core/workspace/note-index.ts';
import { printable } from '../core/text/markdown-escape.ts';
import { UsageError, type Request } from './arguments.ts';

/** What a command prints, and whether it found something wrong. */
export interface Outcome {
  readonly output: string;
  readonly problems: boolean;
  /** Lines for standard error. */
  readonly remarks?: readonly string[];
}

export type Command = (library: OpenLibrary, request: Request) => Outcome | Promise<Outcome>;

const MOST_RESULTS = 20;

/** How many of the paths that a rule leaves out are named. */
const MOST_LEFT_OUT = 20;

/** `carrel list`: all papers, by key. */
export function list(library: OpenLibrary, { json }: Request): Outcome {
  const { workspace } = library;
  const papers = sortedPapers(workspace);
  if (json)
    return done(
      pretty(papers.map((paper) => listingOf(workspace, paper, library.finder().topicsOf(paper.id)))),
    );
  return done(papers.map((paper) => `${paper.key}\t${shownTitle(paper)}`).join('\n'));
}

/** `carrel show REF`: one paper whole. */
export function show(library: OpenLibrary, request: Request): Outcome {
  const { workspace } = library;
  const paper = onePaper(library, operand(request, 'a citekey, an identifier, a URL or a title'));
  const topics = library.finder().topicsOf(paper.id);
  if (request.json) return done(pretty(detailsOf(workspace, paper, topics)));
  const cited = workspace.mentionsOf(paper).map(({ path, place }) => `${path}:${place.start.line + 1}`);
  const lines = [
    shownTitle(paper),
    metaLine(paper).join(' · '),
    `@${paper.key}${paper.aliases.map((alias) => `, @${alias}`).join('')}`,
    '',
    ...shownAbstract(paper).flatMap((paragraph) => [paragraph, '']),
    topics.length > 0 ? `Topics: ${topics.join(', ')}` : '',
    `Entries: ${paper.entries.map(({ path, line }) => `${path}:${line}`).join(', ')}`,
    cited.length > 0 ? `Cited in: ${cited.join(', ')}` : '',
  ];
  return done(lines.filter((line, i) => line !== '' || i < 5).join('\n'));
}

/** `carrel related REF`: the papers like one, with reasons. */
export function related(library: OpenLibrary, request: Request): Outcome {
  const paper = onePaper(library, operand(request, 'a citekey, an identifier, a URL or a title'));
  const found = library.finder().related(paper, MOST_RESULTS);
  if (request.json) {
    return done(
      pretty(found.map(({ paper: p, score, reasons }) => ({ key: p.key, title: p.title, score, reasons }))),
    );
  }
  return done(
    found.map(({ paper: p, reasons }) => `${p.key}\t${shownTitle(p)}\t${reasons.join('; ')}`).join('\n'),
  );
}

/** `carrel report`: every file that was considered, and every problem in it. */
export function report({ workspace }: OpenLibrary, { json }: Request): Outcome {
  workspace.doubts.work(() => false);
  const { reports, library } = workspace;
  const problems = reports.some((file) =>
    file.problems.some((p) => p.severity === 'error' || p.severity === 'warning'),
  );
  if (json) return { output: pretty(reportOf(workspace)), problems };
  const entries = reports.reduce((sum, file) => sum + file.entries, 0);
  const lines = reports.flatMap(({ path, format, recognisedBy, entries: count, problems: found }) => [
    printable(
      `${path}: ${format === null ? 'not read' : `${format} (by ${recognisedBy ?? 'name'})`}, ${counted(count, 'entry', 'entries')}`,
    ),
    ...found.map((problem) => problemLine({ path, ...problem })),
  ]);
  for (const { rule, files, paths } of workspace.files.leftOutByRule(MOST_LEFT_OUT)) {
    const more = files > paths.length ? ` and ${files - paths.length} more` : '';
    lines.push(printable(`left out by ${rule}: ${paths.join(', ')}${more}`));
  }
  lines.push(
    [
      counted(reports.length, 'file'),
      counted(entries, 'entry', 'entries'),
      counted(library.size, 'paper'),
      `${entries - library.size} merged`,
    ].join(', '),
  );
  return { output: lines.join('\n'), problems };
}

function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** `carrel check`: what is wrong in the notes, as compilers say it. */
export function check({ workspace }: OpenLibrary, { json }: Request): Outcome {
  const findings = [...workspace.notes.paths()].sort().flatMap((path) => {
    const note = workspace.notes.get(path)!;
    return findingsOfNote(workspace, path, note.scan).map((finding) => {
      const problem = note.scan.problems.findIndex(({ span }) => span === finding.span);
      const cited = note.placed.find(({ citation }) => citation.target === finding.span);
      const named = namedPlaces(note.scan).findIndex((place) => place === finding.span);
      const start = note.problemStarts[problem] ?? note.namedStarts[named] ?? cited?.start;
      return {
        path,
        line: (start?.line ?? 0) + 1,
        column: (start?.character ?? 0) + 1,
        ...finding,
      };
    });
  });
  const problems = findings.some((finding) => finding.severity === 'error');
  if (json) {
    const plain = findings.map(({ path, line, column, severity, code, message }) => ({
      path,
      line,
      column,
      severity,
      code,
      message,
    }));
    return { output: pretty(plain), problems };
  }
  return {
    output: findings.map(problemLine).join('\n'),
    problems,
  };
}

/** `carrel search QUERY`: the papers that fit, best first; what is wrong with the query goes to standard error. */
export function search(library: OpenLibrary, request: Request): Outcome {
  const query = operand(request, 'a query');
  const { found, total, partly, parsed } = library.finder().search(query, MOST_RESULTS);
  const remarks = parsed.problems.map(({ span, message }) => `query:${span.start + 1}: ${message}`);
  if (partly) remarks.push('no paper has all of these words; these have some of them');
  if (total > found.length) remarks.push(`the best ${found.length} of ${total}`);
  const output = request.json
    ? pretty(found.map(({ paper, score }) => ({ key: paper.key, title: paper.title, score })))
    : found.map(({ paper }) => `${paper.key}\t${shownTitle(paper)}\t${shortDetail(paper)}`).join('\n');
  return { output, problems: false, remarks };
}

/** `carrel export --format F [--cited-in NOTE]`: all papers, or those that a note cites. */
export async function exportCommand(library: OpenLibrary, { format, citedIn }: Request): Promise<Outcome> {
  const { workspace } = library;
  const known = EXPORT_FORMATS.find((name) => name === format);
  if (!known) throw new UsageError(`\`carrel export\` needs --format ${EXPORT_FORMATS.join('|')}`);
  const items = citedIn === null ? allItems(workspace) : itemsOfNote(library, citedIn);
  if (!items) throw new UsageError(`${citedIn ?? ''} is no note of the library`);
  const output = exportPapers(items, known, await library.textsOf(sourcePaths(items))).trimEnd();
  return { ...done(output), remarks: sharedKeys(items) };
}

/** A note is named from the library's folder or from the current one. */
function itemsOfNote(library: OpenLibrary, name: string): ExportItem[] | null {
  const inside = citedItems(library.workspace, name.replaceAll('\\', '/').replace(/^\.\//, ''));
  const path = inside ? null : library.pathOf(name);
  return path === null ? inside : citedItems(library.workspace, path);
}

/** What a program that reads the export cannot tell apart. */
function sharedKeys(items: readonly ExportItem[]): string[] {
  const papers = new Map<string, number>();
  for (const { key } of items) papers.set(key, (papers.get(key) ?? 0) + 1);
  return [...papers]
    .filter(([, count]) => count > 1)
    .map(
      ([key, count]) =>
        `${count} papers have the key “${printable(key)}”: give each its own before you cite it`,
    );
}

/** A problem as compilers say it; a file's name cannot break or colour the line. */
function problemLine(problem: {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
  readonly code: string;
}): string {
  const { path, line, column, severity, message, code } = problem;
  return printable(`${path}:${line}:${column}: ${severity}: ${message} [${code}]`);
}

function operand({ command, operands }: Request, what: string): string {
  const text = operands.join(' ').trim();
  if (text === '') throw new UsageError(`\`carrel ${command}\` needs ${what}`);
  return text;
}

function done(output: string): Outcome {
  return { output, problems: false };
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
