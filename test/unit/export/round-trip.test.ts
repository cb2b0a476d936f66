import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bibtex } from '../../../src/core/digests/bibtex/bibtex.ts';
import { cslJson } from '../../../src/core/digests/csl/csl-json.ts';
import type { DigestFormat } from '../../../src/core/digests/format.ts';
import { ris } from '../../../src/core/digests/tagged/ris.ts';
import { printedDate } from '../../../src/core/export/printed-date.ts';
import { exportPapers, type ExportFormat } from '../../../src/core/export/export.ts';
import { bibtexComplaints, withoutBibtex } from '../../support/bibtex.ts';
import { anyEntry, paperOf } from '../../support/random-papers.ts';
import { pandocReads, withoutPandoc } from '../../support/pandoc.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

const NO_TEXTS = new Map<string, string>();
const FORMATS: readonly (readonly [ExportFormat, DigestFormat])[] = [
  ['bibtex', bibtex],
  ['csl-json', cslJson],
  ['ris', ris],
];

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

test('what is exported is read back with the same values', () => {
  for (const [name, format] of FORMATS) {
    fc.assert(
      fc.property(anyEntry, (parts) => {
        const paper = paperOf(parts);
        const text = exportPapers([{ paper, key: 'the-key2020' }], name, NO_TEXTS);
        const { entries, problems } = parseWhole(format, { path: `x.${name}`, text, today: '2026-11-24' });
        assert.deepEqual(problems, [], text);
        const [read, other] = entries;
        assert.ok(read && !other, text);
        assert.equal(read.key, 'the-key2020');
        assert.equal(plain(read.title), plain(paper.title));
        // RIS does not tell bodies from persons.
        const named = name !== 'ris' || paper.authors.every((author) => 'given' in author && author.given);
        if (named) assert.equal(JSON.stringify(read.authors), JSON.stringify(paper.authors), text);
        // BibTeX has no days.
        const date = printedDate(paper);
        assert.equal(read.date, (name === 'bibtex' ? date?.slice(0, 7) : date) ?? null);
        assert.equal(read.arxiv, paper.arxiv, text);
        assert.equal(read.doi, paper.doi);
        if (name !== 'bibtex') assert.equal(plain(read.abstract ?? ''), plain(paper.abstract ?? ''));
        if (paper.venue !== null && (name !== 'bibtex' || paper.arxiv === null))
          assert.equal(read.venue, paper.venue, text);
      }),
      { numRuns: 150 },
    );
  }
});

test('Pandoc reads what is exported', { skip: withoutPandoc() }, () => {
  const papers = fc.sample(anyEntry, { numRuns: 60, seed: 11 }).map(paperOf);
  const of = (format: ExportFormat): string[] =>
    papers.map((paper) => exportPapers([{ paper, key: paper.key }], format, NO_TEXTS));
  for (const reader of ['bibtex', 'biblatex'])
    pandocReads(of('bibtex'), reader).forEach((reads, i) => assert.ok(reads, of('bibtex')[i]));
  pandocReads(of('csl-json'), 'csljson').forEach((reads, i) => assert.ok(reads, of('csl-json')[i]));
});

test('BibTeX reads what is exported', { skip: withoutBibtex() }, () => {
  const papers = fc.sample(anyEntry, { numRuns: 60, seed: 12 }).map(paperOf);
  const items = papers.map((paper, i) => ({ paper, key: `key${i}` }));
  assert.equal(bibtexComplaints(exportPapers(items, 'bibtex', NO_TEXTS)), '');
  assert.notEqual(bibtexComplaints('@misc{k title = {x}}'), '');
});
