import { readReference, type Reference } from '../library/references.ts';
import type { Problem } from '../text/problem.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';

/** What a reader said of a paper that was shown as related to another. */
export interface Unwanted {
  /** The paper beside which it was shown. */
  readonly paper: Reference;
  readonly other: Reference;
  readonly verdict: 'less' | 'fine';
  /** ISO 8601 in UTC, so that text order is the order of time. */
  readonly time: string;
}

export interface ParsedUnwanted {
  readonly unwanted: readonly Unwanted[];
  readonly problems: readonly Problem[];
}

const HEADER = '# What not to show as related: paper, other paper, less or fine, time (UTC).';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z$/;

/**
 * Reads `.carrel/less-like-this.tsv`: four cells a line, parted by tabs. Lines that begin with `#` and empty ones say nothing; what else
 * cannot be read is a problem and costs its line.
 */
export function parseUnwanted(text: string): ParsedUnwanted {
  const unwanted: Unwanted[] = [];
  const problems: Problem[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\ufeff/, '').replace(/\r$/, '');
    const span = { start, end: start + raw.length };
    start += raw.length + 1;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const read = readLine(line);
    if (typeof read === 'string')
      problems.push({ severity: 'warning', code: 'less-like-this-unreadable', message: read, span });
    else unwanted.push(read);
  }
  return { unwanted, problems };
}

/** The edit that adds a line behind all others, with a header where the file is new. */
export function appendUnwanted(text: string, { paper, other, verdict, time }: Unwanted): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  const before = text === '' ? `${HEADER}${lineEnd}` : text.endsWith('\n') ? '' : lineEnd;
  const end = { start: text.length, end: text.length };
  return [{ span: end, text: `${before}${[paper, other, verdict, time].join('\t')}${lineEnd}` }];
}

function readLine(line: string): Unwanted | string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line))
    return 'A mark of a conflict in git: keep the lines of both sides and delete the marks.';
  const [paper = '', other = '', verdict = '', time = '', ...rest] = line
    .split('\t')
    .map((cell) => cell.trim());
  if (rest.length > 0 || time === '')
    return 'A line has four cells parted by tabs: paper, other paper, `less` or `fine`, time.';
  if (verdict !== 'less' && verdict !== 'fine')
    return `“${verdict}” is neither \`less\` nor \`fine\`; the line is not used.`;
  if (!readReference(paper) || !readReference(other))
    return 'A paper is named by `arxiv:`, `doi:`, `key:` or `title:`; the line is not used.';
  if (!TIME.test(time))
    return `“${time}” is no time in UTC such as 2026-11-24T18:30:00Z; the line is not used.`;
  return { paper, other, verdict, time };
}

/** All lines of the workspace's files. Of those on one pair the latest counts (of one time `less`), so that no order shows. */
export class UnwantedPairs {
  readonly #files = new Map<string, readonly Unwanted[]>();
  #counting: ReadonlyMap<Reference, ReadonlySet<Reference>> | null = null;

  setFile(path: string, unwanted: readonly Unwanted[]): void {
    if (unwanted.length > 0) this.#files.set(path, unwanted);
    else this.#files.delete(path);
    this.#counting = null;
  }

  /** What is unwanted beside a paper, of which all references are given. */
  beside(references: readonly Reference[]): ReadonlySet<Reference> {
    this.#counting ??= countingPairs([...this.#files.values()].flat());
    const found = references.flatMap((reference) => [...(this.#counting?.get(reference) ?? [])]);
    return new Set(found);
  }
}

function countingPairs(all: readonly Unwanted[]): Map<Reference, Set<Reference>> {
  const latest = new Map<string, Unwanted>();
  for (const said of all) {
    const pair = `${said.paper}\t${said.other}`;
    const known = latest.get(pair);
    if (!known || known.time < said.time || (known.time === said.time && said.verdict === 'less'))
      latest.set(pair, said);
  }
  const counting = new Map<Reference, Set<Reference>>();
  for (const { paper, other, verdict } of latest.values()) {
    if (verdict !== 'less') continue;
    const others = counting.get(paper);
    if (others) others.add(other);
    else counting.set(paper, new Set([other]));
  }
  return counting;
}
