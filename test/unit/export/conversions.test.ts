import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportPapers, type ExportFormat } from '../../../src/core/export/export.ts';
import { sourcePaths } from '../../../src/core/export/export-item.ts';
import { allItems } from '../../../src/core/features/export-items.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

function exported(path: string, text: string, format: ExportFormat): string {
  const workspace = emptyWorkspace();
  workspace.setFile(path, text);
  workspace.commit();
  const items = allItems(workspace);
  return exportPapers(items, format, new Map(sourcePaths(items).map((one) => [one, text])));
}

type Item = Readonly<Record<string, unknown>>;

const itemsOf = (path: string, text: string): readonly Item[] =>
  JSON.parse(exported(path, text, 'csl-json')) as Item[];

const ADA = [{ family: 'Moor', given: 'Ada' }];
const YEAR = { 'date-parts': [[1999]] };

/** The same works in three formats; these are CSL-JSON's. */
const ITEMS: readonly Item[] = [
  {
    id: 'book1999',
    type: 'book',
    title: 'The book of peat',
    author: ADA,
    issued: YEAR,
    publisher: 'Bog Press',
    'publisher-place': 'Oslo',
    edition: '2',
    ISBN: '9783161484100',
  },
  {
    id: 'edited1999',
    type: 'book',
    title: 'Fens and their friends',
    editor: ADA,
    issued: YEAR,
    publisher: 'Bog Press',
  },
  {
    id: 'journal1999',
    type: 'article-journal',
    title: 'Peat burns slowly',
    author: ADA,
    issued: YEAR,
    'container-title': 'Journal of Bogs',
    volume: '12',
    issue: '3',
    page: '101–119',
    ISSN: '1234-5679',
  },
  {
    id: 'paper1999',
    type: 'paper-conference',
    title: 'Wet feet in the field',
    author: ADA,
    issued: YEAR,
    'container-title': 'Meeting on Mires',
    page: '7–9',
    publisher: 'Bog Press',
  },
  {
    id: 'thesis1999',
    type: 'thesis',
    title: 'Moss at the margins',
    author: ADA,
    issued: YEAR,
    publisher: 'University of Fen',
  },
];

const BIB = `
@book{book1999, title = {The book of peat}, author = {Moor, Ada}, year = 1999, publisher = {Bog Press}, address = {Oslo}, edition = {2}, isbn = {9783161484100}}
@proceedings{edited1999, title = {Fens and their friends}, editor = {Moor, Ada}, year = 1999, publisher = {Bog Press}}
@article{journal1999, title = {Peat burns slowly}, author = {Moor, Ada}, year = 1999, journal = {Journal of Bogs}, volume = 12, number = 3, pages = {101--119}, issn = {1234-5679}}
@inproceedings{paper1999, title = {Wet feet in the field}, author = {Moor, Ada}, year = 1999, booktitle = {Meeting on Mires}, pages = {7--9}, publisher = {Bog Press}}
@phdthesis{thesis1999, title = {Moss at the margins}, author = {Moor, Ada}, year = 1999, school = {University of Fen}}
`;

const RIS = `TY  - BOOK
ID  - book1999
TI  - The book of peat
AU  - Moor, Ada
PY  - 1999
PB  - Bog Press
CY  - Oslo
ET  - 2
SN  - 9783161484100
ER  - 
TY  - BOOK
ID  - edited1999
TI  - Fens and their friends
ED  - Moor, Ada
PY  - 1999
PB  - Bog Press
ER  - 
TY  - JOUR
ID  - journal1999
TI  - Peat burns slowly
AU  - Moor, Ada
PY  - 1999
JO  - Journal of Bogs
VL  - 12
IS  - 3
SP  - 101
EP  - 119
SN  - 1234-5679
ER  - 
TY  - CONF
ID  - paper1999
TI  - Wet feet in the field
AU  - Moor, Ada
PY  - 1999
T2  - Meeting on Mires
SP  - 7
EP  - 9
PB  - Bog Press
ER  - 
TY  - THES
ID  - thesis1999
TI  - Moss at the margins
AU  - Moor, Ada
PY  - 1999
PB  - University of Fen
ER  - 
`;

const YAML = `references:
- id: journal1999
  type: article-journal
  title: Peat burns slowly
  author:
  - family: Moor
    given: Ada
  issued: 1999
  container-title: Journal of Bogs
  volume: 12
  issue: 3
  page: 101-119
  ISSN: 1234-5679
`;

const SOURCES: Readonly<Record<string, readonly [path: string, text: string]>> = {
  bibtex: ['a.bib', BIB],
  ris: ['a.ris', RIS],
  'csl-json': ['a.csl.json', JSON.stringify(ITEMS)],
};

for (const [from, [path, text]] of Object.entries(SOURCES))
  for (const [to, [target]] of Object.entries(SOURCES))
    test(`from ${from} to ${to} no field and no type is lost`, () => {
      const converted = exported(path, text, to as ExportFormat);
      assert.deepEqual(itemsOf(target, converted), ITEMS, converted);
      assert.equal(
        exported(target, converted, to as ExportFormat),
        converted,
        'exporting again changes nothing',
      );
    });

test('RIS has its own types and tags for what comes from elsewhere', () => {
  for (const from of ['bibtex', 'csl-json']) {
    const ris = exported(...SOURCES[from]!, 'ris');
    assert.deepEqual(ris.match(/(?<=^TY {2}- ).*(?=\r$)/gm), ['BOOK', 'BOOK', 'JOUR', 'CPAPER', 'THES']);
    assert.match(ris, /VL {2}- 12\r\nIS {2}- 3\r\n[^]*SP {2}- 101\r\nEP {2}- 119\r\n/);
    assert.match(ris, /TI {2}- Fens and their friends\r\nED {2}- Moor, Ada\r\nPY/);
  }
});

test('BibTeX has its own types and fields for what comes from elsewhere', () => {
  for (const from of ['ris', 'csl-json']) {
    const bib = exported(...SOURCES[from]!, 'bibtex');
    const types = ['book', 'book', 'article', 'inproceedings', 'phdthesis'];
    assert.deepEqual(bib.match(/(?<=^@)\w+/gm), types);
    assert.match(bib, / {2}volume = \{12\},\n {2}number = \{3\},\n {2}pages = \{101--119\},\n/);
    assert.match(bib, / {2}school = \{University of Fen\},\n/);
    assert.match(bib, /@book\{edited1999,\n {2}title = \{[^\n]*\},\n {2}editor = \{Moor, Ada\},\n {2}year/);
  }
});

test('CSL-YAML and PubMed give their fields as well', () => {
  const journal = ITEMS.find(({ id }) => id === 'journal1999');
  assert.deepEqual(itemsOf('a.csl.yaml', YAML), [journal]);
  const nbib =
    'PMID- 123\nOWN - NLM\nTI  - Peat burns slowly\nFAU - Moor, Ada\nDP  - 1999\nJT  - Journal of Bogs\nVI  - 12\nIP  - 3\n' +
    'PG  - 101-19\nIS  - 1234-5679 (Electronic)\n';
  const [item] = itemsOf('a.nbib', nbib);
  assert.deepEqual(
    { ...item, id: 'journal1999' },
    { ...journal, URL: 'https://pubmed.ncbi.nlm.nih.gov/123/' },
  );
});

test('a format without a reader of its own gives volume, issue and first page', () => {
  const wos =
    'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Moor, A\nTI Peat burns slowly\nSO JOURNAL OF BOGS\nPY 1999\n' +
    'VL 12\nIS 3\nBP 101\nEP 119\nUT WOS:1\nER\n\nEF\n';
  const [item] = itemsOf('savedrecs.txt', wos);
  assert.deepEqual([item?.['volume'], item?.['issue'], item?.['page']], ['12', '3', '101']);
});

test('a RIS record is copied as it stands, under its key', () => {
  const own =
    'TY  - JOUR\nTI  - Peat burns slowly\nAU  - Moor, Ada\nPY  - 1999/05/01/\nU1  - mine\nN1  - two\nlines\n';
  const whole = (lines: string, id: string): string =>
    `${lines.replace('\n', `\nID  - ${id}\n`)}ER  - \n`.replaceAll('\n', '\r\n');
  assert.equal(exported('a.ris', `${own}ER  - \n`, 'ris'), whole(own, 'peat-burns-slowly1999'));
  assert.equal(exported('a.ris', own, 'ris'), whole(own, 'peat-burns-slowly1999'), 'the end is added');
  const keyed = own.replace('\n', '\nID  - peat\n');
  assert.equal(exported('a.ris', `${keyed}ER  - \n`, 'ris'), whole(own, 'peat'));
  const numbered = own.replace('\n', '\nID  - 77\n');
  assert.equal(exported('a.ris', `${numbered}ER  - \n`, 'ris'), whole(own, 'peat-burns-slowly1999'));
  const empty = own.replace('\n', '\nID  - \n');
  assert.equal(exported('a.ris', `${empty}ER  - \n`, 'ris'), whole(own, 'peat-burns-slowly1999'));
  const small = own.replace(/^[A-Z]\w(?= )/gm, (tag) => tag.toLowerCase());
  assert.equal(exported('a.ris', `${small}er  - \n`, 'ris'), whole(own, 'peat-burns-slowly1999'));
});

test('the eprint of an article in a journal is no number of an issue', () => {
  const [item] = itemsOf(
    'a.bib',
    '@article{k, title = {Of Peat}, journal = {Journal of Bogs}, eprint = {2310.05869}, archiveprefix = {arXiv}}',
  );
  assert.equal(item?.['number'], undefined);
  assert.equal(item?.['archive_location'], 'arXiv:2310.05869');
  const [preprint] = itemsOf(
    'a.bib',
    '@misc{k, title = {Of Peat}, eprint = {2310.05869}, archiveprefix = {arXiv}}',
  );
  assert.equal(preprint?.['number'], 'arXiv:2310.05869');
});

test('who wrote a book and edited it too is named as both', () => {
  const [item] = itemsOf(
    'a.bib',
    '@incollection{k, title = {Of Peat}, author = {Moor, Ada}, editor = {Moor, Ada}}',
  );
  assert.deepEqual([item?.['author'], item?.['editor']], [ADA, ADA]);
});
