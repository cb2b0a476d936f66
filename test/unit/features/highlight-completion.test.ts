import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlightPlace } from '../../../src/core/features/highlight-completion.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';

/** `|` is the cursor; expected are the target, what was typed, and whether the link is closed. */
function check(marked: string, expected: readonly [string, string, boolean] | null): void {
  const offset = marked.indexOf('|');
  const place = highlightPlace(marked.replace('|', ''), offset, (changed) => scanNote(changed));
  assert.deepEqual(place && [place.target, place.query, place.closed], expected, marked);
}

test('highlights are completed behind #^ in a link', () => {
  check('See [[@titans#^|', ['@titans', '', false]);
  check('See [[@titans#^h3|]] and', ['@titans', 'h3', true]);
  check('See [[A Title#^at test|', ['A Title', 'at test', false]);
});

test('and nowhere else', () => {
  check('See [[@titans#h|', null);
  check('See [[@titans|', null);
  check('`[[@titans#^|`', null);
  check('See [[@titans#^h]] |', null);
});
