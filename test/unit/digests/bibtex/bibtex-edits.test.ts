import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bibtex } from '../../../../src/core/digests/bibtex/bibtex.ts';
import { entryAt } from '../../../../src/core/digests/entry.ts';
import type { ParsedDigest } from '../../../../src/core/digests/format.ts';
import { damage, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

/** What a file of many entries is made of: ordinary ones, and those on which others depend. */
function piece(next: (below: number) => number): string {
  const key = (): string => `k${next(12)}`;
  const pieces = [
    () =>
      `@article{${key()},\n  title = {Study ${next(99)} of {Lakes}},\n  author = {Moor, Ada},\n  year = ${1990 + next(30)},\n}\n\n`,
    () => `@article{${key()}, title = "On ${key()}", journal = s${next(4)}, month = jan}\n`,
    () => `@string{s${next(4)} = "Journal ${next(9)}"}\n`,
    () => `@string{jan = "${next(2) === 0 ? 'May' : 'June'}"}\n`,
    () => `@misc{${key()}, title = s${next(4)} # " of " # s${next(4)}}\n`,
    () => `@string{s${next(4)} = s${next(4)} # { again}}\n`,
    () => `@incollection{${key()}, title={Chapter ${next(9)}}, crossref={${key()}}}\n`,
    () => `@book{${key()}, title={Book ${next(9)}}, publisher = s${next(4)}, doi={10.1000/${key()}}}\n`,
    () => `@xdata{${key()}, year=${1990 + next(30)}, xdata={${key()}}}\n`,
    () => `@misc{${key()}, title={T${next(9)}}, xdata={${key()}, ${key()}}, ids={${key()}}}\n`,
    () => `% @misc{no, title={x}} "\n`,
    () => '@comment{ @misc{no, title={x}} }\n',
    () => '@preamble{"x"}\n',
    () => '@misc{broken, title = {Not closed\n',
    () => `@misc{holds, abstract = {Cite as\n@misc{${key()}, title={X}}\n}}\n`,
    () => 'junk @ junk\n',
    () => '@misc{title = {No key}}\n',
    () => '@misc{}\n',
    () => '\n'.repeat(next(1200)),
  ];
  return pieces[next(4) === 0 ? next(pieces.length) : next(2)]!();
}

const shown = ({ entries, problems }: ParsedDigest): unknown => ({
  entries: entries.map((entry) =>
    entryAt(entry, {
      entry: entry.spans.entry,
      title: entry.spans.title,
      abstract: entry.spans.abstract,
      footer: null,
      key: entry.spans.key,
      arxiv: entry.spans.arxiv,
      doi: entry.spans.doi,
    }),
  ),
  problems,
});

function parseAfter(text: string, before: ParsedDigest | null): ParsedDigest {
  const steps = bibtex.parse(sourceOf(text, 'a.bib'), before);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A change such as people and programs make. */
function edited(text: string, next: (below: number) => number): string {
  const at = next(text.length + 1);
  switch (next(4)) {
    case 0:
      return text.slice(0, at) + piece(next) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(Math.min(text.length, at + next(200)));
    case 2: {
      const begin = text.lastIndexOf('@', at);
      return begin < 0 ? text : text.slice(0, begin) + piece(next) + text.slice(begin);
    }
    default:
      return damage(text, next);
  }
}

test('reading again what was edited gives what reading anew gives', () => {
  const next = random(41);
  for (let round = 0; round < 120; round++) {
    const texts: string[] = [];
    let text = Array.from({ length: 1 + next(25) }, () => piece(next)).join('');
    let parsed = parseAfter(text, null);
    for (let step = 0; step < 12; step++) {
      texts.push(text);
      const changed = next(6) === 0 ? texts[next(texts.length)]! : edited(text, next);
      // Half of what was known has been asked for, and is known by its old value.
      if (next(2) === 0) shown(parsed);
      // A reading that is given up changes nothing for the next.
      if (next(3) === 0) parseAfter(edited(changed, next), parsed);
      parsed = parseAfter(changed, parsed);
      assert.deepEqual(
        shown(parsed),
        shown(parseWhole(bibtex, sourceOf(changed, 'a.bib'))),
        `round ${round}, step ${step}: ${JSON.stringify(text)} -> ${JSON.stringify(changed)}`,
      );
      text = changed;
    }
  }
});

test('entries around an edit are the same ones, wherever they stand now', () => {
  const entry = (i: number): string => `@article{k${i}, title = {Study ${i}}, year = 2000}\n`;
  const text = Array.from({ length: 40 }, (_, i) => entry(i)).join('');
  const before = parseAfter(text, null);
  const after = parseAfter(text.replace(entry(20), '@article{k20, title = {Another study}}\n'), before);
  after.entries.forEach(({ origin }, i) => {
    assert.ok(origin);
    assert.equal(origin === before.entries[i]!.origin, i !== 20, `entry ${i}`);
  });
});

test('one of two equal entries that goes is not read twice', () => {
  const twin = '@misc{k, title = {T}}\n';
  const before = parseAfter(twin.repeat(3), null);
  for (const count of [0, 1, 2, 4])
    assert.equal(parseAfter(twin.repeat(count), before).entries.length, count);
});
