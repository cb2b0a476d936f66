import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import fc from 'fast-check';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { recogniseDigest } from '../../../src/core/digests/registry.ts';
import { scanBibtex } from '../../../src/core/digests/bibtex/scanner.ts';
import { cslYaml } from '../../../src/core/digests/csl/csl-yaml.ts';
import { ris } from '../../../src/core/digests/tagged/ris.ts';
import { appendEntries, type WritableFormat } from '../../../src/core/features/append-entries.ts';
import { isAutomaticExport } from '../../../src/core/workspace/automatic-export.ts';
import { applyEdits } from '../../../src/core/text/text-edit.ts';
import { anyEntry, paperOf } from '../../support/random-papers.ts';
import { pandocReads, withoutPandoc } from '../../support/pandoc.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

const paper = paperOf({ title: 'HyperAttention: Long Contexts', arxiv: '2310.05869', date: '2023-10-09' });
const pin = { paper, key: 'hyper2023' };

function appended(text: string, format: WritableFormat = 'bibtex'): string | null {
  const edits = appendEntries(text, [pin], format);
  return edits && applyEdits(text, edits);
}

const ENTRY = '@misc{a, title = {A}}';

test('whatever stands in a .bib file stays, byte for byte, and the entry can be read', () => {
  const texts = [
    '',
    '\ufeff',
    ENTRY,
    `${ENTRY}\n`,
    `\ufeff${ENTRY}\r\n`,
    `${ENTRY}\r\n% no line end`,
    '@misc{broken, title = {A',
    '@comment{ open\n',
    'text',
  ];
  for (const text of texts) {
    const after = appended(text)!;
    assert.ok(after.startsWith(text), JSON.stringify(after));
    assert.ok(
      scanBibtex(after).entries.some(({ key }) => key === 'hyper2023'),
      JSON.stringify(after),
    );
    if (text.includes('\r\n')) assert.ok(!/(?<!\r)\n/.test(after), JSON.stringify(after));
    assert.equal(appended(after), after, 'a key that is there is not added again');
  }
});

test('any text can be appended to and stays as it was', () => {
  const line = fc.constantFrom(
    ENTRY,
    '@misc{',
    '}',
    '% x',
    '@string{a = "b"}',
    '',
    'x',
    '@comment{',
    '"',
    '\ufeff',
  );
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), anyEntry, (lines, eol, parts) => {
      const text = lines.join(eol);
      const after = applyEdits(text, appendEntries(text, [{ paper: paperOf(parts), key: 'k2020' }])!);
      assert.ok(after.startsWith(text));
      assert.ok(
        scanBibtex(after).entries.some(({ key }) => key === 'k2020'),
        after,
      );
    }),
    { numRuns: 200 },
  );
});

test('CSL-JSON stays valid, whatever its layout, and a broken file is left alone', () => {
  for (const text of [
    '',
    '[]',
    '[\n]\n',
    '[{"id": "a"}]',
    '[\r\n  {\r\n    "id": "a"\r\n  }\r\n]\r\n',
    '\ufeff[{"id":1}]\n',
  ]) {
    const after = appended(text, 'csl-json')!;
    const items = JSON.parse(after.replace(/^\ufeff/, '')) as { id: unknown }[];
    assert.equal(items.at(-1)?.id, 'hyper2023', after);
    assert.equal(items.length, text.includes('"id"') ? 2 : 1);
    const close = text.lastIndexOf(']');
    if (close > 0) assert.ok(after.startsWith(text.slice(0, close).trimEnd()), after);
    if (text.includes('\r\n')) assert.ok(!/(?<!\r)\n/.test(after), JSON.stringify(after));
    assert.equal(appended(after, 'csl-json'), after);
  }
  for (const text of ['[{"id": "a"},]', '{"id": "a"}', '[', 'x'])
    assert.equal(appended(text, 'csl-json'), null);
});

test('CSL-YAML and RIS take an item at their end', () => {
  for (const text of [
    '',
    'references:\n- id: a\n  title: A\n',
    'references:\n  - id: a\n    title: A',
    '---\nreferences:\n- id: a\n  title: A\n...\n',
    '- id: a\n  title: A\n\n',
  ]) {
    const after = appended(text, 'csl-yaml')!;
    assert.ok(text === '' || after.startsWith(text.slice(0, text.indexOf('A'))), after);
    const { entries } = parseWhole(cslYaml, {
      path: 'x.csl.yaml',
      text: after.replace(/^---\n|\.\.\.\n$/g, ''),
      today: '',
    });
    assert.deepEqual(
      entries.map(({ key }) => key),
      text === '' ? ['hyper2023'] : ['a', 'hyper2023'],
      after,
    );
    parse(after.replace(/^---\n|\.\.\.\n$/g, ''));
    assert.equal(appended(after, 'csl-yaml'), after);
  }
  for (const text of ['references: [{id: a}]\n', 'references:\n- id: a\ntitle: behind\n', 'a: [\n'])
    assert.equal(appended(text, 'csl-yaml'), null, text);
  for (const text of [
    '',
    'TY  - JOUR\r\nID  - a2020\r\nTI  - A\r\nER  - \r\n',
    'TY  - JOUR\nTI  - A\nER  - ',
  ]) {
    const after = appended(text, 'ris')!;
    assert.ok(after.startsWith(text));
    const { entries } = parseWhole(ris, { path: 'x.ris', text: after, today: '' });
    assert.equal(entries.at(-1)?.key, 'hyper2023', after);
    assert.equal(appended(after, 'ris'), after);
  }
});

test('files that Zotero writes again are known', () => {
  const zotero = '@misc{a, title = {A}, file = {/home/me/Zotero/storage/ABCD1234/a.pdf}}\n';
  assert.ok(isAutomaticExport(zotero, 'bibtex'));
  assert.ok(isAutomaticExport(`${ENTRY}\n% == BibTeX quality report for a:\n`, 'bibtex'));
  assert.ok(isAutomaticExport('[{"id": "a", "citation-key": "a"}]', 'csl-json'));
  assert.ok(!isAutomaticExport(ENTRY, 'bibtex'));
});

test('Pandoc reads what was appended to', { skip: withoutPandoc() }, () => {
  const papers = fc.sample(anyEntry, { numRuns: 40, seed: 5 }).map(paperOf);
  const after = (text: string, format: WritableFormat): string[] =>
    papers.map((one) => applyEdits(text, appendEntries(text, [{ paper: one, key: 'k2020' }], format)!));
  assert.ok(pandocReads(after(`${ENTRY}\n`, 'bibtex'), 'biblatex').every(Boolean));
  assert.ok(pandocReads(after(ENTRY, 'bibtex'), 'bibtex').every(Boolean));
  assert.ok(pandocReads(after('[{"id": "a"}]', 'csl-json'), 'csljson').every(Boolean));
});

test('the version that a note means is read again from each format', () => {
  const paths = { bibtex: 'a.bib', ris: 'a.ris', 'csl-json': 'a.csl.json', 'csl-yaml': 'a.csl.yaml' };
  for (const [format, path] of Object.entries(paths)) {
    const text = applyEdits('', appendEntries('', [{ ...pin, version: 3 }], format as WritableFormat)!);
    const source = { path, text, today: '2026-01-01' };
    const [entry] = parseWhole(recogniseDigest(source, ALL_FORMATS)!.format, source).entries;
    assert.deepEqual([entry?.arxiv, entry?.arxivVersion], ['2310.05869', 3], text);
  }
});

test('what other bibliographies say of a paper goes along, whatever the format', () => {
  const details = {
    type: 'article-journal',
    values: new Map([
      ['volume', '12'],
      ['page', '3–9'],
    ]),
    editors: [],
    isEdited: false,
  };
  const wanted: [WritableFormat, RegExp][] = [
    ['bibtex', /@article\{[^]* {2}volume = \{12\},\n {2}pages = \{3--9\},/],
    ['csl-json', /"volume": "12",\s+"page": "3–9"/],
    ['csl-yaml', /volume: "12"\n +page: 3–9/],
    ['ris', /TY {2}- JOUR\n[^]*VL {2}- 12\nSP {2}- 3\nEP {2}- 9\n/],
  ];
  for (const [format, form] of wanted)
    assert.match(applyEdits('', appendEntries('', [{ ...pin, details }], format)!), form);
});
