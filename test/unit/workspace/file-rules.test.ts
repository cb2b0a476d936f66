import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';

const NONE = { include: [], exclude: [] };

test('what a file is follows from its name', () => {
  const { kindOf } = fileRules(NONE);
  const expected: Record<string, string> = {
    'digests/2025-10-31.txt': 'digest',
    'a/digests/b/mail.eml': 'digest',
    'digests/papers.JSON': 'digest',
    'digests/reading.md': 'note',
    'refs.bib': 'digest',
    'deep/down/zotero.csl.json': 'digest',
    'today.digest.md': 'digest',
    'notes/lakes.md': 'note',
    'report.qmd': 'note',
    'report.Rmd': 'note',
    'saved page.txt': 'perhaps',
    'package.json': 'other',
    'digests/figure.png': 'other',
    'mydigests/a.json': 'other',
  };
  for (const [path, kind] of Object.entries(expected)) assert.equal(kindOf(path), kind, path);
});

test('settings add and take away; taking away wins', () => {
  const { kindOf } = fileRules({ include: ['inbox/**/*.json'], exclude: ['**/old/**'] });
  assert.equal(kindOf('inbox/a/b.json'), 'digest');
  assert.equal(kindOf('inbox/old/b.json'), 'other');
  assert.equal(kindOf('digests/old/page.txt'), 'other');
  assert.equal(kindOf('notes/old/note.md'), 'note');
});

test('a library that is itself a folder named digests holds digests', () => {
  assert.equal(fileRules(NONE, 'digests').kindOf('page.txt'), 'digest');
  assert.equal(fileRules(NONE, 'papers').kindOf('page.txt'), 'perhaps');
});

test('node_modules and hidden folders are not looked into', () => {
  const { skipsFolder } = fileRules(NONE);
  assert.deepEqual(['node_modules', '.git', 'digests', 'modules'].filter(skipsFolder), [
    'node_modules',
    '.git',
  ]);
});
