import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { Library } from '../../../src/core/library/library.ts';
import { titleKey } from '../../../src/core/text/fold.ts';
import { decode } from '../../../src/server/node/disk.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { sourceOf } from '../../support/digests.ts';
import { setEntries } from '../../support/entries.ts';
import { labelledPairs, type LabelledEntry, type LabelledPair } from '../../support/labelled-pairs.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

/** The largest files take seconds to read, and say nothing new here. */
const MOST_BYTES = 1_000_000;

const pairs = labelledPairs();

/** Whether the library makes one paper of the two. */
function isMerged({ a, b }: LabelledPair): boolean {
  const library = new Library();
  if (a.path === b.path) setEntries(library, a.path, [a.entry, b.entry], a.format);
  else for (const each of [a, b]) setEntries(library, each.path, [each.entry], each.format);
  library.commit();
  return library.size === 1;
}

function shown({ kind, a, b }: LabelledPair): string {
  return `${kind}: ${[a, b].map((e) => `${e.path}:${e.line} “${e.entry.title}”`).join(' and ')}`;
}

test('no pair of two works is merged', () => {
  const different = pairs.filter(({ label }) => label === 'different');
  assert.ok(different.length >= 200);
  assert.deepEqual(different.filter(isMerged).map(shown), []);
});

test('of the pairs of one work at least 95 % are merged', (t) => {
  const same = pairs.filter(({ label }) => label === 'same');
  assert.ok(same.length >= 200);
  const missed = same.filter((pair) => !isMerged(pair)).map(shown);
  for (const line of missed) t.diagnostic(`not merged, ${line}`);
  assert.ok(missed.length <= same.length * 0.05, `${missed.length} of ${same.length} are missed`);
});

test('the pairs are of the corpora', { skip: withoutCorpus() }, () => {
  const titles = new Map<string, Set<string>>();
  const titlesOf = ({ path, format }: LabelledEntry): Set<string> => {
    const known = titles.get(path);
    if (known) return known;
    const content = decode(readFileSync(corpus(path)));
    assert.ok(content !== 'missing' && 'text' in content);
    const parser = ALL_FORMATS.find(({ id }) => id === format)!;
    const { entries } = parseWhole(parser, sourceOf(content.text, path));
    const found = new Set(entries.map((entry) => titleKey(entry.title)));
    titles.set(path, found);
    return found;
  };
  const strange = pairs
    .flatMap(({ a, b }) => [a, b])
    .filter(({ path }) => statSync(corpus(path)).size < MOST_BYTES)
    .filter((each) => !titlesOf(each).has(titleKey(each.entry.title)));
  // A parser that learns to read a title better changes some of them.
  assert.ok(strange.length <= 20, strange.map(({ path, line }) => `${path}:${line}`).join('\n'));
});
