import { appendPairLine, parsePairLines, type PairForm } from '../library/pair-lines.ts';
import type { Reference } from '../library/references.ts';
import type { Problem } from '../text/problem.ts';
import type { TextEdit } from '../text/text-edit.ts';

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

const FORM: PairForm<Unwanted['verdict']> = {
  header: '# What not to show as related: paper, other paper, less or fine, time (UTC).',
  words: ['less', 'fine'],
  code: 'less-like-this-unreadable',
  line: 'line',
  named: 'paper',
};

/** Reads `.carrel/less-like-this.tsv` (`docs/library-files.md`). */
export function parseUnwanted(text: string): ParsedUnwanted {
  const { lines, problems } = parsePairLines(text, FORM);
  const unwanted = lines.map(({ a: paper, b: other, word: verdict, time }) => ({
    paper,
    other,
    verdict,
    time,
  }));
  return { unwanted, problems };
}

/** The edit that adds a line behind all others. */
export function appendUnwanted(text: string, { paper, other, verdict, time }: Unwanted): readonly TextEdit[] {
  return appendPairLine(text, { a: paper, b: other, word: verdict, time }, FORM);
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
