import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../../src/core/text/lines.ts';
import { random } from '../../support/random.ts';

const PIECES = ['\n', '\r', '\r\n', '\n\r', 'a', 'bc', '漢', '\n\n', ''];

function shown(lines: LineIndex): unknown {
  return Array.from({ length: lines.lineCount }, (_, i) => [lines.lineStart(i), lines.lineEnd(i)]);
}

/** By the definition: a line begins behind LF, CRLF, and CR that no LF follows. */
function byDefinition(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
}

test('lines begin behind each line end, also of a text that was changed step by step', () => {
  const next = random(53);
  const some = (): string => Array.from({ length: next(9) }, () => PIECES[next(PIECES.length)]!).join('');
  for (let round = 0; round < 2000; round++) {
    let text = some();
    let lines = new LineIndex(text);
    for (let step = 0; step < 6; step++) {
      const start = next(text.length + 1);
      const end = start + next(text.length - start + 1);
      const put = some();
      const changed = text.slice(0, start) + put + text.slice(end);
      lines = lines.after({ start, end }, put.length, changed);
      const starts = byDefinition(changed);
      const where = JSON.stringify([text, start, end, put]);
      assert.deepEqual(
        Array.from({ length: lines.lineCount }, (_, i) => lines.lineStart(i)),
        starts,
        where,
      );
      assert.deepEqual(shown(lines), shown(new LineIndex(changed)), where);
      for (let asked = 0; asked < 4; asked++) {
        const offset = next(changed.length + 1);
        assert.equal(
          lines.lineAt(offset),
          starts.findLastIndex((begin) => begin <= offset),
          where,
        );
      }
      text = changed;
    }
  }
});
