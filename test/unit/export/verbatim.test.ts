import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pandocStumbles } from '../../../src/core/digests/bibtex/pandoc-syntax.ts';
import { standaloneEntry } from '../../../src/core/export/bibtex-export.ts';
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
      '@string{ jg = "Journal of Gardens" }\n@string{full = jg # { and Lakes}}',
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
  assert.deepEqual(pandocReads([exported({ 'refs.bib': REFS }, 'bibtex')], 'biblatex'), [true]);
});

test('BibTeX finds the parents of what was copied behind it', { skip: withoutBibtex() }, () => {
  assert.equal(bibtexComplaints(exported({ 'refs.bib': REFS }, 'bibtex')), '');
});

const GOOD = '@article{good, title = {Of Sound Peat}, author = {Moor, Ada}, year = 1999}';
const LAST = '@article{last, title = {Of the Last Bog}, author = {Fenn, Bo}, year = 2002}';

test('of a broken entry what could be read is exported, and the others stay as they are', () => {
  const cases: [string, RegExp][] = [
    ['@article{broken, title = {Unclosed {here, year = 2001', /@article\{broken,\n {2}title = /],
    [
      '@article{broken, title = {Of Fens}, pages = {1--9}, note = {Unclosed {here, year = 2001',
      /@article\{broken,\n {2}title = \{Of Fens\},\n {2}pages = \{1--9\},\n\}/,
    ],
    [
      '@article{broken, title = {Of Fens}, volume = "4"',
      /@article\{broken,\n {2}title = \{Of Fens\},\n {2}volume = "4",\n\}/,
    ],
    [
      '@article{broken, title = {Of Fens} year = 2001 # { AD}}',
      /@article\{broken,\n {2}title = \{Of Fens\},\n {2}year = 2001 # \{ AD\},\n\}/,
    ],
  ];
  const texts = cases.map(([entry]) => exported({ 'a.bib': `${GOOD}\n${entry}\n\n${LAST}\n` }, 'bibtex'));
  cases.forEach(([entry, wanted], i) => {
    const text = texts[i]!;
    assert.match(text, wanted, entry);
    assert.ok(text.includes(GOOD) && text.includes(LAST), text);
    assert.equal(pandocStumbles(text), null, text);
    assert.equal(exported({ 'a.bib': text }, 'bibtex'), text, 'exporting again changes nothing');
  });
  if (withoutPandoc() === false)
    assert.deepEqual(
      pandocReads(texts, 'bibtex'),
      cases.map(() => true),
    );
});

test('parentheses around entries, strings and preambles become braces, which Pandoc reads', () => {
  const text = exported(
    {
      'a.bib':
        '@preamble("\\newcommand{\\x}{(y)}")\n@string(j = "Bogs (new) {and} Fens")\n' +
        '@Article( k, title = {Of (some) Peat}, journal = j, year = 1999 )\n',
    },
    'bibtex',
  );
  assert.equal(
    text,
    '@preamble{"\\newcommand{\\x}{(y)}"}\n\n@string{j = "Bogs (new) {and} Fens"}\n\n' +
      '@Article{ k, title = {Of (some) Peat}, journal = j, year = 1999 }\n',
  );
  assert.equal(pandocStumbles(text), null);
});

test('a string that is broken is no reason that the file cannot be read', () => {
  const text = exported(
    { 'a.bib': '@string{j = "Bogs", k = {Fens}}\n@article{a, title = {Of Peat}, journal = j # k}\n' },
    'bibtex',
  );
  assert.equal(
    text,
    '@string{j = "Bogs"}\n@string{k = {Fens}}\n\n@article{a, title = {Of Peat}, journal = j # k}\n',
  );
  assert.equal(pandocStumbles(text), null);
});

test('an entry that is broken is completed when it is written elsewhere', () => {
  const text = '@string{j = "Bogs"}\n@article{a, title = {Of Peat}, journal = j, note = {open {';
  const workspace = emptyWorkspace();
  workspace.setFile('a.bib', text);
  workspace.commit();
  const copy = standaloneEntry(allItems(workspace)[0]!, new Map([['a.bib', text]]));
  assert.equal(copy, '@article{a,\n  title = {Of Peat},\n  journal = {Bogs},\n}');
});
