import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

function told(path: string, text: string): string[] | undefined {
  const rules = fileRules({ include: [], exclude: [] });
  const workspace = new Workspace({ rules, formats: ALL_FORMATS, today: () => '2026-11-24' });
  workspace.setFile(path, text);
  workspace.commit();
  return workspace.reportOf(path)?.problems.map(({ code }) => code);
}

test('a digest in which no paper can be found says so', () => {
  for (const [path, text, code] of [
    ['a.bib', 'hello world', 'digest-not-recognised'],
    ['a.csl.json', '{"a": 1}', 'digest-not-recognised'],
    ['a.ris', 'hello world', 'digest-not-recognised'],
    ['a.csl.json', ' [ ]\n', 'digest-empty'],
    ['a.bib', '\n', 'digest-empty'],
  ] as const)
    assert.deepEqual(told(path, text), [code], `${path}: ${text}`);
});

test('a bibliography of strings alone is no empty one', () => {
  assert.deepEqual(told('a.bib', '@string{jb = {Journal of Bogs}}\n'), []);
  assert.deepEqual(told('a.bib', '@misc{k, title = {Peat}}\n'), []);
});
