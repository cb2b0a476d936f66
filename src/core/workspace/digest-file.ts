import { recogniseDigest, type Recognised } from '../digests/registry.ts';
import type { Entry } from '../digests/entry.ts';
import type { DigestFormat, FormatId, ParsedDigest } from '../digests/format.ts';
import type { LibraryFile } from '../library/file-change.ts';
import type { EntryPlace } from '../library/paper.ts';
import type { Reference } from '../library/references.ts';
import { LineIndex } from '../text/lines.ts';
import type { Problem } from '../text/problem.ts';
import { finish, type Steps } from '../text/steps.ts';

/** A problem with the place that people are told: line and column from 1. */
export interface PlacedProblem extends Problem {
  readonly line: number;
  readonly column: number;
  /** Other places that it speaks of. */
  readonly related?: readonly RelatedPlace[];
  /** Two entries of which a reader can say whether they are one paper. */
  readonly pair?: readonly [Reference, Reference];
}

export interface RelatedPlace {
  readonly path: string;
  readonly place: EntryPlace;
  readonly message: string;
}

/** What is wrong with a file as a whole, or with its bytes in one line (from 1). */
export type FileProblem = Pick<Problem, 'code' | 'message' | 'severity'> & { readonly line?: number };

/** The code of a remark that a file's bytes are not UTF-8. */
export const NOT_UTF8 = 'file-encoding';

/** One considered file as the honest report tells of it. */
export interface DigestReport {
  readonly path: string;
  /** What the report is about, if not a file that was to be read as a digest. */
  readonly about?: 'folder' | 'note' | 'settings' | 'decisions';
  /** Null where the file could not be read as any format. */
  readonly format: FormatId | null;
  /** Whether the content or the name told the format. */
  readonly recognisedBy: 'content' | 'name' | null;
  readonly entries: number;
  readonly problems: readonly PlacedProblem[];
}

export interface ReadDigest {
  readonly report: DigestReport;
  readonly file: LibraryFile | null;
  /** What a later reading of the file may take over. */
  readonly parsed: ParsedDigest | null;
}

export interface ReadOptions {
  readonly formats: readonly DigestFormat[];
  readonly today: string;
  /** Whether the file counts as a digest whatever it holds. */
  readonly certain: boolean;
  /** Whether a note names it as its bibliography: its name then tells the format where its content does not. */
  readonly named?: boolean;
  /** What an earlier text of the file gave. */
  readonly before: ParsedDigest | null;
  /** The text's lines, where they are known. */
  readonly lines?: LineIndex;
}

/** So many entries are given their places between two steps. */
const STEP = 500;

/** Reads a digest's text; a text that no format knows is reported, unless it only might have been a digest. */
export function* readDigest(path: string, text: string, options: ReadOptions): Steps<ReadDigest | null> {
  const source = { path, text, today: options.today };
  const recognised = recogniseDigest(source, options.formats) ?? namedFormat(path, options);
  if (!recognised || (!options.certain && recognised.by !== 'content')) {
    return options.certain ? failedDigest(path, unrecognised(text)) : null;
  }
  const { format, by } = recognised;
  yield;
  const parsed = yield* format.parse(source, options.before);
  yield;
  const lines = options.lines ?? (yield* LineIndex.inSteps(text));
  const read = yield* placedDigest({ path, format: format.id, by }, parsed, lines);
  const isSilent = parsed.entries.length + parsed.problems.length === 0;
  return isSilent ? withRemarks(read, nothingIn(text, format)) : read;
}

/** Why a text that is read as a format gives no paper, where nothing else tells it. */
function nothingIn(text: string, { id, label }: DigestFormat): FileProblem[] {
  // Strings and comments alone are a bibliography for other files.
  if (id === 'bibtex' && text.includes('@')) return [];
  const empty = emptinessOf(text);
  if (empty !== null) return [{ severity: 'information', code: 'digest-empty', message: empty }];
  return [
    {
      severity: 'warning',
      code: 'digest-not-recognised',
      message: `This file is read as ${label}, but no paper could be found in it.`,
    },
  ];
}

function withRemarks(read: ReadDigest, remarks: readonly FileProblem[]): ReadDigest {
  return remarks.reduce(withRemark, read);
}

interface DigestFile {
  readonly path: string;
  readonly format: FormatId;
  readonly by: 'content' | 'name';
}

/** A digest of what a parser found. */
export function digestOf(file: DigestFile, parsed: ParsedDigest, lines: LineIndex): ReadDigest {
  return finish(placedDigest(file, parsed, lines));
}

function* placedDigest(file: DigestFile, parsed: ParsedDigest, lines: LineIndex): Steps<ReadDigest> {
  const { path, format } = file;
  const entries: LibraryFile['entries'][number][] = [];
  for (const entry of parsed.entries) {
    if (entries.length % STEP === 0) yield;
    entries.push({ entry, place: placeOf(entry, lines) });
  }
  return {
    report: {
      path,
      format,
      recognisedBy: file.by,
      entries: entries.length,
      problems: parsed.problems.map((problem) => placedIn(path, problem, lines)),
    },
    file: { path, format, entries },
    parsed,
  };
}

/** What Pandoc takes a bibliography for by its name. */
const NAMED_FORMATS: readonly (readonly [RegExp, FormatId])[] = [
  [/\.(?:bib|bibtex|biblatex)$/i, 'bibtex'],
  [/\.json$/i, 'csl-json'],
  [/\.ya?ml$/i, 'csl-yaml'],
  [/\.ris$/i, 'ris'],
];

function namedFormat(path: string, { named, formats }: ReadOptions): Recognised | null {
  const id = named === true ? NAMED_FORMATS.find(([name]) => name.test(path))?.[1] : undefined;
  const format = formats.find((known) => known.id === id);
  return format ? { format, by: 'name' } : null;
}

/** The report of a file in which readers keep what they decided. */
export function decisionReport(path: string, text: string, problems: readonly Problem[]): DigestReport {
  const lines = new LineIndex(text);
  return {
    path,
    about: 'decisions',
    format: null,
    recognisedBy: null,
    entries: 0,
    problems: problems.map((problem) => placed(problem, lines)),
  };
}

/** The report of a file from which nothing could be read. */
export function failedDigest(path: string, problem: FileProblem, about?: 'folder' | 'note'): ReadDigest {
  const problems = [{ ...problem, ...WHOLE }];
  const report = { path, format: null, recognisedBy: null, entries: 0, problems };
  return { report: about ? { ...report, about } : report, file: null, parsed: null };
}

/** The same with one more problem, about the file as a whole. */
export function withRemark(read: ReadDigest, remark: FileProblem): ReadDigest {
  const problems = [{ ...WHOLE, ...remark }, ...read.report.problems];
  return { ...read, report: { ...read.report, problems } };
}

const WHOLE = { span: { start: 0, end: 0 }, line: 1, column: 1 };

function unrecognised(text: string): FileProblem {
  const empty = emptinessOf(text);
  return empty !== null
    ? { severity: 'information', code: 'digest-empty', message: empty }
    : {
        severity: 'warning',
        code: 'digest-not-recognised',
        message: 'This file is kept as a digest, but its content has no form that Carrel knows.',
      };
}

/** That a file has nothing in it is no fault: a service answers so for a day without papers. */
function emptinessOf(text: string): string | null {
  if (text.trim() === '') return 'The file is empty.';
  if (text.length > 5000) return null;
  if (/^[\ufeff\s]*\[\s*\]\s*$/.test(text)) return 'The list is empty: it holds no papers.';
  const isFeed = /^[\ufeff\s]*</.test(text) && /<(?:feed|rss|rdf:RDF)\b/.test(text);
  if (isFeed && !/<(?:entry|item)\b/.test(text)) return 'The feed is empty: it holds no papers.';
  const isAnswer = /^[\ufeff\s]*\{/.test(text) && /:\s{0,20}\[\s{0,20}\]/.test(text);
  return isAnswer && !/[[{]\s{0,20}[{[]/.test(text) ? 'The answer is empty: it holds no papers.' : null;
}

function placeOf(entry: Entry, lines: LineIndex): EntryPlace {
  const name = entry.spans.title ?? entry.spans.key ?? entry.spans.entry;
  const { line, character } = lines.positionAt(name.start);
  return {
    line: line + 1,
    character,
    length: Math.max(0, Math.min(name.end, lines.lineEnd(line)) - name.start),
  };
}

function placedIn(path: string, problem: Problem, lines: LineIndex): PlacedProblem {
  const { other } = problem;
  if (!other) return placed(problem, lines);
  const { line, character } = lines.positionAt(other.span.start);
  const place = { line: line + 1, character, length: other.span.end - other.span.start };
  return { ...placed(problem, lines), related: [{ path, place, message: other.message }] };
}

export function placed(problem: Problem, lines: LineIndex): PlacedProblem {
  const { line, character } = lines.positionAt(problem.span.start);
  return { ...problem, line: line + 1, column: character + 1 };
}
