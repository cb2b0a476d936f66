import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bibtexEntry, escapeLatex } from '../../../src/core/export/bibtex-entry.ts';
import { exportPapers } from '../../../src/core/export/export.ts';
import { Library } from '../../../src/core/library/library.ts';
import { entry, setEntries } from '../../support/entries.ts';

const NO_TEXTS = new Map<string, string>();

function paperOf(parts: Parameters<typeof entry>[0]) {
  const library = new Library();
  setEntries(library, 'a.txt', [entry(parts)]);
  library.commit();
  return [...library.papers][0]!;
}

test('capitals inside words are protected and LaTeX characters escaped', () => {
  const { text, missing } = bibtexEntry(
    paperOf({
      title: 'HyperAttention: 50% & more for LLMs with C_4 {raw',
      arxiv: '2310.05869',
      date: '2023-10-09',
    }),
  );
  assert.equal(
    text,
    '@misc{hyperattention2023,\n' +
      '  title = {{HyperAttention:} 50\\% \\& more for {LLMs} with C\\_4 \\textbraceleft{}raw},\n' +
      '  year = {2023},\n' +
      '  month = oct,\n' +
      '  eprint = {2310.05869},\n' +
      '  archiveprefix = {arXiv},\n' +
      '  url = {https://arxiv.org/abs/2310.05869},\n' +
      '}\n',
  );
  assert.deepEqual(missing, ['author']);
});

test('names keep their parts, bodies keep their braces, and unnamed authors are others', () => {
  const { text } = bibtexEntry(
    paperOf({
      title: 'Names',
      authors: [{ family: 'van der Berg', given: 'Anna' }, { literal: 'Bell and Howell' }],
      authorCount: 5,
    }),
  );
  assert.match(text, /author = \{van der Berg, Anna and \{Bell and Howell\} and others\}/);
});

test('braces never get out of balance', () => {
  for (const title of ['}{', '\\', '{{{', '}}}', '$a_b^c$']) {
    const escaped = escapeLatex(title);
    assert.equal(escaped.split('{').length, escaped.split('}').length, title);
  }
});

test('exports are sorted by key and byte-stable', () => {
  const library = new Library();
  setEntries(library, 'b.txt', [entry({ title: 'Zebra Stripes' }), entry({ title: 'Ant Hills' })]);
  library.commit();
  const items = [...library.papers].map((paper) => ({ paper, key: paper.key }));
  assert.equal(
    exportPapers(items, 'markdown', NO_TEXTS),
    '- Ant Hills [@ant-hills]\n- Zebra Stripes [@zebra-stripes]\n',
  );
  assert.equal(exportPapers([...items].reverse(), 'ris', NO_TEXTS), exportPapers(items, 'ris', NO_TEXTS));
  assert.deepEqual(JSON.parse(exportPapers(items, 'csl-json', NO_TEXTS)), [
    { id: 'ant-hills', type: 'article', title: 'Ant Hills' },
    { id: 'zebra-stripes', type: 'article', title: 'Zebra Stripes' },
  ]);
});
