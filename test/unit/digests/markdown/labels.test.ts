import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ALL_FORMATS } from '../../../../src/core/digests/formats.ts';
import { markdownList } from '../../../../src/core/digests/markdown/markdown-list.ts';
import { recogniseDigest } from '../../../../src/core/digests/registry.ts';
import { damage, known, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';

const URL = 'https://arxiv.org/abs/2310.05869';
const LAKES = 'Turbid States of Shallow Lakes';
const all = (text: string) => parseChecked(markdownList, text, 'a.digest.md').entries;

describe('a paper that is told in lines with labels', () => {
  const cases: readonly [string, string][] = [
    ['in bold', `**Title:** ${LAKES}\n**Authors:** Ada Moor, Bo Lee\n**Link:** ${URL}\n`],
    ['as paragraphs', `**Title**: ${LAKES}\n\n**Authors**: Ada Moor, Bo Lee\n\n**arXiv**: 2310.05869\n`],
    ['plainly', `Title: ${LAKES}\nAuthors: Ada Moor and Bo Lee\nURL: <${URL}>\n`],
    ['as items', `- **Title:** ${LAKES}\n- **Authors:** Ada Moor, Bo Lee\n- **PDF:** [link](${URL})\n`],
    ['with pictures', `- 📄 **Title:** ${LAKES}\n- 👥 **Authors:** Ada Moor, Bo Lee\n- 🔗 ${URL}\n`],
    ['in Chinese', `- **标题**：${LAKES}\n- **作者**：Ada Moor、Bo Lee\n- **链接**：${URL}\n`],
    ['in lines of an item', `- 标题：${LAKES}\n  作者：Ada Moor，Bo Lee\n  链接：${URL}\n`],
    ['with the link first', `- Paper: ${URL}\n- Title: ${LAKES}\n- Authors: Ada Moor, Bo Lee\n`],
    ['below a number', `## 3. 湖泊\n\n- 标题：${LAKES}\n- 作者：Ada Moor, Bo Lee\n- 论文链接：${URL}\n`],
    [
      'below its own name',
      `### ${LAKES}\n\n- **Authors**: Ada Moor, Bo Lee\n- **Keywords**: lakes\n- **Link**: ${URL}\n`,
    ],
  ];
  for (const [name, text] of cases)
    test(name, () => {
      const recognised = recogniseDigest(sourceOf(text, 'a.digest.md'), ALL_FORMATS);
      assert.equal(recognised?.format.id, 'markdown-list');
      const [entry, other] = all(text);
      assert.equal(other, undefined);
      const { title, arxiv, authors } = known(entry!);
      assert.deepEqual([title, arxiv], [LAKES, '2310.05869']);
      assert.deepEqual(
        authors?.map((person) => ('family' in person ? person.family : person.literal)),
        ['Moor', 'Lee'],
      );
    });
});

test('all that labels tell is read, and a section is what its papers are about', () => {
  const record = (n: number): string =>
    `**Title:** ${LAKES} ${n}\n**Authors:** Ada Moor et al.\n**Published:** 2023-10-0${n}\n**Venue:** Limnology\n` +
    `**Abstract:** Lakes *turn*\nwhen storms come.\n**DOI:** 10.1000/lakes.${n}\n**Code:** https://github.com/a/b\n`;
  const entries = all(`# Papers\n\n## Lakes\n\n${record(1)}\n---\n\n${record(2)}`);
  assert.deepEqual(
    entries.map((entry) => known(entry)),
    [1, 2].map((n) => ({
      title: `${LAKES} ${n}`,
      authors: [{ family: 'Moor', given: 'Ada' }],
      date: `2023-10-0${n}`,
      venue: 'Limnology',
      abstract: 'Lakes turn when storms come.',
      doi: `10.1000/lakes.${n}`,
      url: `https://doi.org/10.1000/lakes.${n}`,
      subjects: ['Lakes'],
    })),
  );
});

test('labels inside other lists stay what they were', () => {
  const titles = (text: string): string[] => all(text).map(({ title }) => title);
  assert.deepEqual(titles(`- Paper: [${LAKES}](${URL})\n- Code: [x](https://github.com/a/b)\n`), [LAKES]);
  assert.deepEqual(titles(`Abstract: see [${LAKES}](${URL}) for more\n`), []);
  assert.deepEqual(titles(`**Title:** No Link At All\n**Authors:** Ada Moor\n`), []);
  assert.deepEqual(titles(`**Title:** Lost\n\n## Next\n\n- [${LAKES}](${URL})\n`), [LAKES]);
});

test('damage inside one record loses no other', () => {
  const next = random(11);
  const record = (i: number): string =>
    `- **Title:** Study ${i} of Lakes\n- **Authors:** Ada Moor\n- **Link:** https://arxiv.org/abs/2310.0000${i}\n`;
  for (let round = 0; round < 500; round++) {
    const at = next(6);
    const text = Array.from(
      { length: 6 },
      (_, i) => `## ${i}. Day\n\n${i === at ? damage(record(i), next) : record(i)}`,
    );
    const found = new Set(all(text.join('\n')).map(({ title }) => title));
    for (let i = 0; i < 6; i++) if (i !== at) assert.ok(found.has(`Study ${i} of Lakes`), text[at]);
  }
});
