import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { exportPapers } from '../../../src/core/export/export.ts';
import { authorLabel, referenceOf } from '../../../src/core/features/reference.ts';
import { shownAuthors } from '../../../src/core/features/paper-text.ts';
import type { Paper } from '../../../src/core/library/paper.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

function papersOf(files: Readonly<Record<string, string>>): { workspace: Workspace; papers: Paper[] } {
  const rules = fileRules({ include: [], exclude: [] });
  const workspace = new Workspace({ rules, formats: ALL_FORMATS, today: () => '2026-11-24' });
  for (const [path, text] of Object.entries(files)) workspace.setFile(path, text);
  workspace.commit();
  return { workspace, papers: [...workspace.library.papers] };
}

const OPEN = '@misc{k, title = {A Count of Northern Lakes}, author = {Brown, Tom and others}, year = 2020}\n';

test('authors that nobody names are told wherever authors are', () => {
  const [paper] = papersOf({ 'a.bib': OPEN }).papers;
  assert.equal(paper!.authorCount, null);
  assert.equal(shownAuthors(paper!), 'Brown and others');
  assert.equal(authorLabel(paper!), 'Brown et al.');
  assert.match(referenceOf(paper!)[0]!.text, /^Brown, T\., et al\./);
});

test('an export in BibTeX says that there are others', () => {
  const { papers } = papersOf({
    'a.ris': 'TY  - JOUR\nTI  - A Count of Lakes\nAU  - Brown, Tom\nAU  - et al.\nID  - k\nER  - \n',
    'b.csl.json':
      '[{"id": "l", "type": "book", "title": "Of Peat", "author": [{"family": "Moor", "given": "A."}, {"literal": "others"}]}]',
  });
  const text = exportPapers(
    papers.map((paper) => ({ paper, key: paper.key })),
    'bibtex',
    new Map(),
  );
  assert.match(text, /Brown, Tom and others/);
  assert.match(text, /Moor, A\. and others/);
});

test('who names all authors is believed before who names one', () => {
  const all =
    'TY  - GEN\nTI  - A Count of Northern Lakes\nAU  - Brown, Tom\nAU  - Lee, Bo\nPY  - 2020\nER  - \n';
  const { papers } = papersOf({ 'a.bib': OPEN, 'b.ris': all });
  assert.equal(papers.length, 1);
  assert.deepEqual([papers[0]!.authorCount, papers[0]!.authors.length], [2, 2]);
});
