import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearKeys } from '../../../src/core/features/note-fixes.ts';
import { Library } from '../../../src/core/library/library.ts';
import { entry, setEntries } from '../../support/entries.ts';

test('the nearest key is offered first, and of two that differ in case alone the one in the case that was written', () => {
  const library = new Library();
  const keys = ['Smith2020', 'smith2020', 'smithers2020', 'jones1999'];
  setEntries(
    library,
    'a.bib',
    keys.map((key, i) => entry({ key, title: `A paper of ${['lakes', 'rivers', 'moors', 'seas'][i]!}` })),
  );
  library.commit();
  const finder = { match: () => [...library.papers] };
  assert.deepEqual(nearKeys(finder, 'smth2020'), ['smith2020', 'Smith2020']);
  assert.deepEqual(nearKeys(finder, 'Smth2020'), ['Smith2020', 'smith2020']);
  assert.deepEqual(nearKeys(finder, 'x'), []);
});
