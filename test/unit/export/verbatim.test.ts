import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exportPapers, type ExportFormat } from '../../../src/core/export/export.ts';
import { sourcePaths } from '../../../src/core/export/export-item.ts';
import { allItems, citedItems } from '../../../src/core/features/export-items.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { bibtexComplaints, withoutBibtex } from '../../support/bibtex.ts';
import { pandocReads, withoutPandoc } from '../../support/pandoc.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

function exported(files: Readonly<Record<string, string>>, format: ExportFormat, note?: string): string {
  const workspace = emptyWorkspace();
  for (const [path, text] of Object.entries(files)) workspace.setFile(path, text);
  workspace.commit();
  const items = note === undefined ? allItems(workspace) : citedItems(workspace, note)!;
  const texts = new Map(sourcePaths(items).map((path) => [path, files[path]!]));
  return exportPapers(items, format, texts);
}

const REFS = `@preamble{"\\newcommand{\\x}{y}"}
@string{ jg = "Journal of Gardens" }
@string(full = jg # { and Lakes})
% a comment stays behind
@Article { zeta:2020,
  TITLE   = "{T}he {\\'E}tude of {{Lakes}}",
  journal = full,
  author  = {M{\\"u}ller, Ann},
  pages = {3--9}, volume = 4, year = 2020,
  keywords= {odd,  spacing},
}
@inproceedings{alpha, crossref = {Book}, title = {Chapter One of Peat}, author = {Roe, Jo}}
@proceedings{book, title = {The Book of Peat}, year = 1999, publisher = {Bog}}
`;

test('entries come as they stand, with strings, preamble and parents, by key', () => {
  const text = exported({ 'refs.bib': REFS }, 'bibtex');
  const zeta = REFS.slice(REFS.indexOf('@Article'), REFS.indexOf('@inproceedings')).trimEnd();
  assert.equal(
    text,
    `${[
      '@preamble{"\\newcommand{\\x}{y}"}',
      '@string{ jg = "Journal of Gardens" }\n@string(full = jg # { and Lakes})',
      '@inproceedings{alpha, crossref = {Book}, title = {Chapter One of Peat}, author = {Roe, Jo}}',
      zeta,
      '@proceedings{book, title = {The Book of Peat}, year = 1999, publisher = {Bog}}',
    ].join('\n\n')}\n`,
  );
  assert.equal(exported({ 'refs.bib': text }, 'bibtex'), text, 'exporting again changes nothing');
});

test('what a note cites is exported under the keys that it uses, from its own bibliography', () => {
  const files = {
    'a.bib': '@misc{k, title = {Of the First File}, year = 2020}\n',
    'b.bib': '@misc{k, title = {Of the Second File}, year = 2021}\n',
    'note.md': '---\nbibliography: b.bib\n---\n\n[@k] and [[Of the Second File]]\n',
  };
  assert.equal(exported(files, 'bibtex', 'note.md'), '@misc{k, title = {Of the Second File}, year = 2021}\n');
});

test('one name of two strings in two files: one of them is replaced by its value', () => {
  const files = {
    'a.bib': '@string{j = "Journal A"}\n@article{a, title = {Of A}, journal = j, year = 2020}\n',
    'b.bib': '@string{j = "Journal B"}\n@article{b, title = {Of B}, journal = j # { II}, year = 2020}\n',
  };
  const text = exported(files, 'bibtex');
  assert.match(text, /@article\{a, title = \{Of A\}, journal = j, year/);
  assert.match(text, /@article\{b, title = \{Of B\}, journal = \{Journal B\} # \{ II\}, year/);
});

test('other formats take what papers do not hold from a bibliography', () => {
  const [alpha, , zeta] = JSON.parse(exported({ 'refs.bib': REFS }, 'csl-json')) as Record<string, unknown>[];
  assert.equal(zeta?.['type'], 'article-journal');
  assert.equal(zeta['page'], '3–9');
  assert.equal(zeta['volume'], '4');
  assert.equal(zeta['container-title'], 'Journal of Gardens and Lakes');
  assert.deepEqual([alpha?.['type'], alpha?.['publisher']], ['paper-conference', 'Bog']);
  const record = exported({ 'refs.bib': REFS }, 'ris');
  assert.match(record, /TY {2}- JOUR\r\nID {2}- zeta:2020\r\n/);
  assert.match(record, /SP {2}- 3\r\nEP {2}- 9\r\n/);
  const item = '[{"id": "k", "type": "book", "title": "T", "custom": {"x": [1]}}]';
  assert.deepEqual(JSON.parse(exported({ 'a.csl.json': item }, 'csl-json')), JSON.parse(item));
});

const BIG = 'bibliographies/biber_tdata/';
const NAMES = ['examples.bib', 'crossrefs.bib', 'xdata.bib', 'names.bib', 'general.bib'];

test('real files: exporting again changes nothing', { skip: withoutCorpus(BIG) }, () => {
  for (const name of NAMES) {
    let text = '';
    try {
      text = readFileSync(corpus(BIG + name), 'utf8');
    } catch {
      continue;
    }
    const once = exported({ 'x.bib': text }, 'bibtex');
    assert.equal(exported({ 'x.bib': once }, 'bibtex'), once, name);
  }
});

test('Pandoc reads what was copied', { skip: withoutPandoc() }, () => {
  assert.deepEqual(
    pandocReads(
      [
        exported(
          {
            'refs.bib': REFS.replace(
              '@string(full = jg # { and Lakes})',
              '@string{full = jg # { and Lakes}}',
            ),
          },
          'bibtex',
        ),
      ],
      'biblatex',
    ),
    [true],
  );
});

test('BibTeX finds the parents of what was copied behind it', { skip: withoutBibtex() }, () => {
  assert.equal(bibtexComplaints(exported({ 'refs.bib': REFS }, 'bibtex')), '');
});
