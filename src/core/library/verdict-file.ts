import type { Problem } from '../text/problem.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { appendPairLine, parsePairLines, type PairForm } from './pair-lines.ts';
import type { Reference } from './references.ts';

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

const FORM: PairForm<Verdict['verdict']> = {
  header: '# Which entries are one paper, as readers said: entry, entry, same or different, time (UTC).',
  words: ['same', 'different'],
  code: 'verdict-unreadable',
  line: 'verdict',
  named: 'entry',
};

/** Reads a file of verdicts (`docs/library-files.md`). */
export function parseVerdicts(text: string): ParsedVerdicts {
  const { lines, problems } = parsePairLines(text, FORM);
  return { verdicts: lines.map(({ a, b, word: verdict, time }) => ({ a, b, verdict, time })), problems };
}

/** The edit that adds a verdict behind all others. */
export function appendVerdict(text: string, { verdict, ...rest }: Verdict): readonly TextEdit[] {
  return appendPairLine(text, { ...rest, word: verdict }, FORM);
}
