import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { arxivJson } from '../../../../src/core/digests/arxiv/records-json.ts';
import { ALL_FORMATS } from '../../../../src/core/digests/formats.ts';
import { huggingFaceJson } from '../../../../src/core/digests/huggingface/papers-json.ts';
import { recogniseDigest } from '../../../../src/core/digests/registry.ts';
import { corpus, withoutCorpus } from '../../../support/corpora.ts';
import { damage, known, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

function day(...titles: string[]): string {
  return JSON.stringify(
    titles.map((title, i) => ({
      paper: {
        id: `2310.0000${i}`,
        title,
        summary: 'Peat holds\ncarbon.',
        authors: [
          { name: 'Ada Moor' },
          { name: 'Bo van Dyke', hidden: false },
          { name: 'Gone', hidden: true },
        ],
        publishedAt: '2023-10-09T12:00:00.000Z',
        upvotes: 52,
        ai_keywords: ['peat'],
      },
      numComments: 3,
    })),
    null,
    2,
  );
}

test('a day of the daily papers API', () => {
  const text = day('A Census\nof "Peat"');
  assert.equal(huggingFaceJson.recognise(sourceOf(text, 'a.json')), 'content');
  assert.deepEqual(parseChecked(huggingFaceJson, text).entries.map(known), [
    {
      title: 'A Census of "Peat"',
      abstract: 'Peat holds carbon.',
      authors: [
        { family: 'Moor', given: 'Ada' },
        { family: 'van Dyke', given: 'Bo' },
      ],
      authorCount: 2,
      date: '2023-10-09',
      arxiv: '2310.00000',
      url: 'https://huggingface.co/papers/2310.00000',
      comments: 3,
      upvotes: 52,
      subjects: ['peat'],
    },
  ]);
});

test("arXiv's snapshot, an object a line, and a mirror's list", () => {
  const line = {
    id: '0704.0001',
    authors_parsed: [
      ['Moor', 'Ada', ''],
      ['van Dyke', 'Bo', 'Jr.'],
      ['Bog Survey', '', ''],
    ],
    title: 'A Census\n  of Peat',
    abstract: '  Peat holds carbon.\n',
    categories: 'hep-ph cs.LG',
    doi: '10.1000/Bogs.1',
    'journal-ref': 'J. Bogs 1',
    versions: [{ version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' }],
    update_date: '2008-11-26',
  };
  const [entry] = parseChecked(
    arxivJson,
    `${JSON.stringify(line)}\n${JSON.stringify({ ...line, id: '0704.0002' })}\n`,
  ).entries;
  assert.deepEqual(known(entry!), {
    title: 'A Census of Peat',
    abstract: 'Peat holds carbon.',
    authors: [
      { family: 'Moor', given: 'Ada' },
      { family: 'van Dyke', given: 'Bo, Jr.' },
      { literal: 'Bog Survey' },
    ],
    authorCount: 3,
    date: '2007-04-02',
    arxiv: '0704.0001',
    doi: '10.1000/bogs.1',
    url: 'https://arxiv.org/abs/0704.0001',
    venue: 'J. Bogs 1',
    subjects: ['hep-ph', 'cs.LG'],
  });
  const mirror = {
    count: 1,
    papers: [
      { title: 'A', authors: ['Ada Moor'], arxiv_id: '2510.13809v1', summary: 'B.', published: '2025-10-15' },
    ],
  };
  const [mirrored] = parseChecked(arxivJson, JSON.stringify(mirror)).entries;
  assert.deepEqual(
    [mirrored!.arxiv, mirrored!.arxivVersion, mirrored!.date],
    ['2510.13809', 1, '2025-10-15'],
  );
});

test('a broken record costs itself alone, and its place is told', () => {
  const text = day('One', 'Two', 'Three').replace('"title": "Two"', '"title": "Two');
  const { entries, problems } = parseChecked(huggingFaceJson, text);
  assert.deepEqual(
    entries.map(({ title }) => title),
    ['One', 'Three'],
  );
  assert.ok(problems.length > 0 && problems.every(({ code }) => code.startsWith('json-')));
  const next = random(53);
  for (let round = 0; round < 500; round++)
    parseChecked(huggingFaceJson, damage(day('One', 'Two', 'Three'), next));
});

const COUNTS: readonly [string, number][] = [
  ['huggingface/api_json', 1403],
  ['arxiv/json_shiyibihua', 1452],
  ['arxiv/json_a1henu', 623],
];
for (const [folder, count] of COUNTS)
  test(`${folder} holds ${count} papers`, { skip: withoutCorpus(folder) }, () => {
    let found = 0;
    for (const file of readdirSync(corpus(folder), { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const source = sourceOf(readFileSync(`${file.parentPath}/${file.name}`, 'utf8'), file.name);
      const recognised = recogniseDigest(source, ALL_FORMATS);
      assert.ok(recognised, file.name);
      const { entries, problems } = parseWhole(recognised.format, source);
      assert.deepEqual(problems, []);
      found += entries.length;
    }
    assert.equal(found, count);
  });
