import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { arxivMail } from '../../../../src/core/digests/arxiv/mail.ts';
import type { Entry } from '../../../../src/core/digests/entry.ts';
import { corpus, withoutCorpus } from '../../../support/corpora.ts';
import { parseChecked, sourceOf } from '../../../support/digests.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

function filesIn(folder: string): string[] {
  return readdirSync(corpus(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const count = (entries: readonly Entry[], holds: (entry: Entry) => unknown): number =>
  entries.filter(holds).length;

test('daily mails: every paper in its section', { skip: withoutCorpus('arxiv/daily_mailings') }, () => {
  const seen = filesIn('arxiv/daily_mailings').map((file) => {
    const { entries, problems } = parseChecked(arxivMail, readFileSync(file, 'utf8'));
    assert.deepEqual(problems, [], file);
    const of = (kind: Entry['announced']): number => count(entries, (e) => e.announced === kind);
    return `${file.split('/').at(-1)!}: ${of('new')} ${of('cross')} ${of('replacement')}, ${count(entries, (e) => e.abstract)} abstracts`;
  });
  // The sender's subject of `new` counts 13 new papers too.
  assert.deepEqual(seen, [
    'new: 13 0 3, 13 abstracts',
    'new.CP: 1 1 0, 2 abstracts',
    'new.GN: 1 0 5, 1 abstracts',
    'new.PM: 2 0 1, 2 abstracts',
    'new.RM: 1 0 2, 1 abstracts',
    'new.TR: 1 0 0, 1 abstracts',
  ]);
});

test(
  'mails that others collected, one of them malformed on purpose',
  { skip: withoutCorpus('arxiv/email_digests') },
  () => {
    const read = (path: string) => parseChecked(arxivMail, readFileSync(corpus(`arxiv/${path}`), 'utf8'));
    assert.equal(read('email_digests/2026-01-23.txt').entries.length, 5);
    assert.equal(read('email_transcribed/cs_daily_2023-06-13.txt').entries.length, 3);
    const malformed = read('email_digests/malformed.txt');
    // A paper without identifier is kept and told of; two papers under one identifier are the library's conflict to show.
    assert.deepEqual(
      malformed.entries.map((e) => e.arxiv),
      ['2601.99001', null, '2601.99002', '2601.99001', '2601.99003'],
    );
    assert.deepEqual(
      malformed.problems.map((p) => p.code),
      ['listing-entry-without-id', 'listing-entry-not-closed'],
    );
  },
);

test('monthly listings from 1992 on', { skip: withoutCorpus('arxiv/monthly_listings') }, () => {
  const seen = filesIn('arxiv/monthly_listings').map((file) => {
    const text = readFileSync(file, 'utf8');
    const { entries, problems } = parseWhole(arxivMail, sourceOf(text));
    assert.deepEqual(problems, [], file);
    assert.equal(entries.length, text.match(/^Title: /gm)!.length, file);
    assert.equal(
      count(entries, (e) => e.arxiv !== null && e.authors.length > 0 && e.abstract === null),
      entries.length,
      file,
    );
    return `${entries.length} papers, ${count(entries, (e) => e.announced === 'cross')} crossed, ${count(entries, (e) => !e.date)} undated`;
  });
  // The paper without date has its field's name damaged in the file itself.
  assert.deepEqual(seen, [
    '1675 papers, 264 crossed, 0 undated',
    '6 papers, 0 crossed, 0 undated',
    '17 papers, 17 crossed, 1 undated',
  ]);
});

test('metadata files: one paper each', { skip: withoutCorpus('arxiv/abs_files') }, () => {
  const files = filesIn('arxiv/abs_files');
  assert.equal(files.length, 596);
  const empty = files.filter((file) => readFileSync(file).length === 0);
  // 596 files hold 595 papers: one file is empty. The one that is not UTF-8 is latin-1.
  assert.equal(empty.length, 1);
  for (const file of files.filter((f) => !empty.includes(f))) {
    const text = readFileSync(file, 'latin1');
    assert.equal(arxivMail.recognise(sourceOf(text)), 'content', file);
    const { entries, problems } = parseChecked(arxivMail, text);
    assert.deepEqual(problems, [], file);
    assert.equal(entries.length, 1, file);
    const [entry] = entries;
    assert.ok(entry!.arxiv && entry!.date && entry!.abstract && entry!.authors.length > 0, file);
    assert.equal(entry!.announced, null, file);
  }
});
