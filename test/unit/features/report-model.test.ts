import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportModel } from '../../../src/core/features/report-model.ts';
import { page } from '../../support/pages.ts';
import { workspaceOf } from '../../support/workspaces.ts';

test('what reads the same is told once, with its places, and the gravest files come first', () => {
  const papers = Array.from({ length: 20 }, (_, i) => ({
    title: `Of the Birds of Shallow Lakes, Part ${i}`,
  }));
  const report = reportModel(
    workspaceOf({
      'digests/a.txt': page(papers),
      'digests/empty.txt': 'Nothing to see.\n',
      'refs.bib': '@misc{k, title = {Of Peat}}\n@misc{k, title = {Of Moss and Other Greens}}\n',
      'note.md': 'x',
    }),
  );
  assert.deepEqual([report.files, report.entries, report.notes], [3, 22, 1]);
  assert.deepEqual(
    report.faulty.map(({ path }) => path),
    ['digests/empty.txt', 'refs.bib', 'digests/a.txt'],
  );
  const [same] = report.faulty[2]!.shown;
  assert.deepEqual([same?.severity, same?.places.length, same?.morePlaces, same?.more], ['remark', 12, 8, 0]);
  assert.deepEqual(
    report.rows.map(({ path, format, how }) => [path, format, how]),
    [
      ['digests/a.txt', 'Hugging Face page', 'content'],
      ['digests/empty.txt', null, null],
      ['refs.bib', 'BibTeX', 'content'],
    ],
  );
});

test('of a thousand files and ten thousand problems it shows what a person can read, and counts the rest', () => {
  const broken = (file: number): string =>
    Array.from(
      { length: 10 },
      (_, i) => `@misc{k${file}x${i}, title = {Of ${file} and ${i}}, year = {{\n`,
    ).join('');
  const files = Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`f${i}/refs.bib`, broken(i)]));
  const report = reportModel(workspaceOf(files));
  assert.equal(report.files, 1200);
  assert.equal(report.rows.length + report.moreRows, 1200);
  assert.equal(report.faulty.length + report.moreFaulty, 1200);
  const { errors, warnings, remarks } = report.counts;
  assert.ok(errors + warnings + remarks > 10_000);
  assert.ok(JSON.stringify(report).length < 1_000_000);
  for (const { problems, shown } of report.faulty)
    assert.ok(
      shown.reduce((sum, { places, morePlaces, more }) => sum + places.length + morePlaces + more, 0) <=
        problems,
    );
});
