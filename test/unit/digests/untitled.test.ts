import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bibtex } from '../../../src/core/digests/bibtex/bibtex.ts';
import { cslJson } from '../../../src/core/digests/csl/csl-json.ts';
import { cslYaml } from '../../../src/core/digests/csl/csl-yaml.ts';
import type { DigestFormat } from '../../../src/core/digests/format.ts';
import { parseChecked } from '../../support/digests.ts';

function read(format: DigestFormat, text: string) {
  const { entries, problems } = parseChecked(format, text, 'a');
  return { titles: entries.map(({ title }) => title), codes: problems.map(({ code }) => code) };
}

test('an entry without a title is kept under its key, and it is told', () => {
  assert.deepEqual(read(bibtex, '@misc{n19, year = 2002}\n@misc{n20, title = {Peat}}\n'), {
    titles: ['n19', 'Peat'],
    codes: ['bibtex-title-missing'],
  });
  const items =
    '[{"id": "n19", "type": "book", "author": [{"family": "Moor"}]}, {"id": "n20", "type": "book", "title": "Peat"}]';
  assert.deepEqual(read(cslJson, items), { titles: ['n19', 'Peat'], codes: ['json-entry-without-title'] });
  assert.deepEqual(read(cslYaml, 'references:\n- id: n19\n  type: book\n- id: n20\n  title: Peat\n'), {
    titles: ['n19', 'Peat'],
    codes: ['csl-item-without-title'],
  });
});

test("a parent's title is one", () => {
  const text = '@inproceedings{c, crossref = {p}}\n@proceedings{p, title = {Of Bogs}}\n';
  assert.deepEqual(read(bibtex, text), { titles: ['Of Bogs', 'Of Bogs'], codes: [] });
});
