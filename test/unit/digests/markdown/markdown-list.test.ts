import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markdownList } from '../../../../src/core/digests/markdown/markdown-list.ts';
import { damage, known, noise, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

const URL = 'https://arxiv.org/abs/2310.05869';
const all = (text: string) => parseChecked(markdownList, text, 'a.digest.md').entries;
const one = (text: string) => {
  const entries = all(text);
  assert.equal(entries.length, 1, text);
  return known(entries[0]!);
};
const LAKES = 'Turbid States of Shallow Lakes';

describe('one paper', () => {
  const cases: readonly [string, string][] = [
    ['a bullet with a link', `- [${LAKES}](${URL})`],
    ['a numbered item', `1. [${LAKES}](${URL}), Moor 2023`],
    ['a bold title and links behind it', `* **${LAKES}** [[paper]](${URL}) [[code]](https://github.com/a/b)`],
    ['plain text and a link', `- ${LAKES}: [arXiv](${URL})`],
    ['plain text and a bare address', `- ${LAKES} ${URL}`],
    ['a heading with a link', `### [${LAKES}](${URL})`],
    ['a heading with the link below', `### ${LAKES}\n\n**Paper**: ${URL}\n`],
    [
      'a heading with the links as items',
      `### ${LAKES}\n\n- [Paper](${URL})\n- [Code](https://github.com/a/b)\n`,
    ],
    ['badges in front', `- ![](https://img.shields.io/x.svg) [${LAKES}](${URL})`],
    ['bold text with the links below', `**${LAKES}**\n\nAda Moor\n\n[arXiv](${URL})\n`],
    [
      'an item with its links as items',
      `- ${LAKES}\n  - [paper](${URL})\n  - [code](https://github.com/a/b)\n`,
    ],
    ['a link that is named elsewhere', `- [${LAKES}][1]\n\n[1]: ${URL}\n`],
    ['a link of HTML', `- <a href="${URL}">${LAKES}</a> by them`],
    ['a line that begins with a link', `[${LAKES}](${URL}) is about lakes.`],
    ['a comment in front', `- <!-- 1 --> [${LAKES}](${URL})`],
    [
      'a row whose columns do not say',
      `| When | What | Where |\n|-|-|-|\n| 2023 | ${LAKES} | [pdf](${URL}) |`,
    ],
    ['a row without bars at its sides', `Title | Link\n--- | ---\n${LAKES} | [pdf](${URL})`],
    [
      'an address with rubbish behind it',
      `- ${LAKES} [[pdf]](https://arxiv.org/pdf/2310.05869.pdf%5Cnhttp://x.example)`,
    ],
    ['a printed identifier and no link', `- ${LAKES}. arXiv:2310.05869`],
    ['an identifier in front', `- arXiv:2310.05869 ${LAKES}`],
    ['an identifier as code in front', `3. \`2310.05869\` ${LAKES}`],
    ['a link that is the identifier in front', `2. [2310.05869](${URL}) ${LAKES} — Ada Moor et al.`],
    [
      'a badge in front that is the link',
      `- [![arXiv](https://img.shields.io/a.svg)](${URL}) ${LAKES}. Ada Moor.`,
    ],
    ['a venue in bold in front', `- **[TPAMI 2024]** ${LAKES} [[Paper](${URL})]`],
    ['a number in a heading', `### 4. ${LAKES}\n\n[arXiv](${URL})`],
    ['a label in front', `- Title: ${LAKES}. ${URL}`],
    ['names behind the title', `- ${LAKES}. Ada Moor, Bo Lee. Limnology. [[paper](${URL})]`],
    [
      'a name in bold whose description links elsewhere',
      `| **Paper** | **Links** |\n|--|--|\n| 1) **${LAKES}** - unlike [Peat](https://arxiv.org/abs/2210.03629). | [Paper](${URL}), [Post](https://x.example/1) |`,
    ],
    [
      'a row that has the identifier and no link',
      `| ID | Title | Authors |\n|--|--|--|\n| 2310.05869 | ${LAKES} | Ada Moor |`,
    ],
    [
      'a reference with the year behind names',
      `- Moor, A., Lee, B.-C., & Ray, D. (2023). ${LAKES}. *Limnology*. ${URL}`,
    ],
    [
      'a reference with the title in quotes',
      `[7] A. Moor, B. Lee, and D. Ray, “${LAKES},” arXiv:2310.05869, 2023.`,
    ],
    ['a reference with a colon behind names', `1. Moor, A., Lee, B.: ${LAKES}. In: Lakes (2023), ${URL}`],
    ['a title in quotes', `+ "${LAKES}", arXiv 2023, Ada Moor et al. [[paper](${URL})]`],
    ['a table row', `| Title | Link |\n|---|---|\n| ${LAKES} | [link](${URL}) |`],
    ['a table row with marks', `|Date|Title|PDF|\n|:-|-|-:|\n|2023|**${LAKES}**|[2310.05869](${URL})|null|`],
  ];
  for (const [name, text] of cases)
    test(name, () => {
      const { title, arxiv } = one(text);
      assert.deepEqual([title, arxiv], [LAKES, '2310.05869']);
    });
});

test('columns, sections, authors, dates and abstracts', () => {
  assert.deepEqual(
    one(
      `# Papers of 2023\n\n## Lakes\n\n| Publish Date | Title | Authors | PDF | Summary |\n|---|---|---|---|---|\n| 2023-10-09 | ${LAKES} | Ada Moor, Bo Lee | [pdf](${URL}) | Lakes turn. |`,
    ),
    {
      title: LAKES,
      authors: [
        { family: 'Moor', given: 'Ada' },
        { family: 'Lee', given: 'Bo' },
      ],
      authorCount: 2,
      date: '2023-10-09',
      abstract: 'Lakes turn.',
      arxiv: '2310.05869',
      url: URL,
      subjects: ['Lakes'],
    },
  );
  const below = one(`- [${LAKES}](${URL})\n  - Authors: Ada Moor, Bo Lee\n  - **Abstract:** Lakes *turn*.\n`);
  assert.equal(below.abstract, 'Lakes turn.');
  assert.equal(below.authorCount, 2);
});

test('what stands behind a title: year and authors', () => {
  const cases: readonly [string, string | null, number, number | null][] = [
    [`- **${LAKES}** (2015), A. Moor et al. [[pdf]](${URL})`, '2015', 1, null],
    [`- ${LAKES} (2016), A. Moor and B. Lee [[pdf]](${URL})`, '2016', 2, 2],
    [`- [${LAKES}](${URL}) *Ada B. Moor, Bo Lee et al.* NeurIPS 2023.`, '2023', 2, null],
    [`- [${LAKES}](${URL}), by Ada Moor, Bo van Dyke, 2023-05`, '2023-05', 2, 2],
    [`- [${LAKES}](${URL}) A. Moor, B. Lee. Journal of Lakes.`, null, 2, 2],
    [`- [${LAKES}](${URL}) Journal of Lakes, with code`, null, 0, null],
    [`- [${LAKES}](${URL}): needs 2048 cores and 1.2010 hours`, null, 0, null],
  ];
  for (const [text, date, named, authorCount] of cases) {
    const [entry] = all(text);
    assert.deepEqual(
      [entry!.title, entry!.date, entry!.authors.length, entry!.authorCount],
      [LAKES, date, named, authorCount],
      text,
    );
  }
});

test('titles of any script are titles, and words for links are none', () => {
  assert.equal(
    one(`| 日期 | 标题 |\n|-|-|\n| 2022 | [视频理解论文串讲](${URL})（上） |`).title,
    '视频理解论文串讲',
  );
  assert.equal(one(`- 湖泊的两种状态 [论文](${URL})`).title, '湖泊的两种状态');
});

test('several papers of one line are several entries', () => {
  const text = `- [${LAKES}](${URL}) and [Ponds in the Winter Wind](https://arxiv.org/abs/2310.00001), see [more](https://arxiv.org/abs/2310.00002)\n  of both`;
  assert.deepEqual(
    all(text).map(({ title, arxiv }) => [title, arxiv]),
    [
      [LAKES, '2310.05869'],
      ['Ponds in the Winter Wind', '2310.00001'],
    ],
  );
});

test('links in prose under a heading make no paper of the heading', () => {
  assert.deepEqual(all(`## Introduction\n\nWe follow [${LAKES}](${URL}) here.\n`), []);
});

test('code or a comment that is never closed hides nothing', () => {
  assert.equal(all(`\`\`\`\n- [${LAKES}](${URL})\n`).length, 1);
  assert.equal(all(`<!-- \n- [${LAKES}](${URL})\n`).length, 1);
  assert.equal(all(`<!--\n- [${LAKES}](${URL})\n-->\n- [Ponds](https://arxiv.org/abs/2310.00001)`).length, 1);
});

test('a row that is broken inside a cell is one row', () => {
  const entries = all(
    `| Title | Summary |\n|---|---|\n| [${LAKES}](${URL}) | Lakes\nturn. |\n| [Ponds](https://arxiv.org/abs/2310.00001) | B |\n`,
  );
  assert.deepEqual(
    entries.map(({ title, abstract }) => [title, abstract]),
    [
      [LAKES, 'Lakes turn.'],
      ['Ponds', 'B'],
    ],
  );
});

test('other links, code and prose hold no papers', () => {
  assert.deepEqual(all('- [A blog](https://a.example/x)\n- [Code](https://github.com/a/b)\n'), []);
  assert.deepEqual(all(`\`\`\`\n- [${LAKES}](${URL})\n\`\`\`\n`), []);
  assert.deepEqual(all(`As [they](${URL}) say.\n`), []);
});

test('only Markdown is taken for it', () => {
  assert.equal(markdownList.recognise(sourceOf(`- [${LAKES}](${URL})`, 'a.md')), 'name');
  assert.equal(markdownList.recognise(sourceOf(`- [${LAKES}](${URL})`, 'a.txt')), 'no');
});

test('damage to one line loses no other, and no text makes it throw', () => {
  const next = random(43);
  const lines = Array.from(
    { length: 8 },
    (_, i) => `- [Study ${i} of Lakes](https://arxiv.org/abs/2310.0000${i})`,
  );
  for (let round = 0; round < 1500; round++) {
    const at = next(8);
    const damaged = damage(lines[at]!, next).replace(/\|/g, '');
    const found = new Set(
      parseWhole(
        markdownList,
        sourceOf(lines.map((l, i) => (i === at ? damaged : l)).join('\n')),
      ).entries.map(({ title }) => title),
    );
    for (let i = 0; i < 8; i++) if (i !== at) assert.ok(found.has(`Study ${i} of Lakes`), damaged);
  }
  const pieces = [
    '- ',
    '# ',
    '| a ',
    '|\n|---|\n',
    '[x](',
    URL,
    ') ',
    '![',
    '**',
    '`',
    '<br>',
    '\\',
    '```\n',
  ];
  for (let round = 0; round < 1500; round++)
    parseChecked(markdownList, noise(next, pieces, 1 + next(30)), 'a.md');
  for (const unit of ['[', '[a](', '**', '![', '| ', '<b ', '\\', '- [', ']('])
    parseChecked(markdownList, `- ${URL} ${unit.repeat(20_000)}`, 'a.md');
});

test('references name their authors in their order', () => {
  const families = (text: string): string[] =>
    one(text).authors!.map((author) => ('literal' in author ? author.literal : author.family));
  assert.deepEqual(families(`- Moor, A., Lee, B.-C., & Ray, D. (2023). ${LAKES}. ${URL}`), [
    'Moor',
    'Lee',
    'Ray',
  ]);
  assert.deepEqual(families(`[7] A. Moor, B. Lee, and D. Ray, “${LAKES},” ${URL}`), ['Moor', 'Lee', 'Ray']);
  assert.deepEqual(
    families(`| Title | Authors | PDF |\n|-|-|-|\n| ${LAKES} | Moor, A.; Lee, B. | [pdf](${URL}) |`),
    ['Moor', 'Lee'],
  );
  const open = one(`- Moor et al. (2023). ${LAKES}. arXiv:2310.05869`);
  assert.deepEqual([open.authors?.length, open.authorCount], [1, undefined]);
});

test('lines below tell when and by whom, and an abstract of several lines', () => {
  const below = one(
    `- [${LAKES}](${URL})\n  - *Ada Moor, Bo Lee* · Oct 9, 2023\n  - **Abstract:** Lakes turn\n    over in autumn.\n`,
  );
  assert.deepEqual(
    [below.date, below.authors?.length, below.abstract],
    ['2023-10-09', 2, 'Lakes turn over in autumn.'],
  );
  assert.equal(one(`- [${LAKES}](${URL})\n  - Published: 9 Oct 2023\n`).date, '2023-10-09');
  assert.equal(
    one(`- [x] [${LAKES}](${URL}) ✅ 2025-11-20`).date,
    undefined,
    'the day of reading is not the paper’s',
  );
});

test('a link that says to be the paper is one, wherever it leads', () => {
  const entry = one(
    `- **${LAKES}** [[Paper](https://lakes.example/turbid.html)] [[Code](https://github.com/a/b)]`,
  );
  assert.deepEqual([entry.title, entry.url], [LAKES, 'https://lakes.example/turbid.html']);
});
