import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workspaceOf } from '../../support/workspaces.ts';

/** What is told of a bibliography: line, code and the line of the other place. */
function told(text: string): string[] {
  const workspace = workspaceOf({ 'refs.bib': text });
  workspace.doubts.work(() => false);
  const { problems } = workspace.reportOf('refs.bib')!;
  return problems.map(
    ({ line, code, related }) => `${line} ${code} ${related?.map(({ place }) => place.line).join() ?? ''}`,
  );
}

const of = (title: string, author: string): string =>
  `@article{k,\n  title = {${title}}, author = {${author}}, year = 2020}\n`;

test('a key of several papers is told once at each, with the place of another', () => {
  const three =
    of('On Lakes and Rivers', 'Doe, Jane') +
    of('Forests of the North', 'Roe, Ann') +
    of('A Grammar of Bread', 'Poe, Eve');
  assert.deepEqual(told(three), ['2 key-of-two-papers 4', '4 key-of-two-papers 2', '6 key-of-two-papers 2']);
});

test('a paper that stands there twice is told with the place of the first', () => {
  const twice = of('On Lakes and Rivers', 'Doe, Jane').repeat(2);
  assert.deepEqual(told(twice), ['3 bibtex-key-repeated 1']);
});
