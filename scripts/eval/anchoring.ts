// How many highlights are found again where a paper's abstract comes in another version: Carrel's anchoring beside searching for the exact
// quote, and beside the method that Hypothes.is publishes, on the same highlights in one run. A highlight is moved wrongly where less than
// half of the words that it now covers are its own words of the first version; that must never happen.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import search from 'approx-string-match';
import { anchor, AnchorText, contextOf, isUnique } from '../../src/core/annotations/anchor.ts';
import { normalText } from '../../src/core/annotations/normal-text.ts';
import { ALL_FORMATS } from '../../src/core/digests/formats.ts';
import type { ParsedDigest } from '../../src/core/digests/format.ts';
import { recogniseDigest } from '../../src/core/digests/registry.ts';
import type { Next } from '../../test/support/annotating.ts';
import { random } from '../../test/support/random.ts';
import { corpus } from '../../test/support/corpora.ts';
import { abstractPairs } from './abstract-pairs.ts';
import type { Evaluation, Table } from './evaluation.ts';
import { revise, wordsOf, type Word } from './revisions.ts';
import { parseWhole } from '../../src/core/digests/parse-whole.ts';

interface Case {
  readonly from: string;
  readonly to: string;
  /** The words of the first version, whose indices are their ids. */
  readonly own: readonly Word[];
  readonly words: readonly Word[];
  readonly note: string;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

interface Quoted {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Method = (quoted: Quoted, to: AnchorText) => Found | null;

const METHODS: Readonly<Record<string, Method>> = {
  'exact quote': ({ text, start, end }, to) => {
    const at = to.text.indexOf(text.slice(start, end));
    return at < 0 ? null : { start: at, end: at + end - start };
  },
  'Hypothes.is': hypothesis,
  Carrel: carrel,
};

export interface Tally {
  right: number;
  partly: number;
  /** On other words. */
  wrong: number;
  /** On the same words of another passage. */
  twin: number;
  orphan: number;
  /** Orphans of which all words are still there. */
  needless: number;
}

/** Tallies of each method over all pairs, with `perPair` highlights on each. */
export function evaluateAnchoring(
  cases: readonly Case[],
  perPair: number,
  next: Next,
  onWrong?: (method: string, what: string) => void,
): Map<string, Tally> {
  const tallies = new Map(
    Object.keys(METHODS).map((name) => [
      name,
      { right: 0, partly: 0, wrong: 0, twin: 0, orphan: 0, needless: 0 },
    ]),
  );
  for (const one of cases) {
    const { own } = one;
    const to = new AnchorText(one.to);
    for (let n = 0; n < perPair; n++) {
      const [first, last] = n % 3 === 0 ? sentence(one.from, own, next) : phrase(own, next);
      const quoted = { text: one.from, start: own[first]!.start, end: own[last]!.end };
      const kept = one.words.filter(({ id }) => id >= first && id <= last);
      for (const [name, method] of Object.entries(METHODS)) {
        const tally = tallies.get(name)!;
        const found = method(quoted, to);
        if (!found) {
          tally.orphan++;
          if (kept.length === last - first + 1 && inOrder(one.words, kept)) tally.needless++;
          continue;
        }
        const covered = one.words.filter(({ start, end }) => start < found.end && end > found.start);
        const its = covered.filter(({ id }) => id >= first && id <= last).length;
        if (its * 2 < covered.length || covered.length === 0) {
          const same =
            normalText(one.from.slice(quoted.start, quoted.end)).text ===
            normalText(one.to.slice(found.start, found.end)).text;
          if (same) tally.twin++;
          else tally.wrong++;
          onWrong?.(
            same ? `${name} (same words)` : name,
            `${one.note}: “${one.from.slice(quoted.start, quoted.end)}” → “${one.to.slice(found.start, found.end)}”`,
          );
        } else if (its === kept.length) tally.right++;
        else tally.partly++;
      }
    }
  }
  return tallies;
}

/** Whether words stand next to each other. */
function inOrder(all: readonly Word[], kept: readonly Word[]): boolean {
  const at = all.indexOf(kept[0]!);
  return kept.every((word, i) => all[at + i] === word);
}

function carrel({ text, start, end }: Quoted, to: AnchorText): Found | null {
  const exact = text.slice(start, end);
  const context = isUnique(new AnchorText(text), exact)
    ? { prefix: null, suffix: null }
    : contextOf(text, { start, end });
  const found = anchor(to, { exact, ...context }, start);
  return 'start' in found ? found : null;
}

/** Position, then the quote by likeness with 32 characters of context on each side; the best match whatever its score. */
function hypothesis({ text, start, end }: Quoted, { text: to }: AnchorText): Found | null {
  const exact = text.slice(start, end);
  if (to.startsWith(exact, start)) return { start, end };
  const [prefix, suffix] = [text.slice(Math.max(0, start - 32), start), text.slice(end, end + 32)];
  const matches: { start: number; end: number; errors: number }[] = [];
  for (let at = to.indexOf(exact); at >= 0; at = to.indexOf(exact, at + 1))
    matches.push({ start: at, end: at + exact.length, errors: 0 });
  if (matches.length === 0) matches.push(...search(to, exact, Math.min(256, Math.floor(exact.length / 2))));
  const similarity = (hay: string, wanted: string): number => {
    if (wanted === '') return 1;
    const [best] = search(hay, wanted, wanted.length);
    return best ? 1 - best.errors / wanted.length : 0;
  };
  const scored = matches.map((match) => ({
    ...match,
    score:
      50 * (1 - match.errors / exact.length) +
      20 * similarity(to.slice(Math.max(0, match.start - prefix.length), match.start), prefix) +
      20 * similarity(to.slice(match.end, match.end + suffix.length), suffix) +
      2 * (1 - Math.abs(match.start - start) / to.length),
  }));
  return scored.sort((a, b) => b.score - a.score)[0] ?? null;
}

function sentence(text: string, words: readonly Word[], next: Next): [number, number] {
  const ends = words.flatMap((word, i) => (/[.!?]["')]?$/.test(text.slice(word.start, word.end)) ? [i] : []));
  if (ends.length === 0) return [0, words.length - 1];
  const which = next(ends.length);
  return [which === 0 ? 0 : ends[which - 1]! + 1, ends[which]!];
}

function phrase(words: readonly Word[], next: Next): [number, number] {
  const length = 2 + next(9);
  const first = next(Math.max(1, words.length - length));
  return [first, Math.min(words.length - 1, first + length - 1)];
}

/** The pairs that two real sources give, with their words aligned by their longest common subsequence; a summary is no version. */
export function realCases(): Case[] {
  return abstractPairs(corpus('')).flatMap(({ from, to, sources, paper }) => {
    const [own, words] = aligned(from, to);
    const shared = words.filter(({ id }) => id >= 0).length;
    if (shared < 0.6 * Math.max(own.length, words.length)) return [];
    return [{ from, to, own, words, note: `${paper} ${sources}` }];
  });
}

/** Second versions made of real abstracts, whose words are known. */
export function madeCases(count: number, next: Next): Case[] {
  const texts = madeFrom();
  const sentences = texts.flatMap((text) => text.split(/(?<=[.!?])\s+/)).filter((one) => one.length > 40);
  return Array.from({ length: count }, (_, i) => {
    const from = texts[Math.floor((i * texts.length) / count)]!;
    const { text, words, steps } = revise(
      from,
      sentences.filter((one) => !from.includes(one)),
      next,
    );
    return { from, to: text, own: wordsOf(from), words, note: steps.join('+') };
  });
}

function aligned(from: string, to: string): [Word[], Word[]] {
  const a = wordsOf(from, /[\p{L}\p{N}]+/gu);
  const b = wordsOf(to, /[\p{L}\p{N}]+/gu);
  const bare = (text: string, word: Word): string => text.slice(word.start, word.end).toLowerCase();
  const left = a.map((word) => bare(from, word));
  const right = b.map((word) => bare(to, word));
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i]![j] =
        left[i] === right[j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
  const words: Word[] = b.map((word) => ({ ...word, id: -1 }));
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (left[i] === right[j]) {
      words[j] = { ...b[j]!, id: i++ };
      j++;
    } else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++;
    else j++;
  }
  return [a, words];
}

/** Abstracts of real papers, one a paper. */
function madeFrom(): string[] {
  const folder = corpus('huggingface/api_json');
  const texts = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    const { entries } = parseDigest(name, text);
    for (const { arxiv, abstract } of entries)
      if (arxiv !== null && abstract !== null && abstract.length > 400) texts.set(arxiv, abstract);
  }
  return [...texts.values()];
}

function parseDigest(name: string, text: string): ParsedDigest {
  const source = { path: `digests/${name}`, text, today: '2026-11-24' };
  return parseWhole(recogniseDigest(source, ALL_FORMATS)!.format, source);
}

/** How many highlights are on each pair, and how many pairs are made. */
const ON_REAL = 30;
const ON_MADE = 12;
const MADE = 400;
const SEED = 7;

/** Finding highlights again in another version of their abstract. */
export const anchoringEvaluation: Evaluation = {
  name: 'anchoring',
  run: () => {
    if (!existsSync(corpus(''))) return Promise.resolve(null);
    const next = random(SEED);
    const real = realCases();
    const made = madeCases(MADE, next);
    return Promise.resolve({
      title: 'Finding highlights again',
      lead: [
        'Random sentences and phrases of one version of an abstract are looked for in another. A highlight is *right* where it covers its own words, *partly* where it covers ' +
          'at least half of them, *wrong* where it covers less, *a twin* where it stands on the same words of another passage; *orphaned* are those that are found nowhere. ' +
          'Carrel must never be wrong. Beside it stand search for the exact quote, and the method that Hypothes.is publishes.',
      ],
      tables: [
        tableOf(
          `${real.length} pairs of abstracts as two sources give them, ${ON_REAL} highlights on each`,
          evaluateAnchoring(real, ON_REAL, next),
        ),
        tableOf(
          `${made.length} pairs built from real abstracts, ${ON_MADE} highlights on each`,
          evaluateAnchoring(made, ON_MADE, next),
        ),
      ],
      remarks: [
        'Orphans are the price of never being wrong: they are shown with the nearest words and repaired with one key. In the made pairs whole sentences are ' +
          'rewritten, taken out and put in, which is harsher than what authors do.',
      ],
    });
  },
};

function tableOf(caption: string, tallies: ReadonlyMap<string, Tally>): Table {
  return {
    caption,
    columns: ['method', 'right', 'partly', 'wrong', 'twins', 'orphaned', 'orphaned with all words there'],
    rows: [...tallies].map(([name, tally]) => {
      const total = tally.right + tally.partly + tally.wrong + tally.twin + tally.orphan;
      const share = (count: number): string => `${((100 * count) / total).toFixed(1)} %`;
      return [
        name,
        share(tally.right),
        share(tally.partly),
        String(tally.wrong),
        String(tally.twin),
        share(tally.orphan),
        share(tally.needless),
      ];
    }),
  };
}
