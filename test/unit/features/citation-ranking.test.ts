import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredPapers, rankedForNote, type Uses } from '../../../src/core/features/citation-ranking.ts';
import { Library } from '../../../src/core/library/library.ts';
import { entry, setEntries } from '../../support/entries.ts';

function order(titles: readonly string[], query: string, uses: ReadonlyMap<string, Uses>): string[] {
  const library = new Library();
  setEntries(
    library,
    'a.bib',
    titles.map((title) => entry({ title })),
  );
  library.commit();
  const found = titles.map((title) => [...library.papers].find((paper) => paper.title === title)!);
  return rankedForNote(found, query, ({ title }) => uses.get(title) ?? { here: 0, notes: 0 }).map(
    ({ title }) => title,
  );
}

const A = 'Sparse memory layers';
const B = 'Memory at test time';
const C = 'Working memory models';

test('among equal matches come those that this note cites, then those that other notes do, then as found', () => {
  assert.deepEqual(order([A, B, C], 'memory models', new Map()), [C, A, B]);
  const uses = new Map([
    [A, { here: 0, notes: 1 }],
    [B, { here: 0, notes: 0 }],
    [C, { here: 2, notes: 1 }],
  ]);
  assert.deepEqual(order([B, A, C], '', uses), [C, A, B]);
  assert.deepEqual(order([B, A, C], '', new Map()), [B, A, C]);
});

test('a better match comes before what is cited more', () => {
  assert.deepEqual(order([B, A], 'sparse', new Map([[B, { here: 9, notes: 9 }]])), [A, B]);
});

test('of keys that differ in case alone the one that is typed comes first', () => {
  const library = new Library();
  setEntries(library, 'a.bib', [
    entry({ title: 'Rather shallow graphs', key: 'Smith2020' }),
    entry({ title: 'Deep learning of things', key: 'smith2020' }),
  ]);
  library.commit();
  const keysFor = (query: string): string[] =>
    rankedForNote([...library.papers], query, () => ({ here: 0, notes: 0 })).map(({ key }) => key);
  assert.deepEqual(keysFor('smi'), ['smith2020', 'Smith2020']);
  assert.deepEqual(keysFor('Smi'), ['Smith2020', 'smith2020']);
});

test('what this note cites is offered although so many other papers fit', () => {
  const library = new Library();
  const titles = [A, B, C];
  setEntries(
    library,
    'a.bib',
    titles.map((title, i) => entry({ title, arxiv: `2501.0000${i}` })),
  );
  library.commit();
  const [a, b, c] = titles.map((title) => [...library.papers].find((paper) => paper.title === title)!);
  const finder = { match: () => [a!, b!], identified: () => [b!] };
  const offered = (kind: 'at' | 'arxiv', query: string) =>
    offeredPapers({ kind, query }, 2, { finder, cited: new Map([[c!, 1]]), notesNaming: () => 0 }).map(
      ({ title }) => title,
    );
  assert.deepEqual(offered('at', ''), [C, A]);
  assert.deepEqual(offered('at', 'models'), [C, A]);
  assert.deepEqual(offered('at', 'sparse'), [A, B]);
  assert.deepEqual(offered('arxiv', '25'), [B, A]);
});
