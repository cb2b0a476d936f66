import type { Problem } from '../text/problem.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';
import { readReference, type Reference } from './references.ts';

/** What a reader said of two entries. */
export interface Verdict {
  readonly a: Reference;
  readonly b: Reference;
  readonly verdict: 'same' | 'different';
  /** ISO 8601 in UTC, so that text order is the order of time. */
  readonly time: string;
}

export interface ParsedVerdicts {
  readonly verdicts: readonly Verdict[];
  readonly problems: readonly Problem[];
}

const HEADER = '# Which entries are one paper, as readers said: entry, entry, same or different, time (UTC).';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z$/;

/**
 * Reads a file of verdicts: four cells a line, parted by tabs. Lines that begin with `#` and empty ones say nothing; what else is no verdict
 * is a problem and costs its line.
 */
export function parseVerdicts(text: string): ParsedVerdicts {
  const verdicts: Verdict[] = [];
  const problems: Problem[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\ufeff/, '').replace(/\r$/, '');
    const span = { start, end: start + raw.length };
    start += raw.length + 1;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const read = readLine(line);
    if (typeof read === 'string')
      problems.push({ severity: 'warning', code: 'verdict-unreadable', message: read, span });
    else verdicts.push(read);
  }
  return { verdicts, problems };
}

/** The edit that adds a verdict behind all others, with a header where the file is new. */
export function appendVerdict(text: string, { a, b, verdict, time }: Verdict): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  const before = text === '' ? `${HEADER}${lineEnd}` : text.endsWith('\n') ? '' : lineEnd;
  const end = { start: text.length, end: text.length };
  return [{ span: end, text: `${before}${[a, b, verdict, time].join('\t')}${lineEnd}` }];
}

function readLine(line: string): Verdict | string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line))
    return 'A mark of a conflict in git: keep the lines of both sides and delete the marks.';
  const [a = '', b = '', verdict = '', time = '', ...rest] = line.split('\t').map((cell) => cell.trim());
  if (rest.length > 0 || time === '')
    return 'A verdict has four cells parted by tabs: entry, entry, `same` or `different`, time.';
  if (verdict !== 'same' && verdict !== 'different')
    return `“${verdict}” is neither \`same\` nor \`different\`; the verdict is not used.`;
  if (!readReference(a) || !readReference(b))
    return 'An entry is named by `arxiv:`, `doi:`, `key:` or `title:`; the verdict is not used.';
  if (a === b) return 'The verdict names one entry twice; it is not used.';
  if (!TIME.test(time))
    return `“${time}” is no time in UTC such as 2026-11-24T18:30:00Z; the verdict is not used.`;
  return { a, b, verdict, time };
}
