import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { huggingFacePage } from '../../../../src/core/digests/huggingface/page.ts';
import { LineIndex } from '../../../../src/core/text/lines.ts';
import { corpus, withoutCorpus } from '../../../support/corpora.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

const FOLDER = 'huggingface/page/';
const skip = withoutCorpus(FOLDER);

interface Truth {
  readonly line?: number;
  readonly title: string;
  readonly abstractChars?: number;
  readonly abstractSha1?: string;
  readonly authorCount?: number | null;
  readonly authors?: number;
  readonly date: string | null;
  readonly comments: number | null;
  readonly dateInferred?: boolean;
}

function read(name: string) {
  const text = readFileSync(corpus(`${FOLDER}${name}.txt`), 'utf8');
  const json = JSON.parse(readFileSync(corpus(`${FOLDER}${name}.truth.json`), 'utf8')) as
    Truth[] | { papers: Truth[] };
  const { entries } = parseWhole(huggingFacePage, { path: `${name}.txt`, text, today: '2026-01-01' });
  return { text, entries, truth: Array.isArray(json) ? json : json.papers };
}

test('the sample page gives its 35 papers exactly', { skip }, () => {
  const { text, entries, truth } = read('hf-attention');
  const lines = new LineIndex(text);
  assert.equal(truth.length, 35);
  assert.deepEqual(
    entries.map((entry) => ({
      line: lines.lineAt(entry.spans.title!.start) + 1,
      title: entry.title,
      abstractChars: entry.abstract?.length,
      abstractSha1: createHash('sha1').update(entry.abstract!).digest('hex').slice(0, 12),
      authorCount: entry.authorCount,
      date: entry.date,
      comments: entry.comments,
      dateInferred: entry.dateInferred,
    })),
    truth,
  );
});

test('every span covers what it names', { skip }, () => {
  const { text, entries } = read('hf-attention');
  for (const { spans, title, abstract } of entries) {
    assert.equal(text.slice(spans.title!.start, spans.title!.end), title);
    assert.equal(text.slice(spans.abstract!.start, spans.abstract!.end), abstract);
    if (spans.footer)
      assert.match(text.slice(spans.footer.start, spans.footer.end), /^\d+ authors\n·\n\w{3} \d/);
  }
});

test('the built page of 375 papers gives them all', { skip }, () => {
  const { entries, truth } = read('hf-2024');
  assert.equal(truth.length, 375);
  assert.deepEqual(
    entries.map(({ title, authorCount, date, comments }) => [title, authorCount, date, comments ?? 0]),
    truth.map(({ title, authors, date, comments }) => [title, authors, date, comments]),
  );
});

test(
  'captured pages give their papers and none of their navigation',
  { skip: withoutCorpus('huggingface/page_captures') },
  () => {
    const capture = (name: string) => {
      const text = readFileSync(corpus(`huggingface/page_captures/${name}`), 'utf8');
      const source = { path: name, text, today: '2026-11-01' };
      assert.equal(huggingFacePage.recognise(source), 'content');
      return parseWhole(huggingFacePage, source).entries;
    };
    const a = capture('A_notebooklm_export__papers_q_Intercode_Bash.excerpt.md');
    assert.deepEqual(
      a.map(({ arxiv, authorCount, date, comments, upvotes }) => [
        arxiv,
        authorCount,
        date,
        comments,
        upvotes,
      ]),
      [
        ['2410.05434', 2, '2024-10-07', null, 1],
        ['2306.14898', 4, '2023-06-26', null, null],
        ['2502.06858', 6, '2025-02-07', null, null],
        ['1802.08979', 4, '2018-02-24', null, null],
        ['2104.13100', 6, '2021-04-26', null, null],
        ['1808.01400', 4, '2018-08-03', null, 2],
        ['2409.02326', 3, '2024-09-03', 2, 19],
        ['2203.03850', 6, '2022-03-07', null, null],
        ['2510.21057', 1, '2025-10-23', 1, 5],
      ],
    );
    assert.deepEqual(a.at(-1)!.authors, [{ literal: 'Google' }]);
    const d = capture('D_trending_page_text.excerpt.md');
    assert.deepEqual(
      [...new Set(d.map((entry) => entry.title.slice(0, 22)))],
      [
        'Agent Lightning: Train',
        'HeartMuLa: A Family of',
        'ShapeR: Robust Conditi',
        'Continuous Audio Langu',
        'SmolDocling: An ultra-',
        'EverMemOS: A Self-Orga',
      ],
    );
    assert.equal(d.length, 10);
  },
);
