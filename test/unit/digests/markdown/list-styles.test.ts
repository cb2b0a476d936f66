import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markdownList } from '../../../../src/core/digests/markdown/markdown-list.ts';
import { areOnlyNames } from '../../../../src/core/digests/markdown/names.ts';
import { known, parseChecked } from '../../../support/digests.ts';

const URL = 'https://arxiv.org/abs/2310.05869';
const LAKES = 'LakeNet: Turbid States of Shallow Lakes';
const [ADA, BO] = [
  { family: 'Moor', given: 'Ada' },
  { family: 'van Dyke', given: 'Bo' },
];
const ID = { title: LAKES, arxiv: '2310.05869' };
const NAMED = { ...ID, authors: [ADA, BO] };
const COUNTED = { ...NAMED, authorCount: 2 };

function read(text: string): Record<string, unknown> {
  const { entries } = parseChecked(markdownList, text, 'a.md');
  assert.equal(entries.length, 1, text);
  return Object.fromEntries(Object.entries(known(entries[0]!)).filter(([name]) => name !== 'url'));
}

describe('how lists write a title and what is around it', () => {
  const cases: readonly [string, string, Record<string, unknown>][] = [
    ['a venue as code and a bar', `- \`CVPR 2025\` | ${LAKES} | [Paper](${URL})`, ID],
    [
      'a venue as code, a bar, and code behind',
      `- \`CVPR 2025\` | ${LAKES} | [Paper](${URL}) | [Code](https://github.com/a/b)`,
      ID,
    ],
    [
      'a month in front and names in italics, more not named',
      `- [2024-04] ${LAKES}, *Ada Moor, Bo van Dyke, et al.* [[paper]](${URL})`,
      { ...NAMED, date: '2024-04' },
    ],
    [
      'a day in front and names in italics',
      `- [2024-04-30] ${LAKES}. _Ada Moor and Bo van Dyke_ [[paper]](${URL})`,
      { ...COUNTED, date: '2024-04-30' },
    ],
    [
      'italics that are no names',
      `- A note, *in two words, twice* [[paper]](${URL})`,
      { ...ID, title: 'A note, in two words, twice' },
    ],
    [
      'a line that unfolds',
      `<details><summary>${LAKES}</summary> Ada Moor, Bo van Dyke. [Paper](${URL})</details>`,
      COUNTED,
    ],
    [
      'an item that unfolds',
      `- <details><summary><b>${LAKES}</b></summary> Ada Moor, Bo van Dyke. [Paper](${URL})`,
      COUNTED,
    ],
    [
      'a line that unfolds to a titled link',
      `- <details><summary>Papers of this week</summary> [${LAKES}](${URL})`,
      ID,
    ],
    [
      'a sentence of names, then the identifier',
      `1. ${LAKES}. Ada Moor, Bo van Dyke. *arXiv:2310.05869* (2024)`,
      { ...COUNTED, date: '2024' },
    ],
    ['names behind the links', `- **${LAKES}** [[pdf]](${URL}), Ada Moor, Bo van Dyke`, COUNTED],
    [
      'names and a month between hyphens',
      `- **[${LAKES}](${URL})** - Ada Moor, Bo van Dyke - \`2024.05\``,
      { ...COUNTED, date: '2024-05' },
    ],
    [
      'the month on a line of its own',
      `- **[${LAKES}](${URL})** - Ada Moor, Bo van Dyke -\n  \`2024.05\``,
      { ...COUNTED, date: '2024-05' },
    ],
    ['subjects are no names', `- **[${LAKES}](${URL})** - Computer Vision, Machine Learning`, ID],
    [
      'words of a sentence are no names',
      `- **[${LAKES}](${URL})** - Mixes Peat, With Some Water, and more`,
      ID,
    ],
    ['one name could be anything', `- **[${LAKES}](${URL})** - Ada Moor`, ID],
  ];
  for (const [name, text, expected] of cases) test(name, () => assert.deepEqual(read(text), expected));
});

test('names, and what could be something else', () => {
  for (const line of ['Ada Moor, Bo van Dyke', 'Ada Moor and Bo Ray', 'A. Moor, B.', 'Ada Moor et al.'])
    assert.equal(areOnlyNames(line), !line.endsWith('B.'), line);
  for (const line of [
    ...[
      'Ada Moor',
      'Computer Vision, Deep Learning',
      'San Diego, New Orleans',
      'Hong Kong, New York',
      'BERT Base, GPT Large',
    ],
    ...[
      'Ada Moor, 2024',
      'Ada Moor, the others',
      'Peat, Bogs',
      '',
      ', ',
      'Ada Moor Bo Ray Cy Lee Di Fox, Ed Roe',
    ],
  ])
    assert.ok(!areOnlyNames(line), line);
});
