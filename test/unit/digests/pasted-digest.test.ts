import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { readPasted } from '../../../src/core/digests/pasted-digest.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';
import { SMALL_PAGE } from '../../support/pages.ts';

const PASTED: readonly [string, string, number][] = [
  ['Hugging Face papers page', SMALL_PAGE, 4],
  ['BibTeX', '@misc{k, title = {On Lakes}}', 1],
  ['RIS', 'TY  - JOUR\nTI  - On Lakes\nER  - \n', 1],
  ['CSL-JSON', '[{"id": "k", "type": "book", "title": "On Lakes"}]', 1],
  ['Markdown list of papers', '- [On Lakes](https://arxiv.org/abs/2310.05869)\n', 1],
  ['Hugging Face papers page', SMALL_PAGE.replace(/^/gm, '> '), 4],
];

test('what is pasted is recognised, and a file of the proposed kind holds the same papers', () => {
  for (const [label, text, count] of PASTED) {
    const found = readPasted(text, ALL_FORMATS, '2026-11-24');
    assert.deepEqual([found?.label, found?.count], [label, count]);
    const workspace = new Workspace({
      rules: fileRules({ include: [], exclude: [] }),
      formats: ALL_FORMATS,
      today: () => '2026-11-24',
    });
    workspace.setFile(`digests/2026-11-24.${found!.extension}`, text);
    workspace.commit();
    assert.equal(workspace.library.size, count, label);
  }
});

test('prose holds no papers', () => {
  for (const text of ['', 'Dear Ada,\n\nthe lake is clear.\n', '{}', '- a\n- b\n'])
    assert.equal(readPasted(text, ALL_FORMATS, '2026-11-24'), null);
});
