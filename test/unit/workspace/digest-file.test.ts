import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { finish } from '../../../src/core/text/steps.ts';
import { readDigest } from '../../../src/core/workspace/digest-file.ts';

function problemsOf(path: string, text: string): unknown[] {
  const options = { formats: ALL_FORMATS, today: '2026-11-23', certain: true, before: null };
  return finish(readDigest(path, text, options))!.report.problems.map(({ severity, code, message }) => [
    ...[severity, code, message],
  ]);
}

test('a day without papers is no fault', () => {
  for (const [path, text, what] of [
    ['digests/a.json', '', 'file'],
    ['digests/a.json', '[]\n', 'list'],
    ['digests/a.json', '{"total": 0, "data": []}', 'answer'],
    ['digests/a.xml', '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>', 'feed'],
    ['digests/a.rss', '<rss version="2.0"><channel><title>bogs</title></channel></rss>', 'feed'],
  ] as const) {
    const [problem] = problemsOf(path, text) as [string, string, string][];
    assert.equal(problem![0], 'information', text);
    assert.match(problem![2], new RegExp(`^The ${what} is empty`));
  }
});

test('what no format knows is told', () => {
  for (const text of ['lunch at noon', '[1, 2]', '{"a": [{"b": []}]}', '<html><body>x</body></html>'])
    assert.deepEqual(
      (problemsOf('digests/a.txt', text) as string[][]).map(([severity, code]) => [severity, code]),
      [['warning', 'digest-not-recognised']],
    );
});
