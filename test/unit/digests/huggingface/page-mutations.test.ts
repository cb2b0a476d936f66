import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { huggingFacePage } from '../../../../src/core/digests/huggingface/page.ts';
import { corpus, withoutCorpus } from '../../../support/corpora.ts';
import { page } from '../../../support/pages.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

interface Known {
  readonly title: string;
  readonly abstract: string | null;
  /** Its lines, from the title to the end of the footer, by number. */
  readonly lines: readonly number[];
}

/** A page as lines that remember where they came from; -1 marks what a mutation made. */
interface Line {
  readonly text: string;
  readonly from: number;
}

const BYTES = [
  '',
  ' ',
  '\n',
  'x',
  '•',
  '·',
  '7',
  '\u0000',
  '\ufffd',
  '9 authors',
  'May 3, 2021',
  '{',
  '#',
  '. ',
];

function mutate(lines: readonly Line[], next: (below: number) => number): Line[] {
  const result = [...lines];
  const at = next(result.length);
  const line = result[at]!;
  switch (next(4)) {
    case 0:
      result.splice(at, 1 + next(3));
      break;
    case 1:
      result.splice(at, 0, { text: line.text, from: -1 });
      break;
    case 2: {
      const other = next(result.length);
      result[at] = { text: result[other]!.text, from: -1 };
      result[other] = { text: line.text, from: -1 };
      break;
    }
    default: {
      const cut = next(line.text.length + 1);
      const noise = Array.from({ length: 1 + next(4) }, () => BYTES[next(BYTES.length)]!).join('');
      result[at] = { text: line.text.slice(0, cut) + noise + line.text.slice(cut + next(20)), from: -1 };
    }
  }
  return result;
}

/** Mutates a page many times over; returns how often an untouched paper was not found, with examples. */
function lostIn(text: string, rounds: number, seed: number): string[] {
  const original = text.split('\n');
  const entries = parse(text);
  const known: Known[] = entries.map((entry, i) => {
    const first = text.slice(0, entry.spans.entry.start).split('\n').length - 1;
    // Nothing but the next paper tells where an entry without footer ends.
    const { end } = (entry.spans.footer ? entry : entries[i + 1]!).spans.entry;
    const count = text.slice(entry.spans.entry.start, end).split('\n').length;
    const lines = Array.from({ length: count }, (_, i) => first + i).filter(
      (i) => original[i]!.trim() !== '',
    );
    return { title: entry.title, abstract: entry.abstract, lines };
  });
  const next = random(seed);
  const lost: string[] = [];
  for (let round = 0; round < rounds; round++) {
    let lines: readonly Line[] = original.map((line, from) => ({ text: line, from }));
    for (let n = 1 + next(3); n > 0; n--) lines = mutate(lines, next);
    const kept = new Map(lines.map((line, i) => [line.from, i]));
    const found = new Set(
      parse(lines.map((line) => line.text).join('\n')).map((e) => `${e.title}\n${e.abstract ?? ''}`),
    );
    for (const { title, abstract, lines: own } of known) {
      const places = own.map((line) => kept.get(line));
      // Untouched: all its lines are there, in order, and nothing was put between them.
      const whole = places.every(
        (place, i) => place !== undefined && (i === 0 || isNext(lines, places[i - 1]!, place)),
      );
      if (whole && !found.has(`${title}\n${abstract ?? ''}`)) lost.push(`round ${round}: ${title}`);
    }
  }
  return lost;
}

function isNext(lines: readonly Line[], before: number, place: number): boolean {
  if (place <= before) return false;
  for (let i = before + 1; i < place; i++) if (lines[i]!.text.trim() !== '') return false;
  return true;
}

function parse(text: string) {
  return parseWhole(huggingFacePage, { path: 'page.txt', text, today: '2026-01-01' }).entries;
}

const SENTENCE =
  'The lake turns before its birds do, and the sediment keeps a record of the year in which that happened. ';

test('damage to a page never costs a paper whose own lines were left alone', () => {
  const papers = Array.from({ length: 24 }, (_, i) => ({
    title: `Study ${i} of Shallow Lakes: Turbid States and What Precedes Them`,
    abstract: SENTENCE.repeat(3 + (i % 5)) + `Case ${i}.`,
    authors: 1 + (i % 7),
    date: `May ${1 + i}, 20${10 + (i % 9)}`,
    comments: i % 4,
  }));
  assert.deepEqual(lostIn(page(papers), 5000, 7).slice(0, 5), []);
});

test('the same for the sample page', { skip: withoutCorpus('huggingface/page/hf-attention.txt') }, () => {
  const text = readFileSync(corpus('huggingface/page/hf-attention.txt'), 'utf8');
  assert.deepEqual(lostIn(text, 10_000, 11).slice(0, 8), []);
});
