import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { readPasted } from '../../../src/core/digests/pasted-digest.ts';
import { SMALL_PAGE } from '../../support/pages.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const LISTING = ['2310.05869', '2310.05870']
  .map(
    (id) =>
      `${'-'.repeat(78)}\n\\\\\narXiv:${id}\nDate: Mon, 9 Oct 2023 17:59:37 GMT   (243kb)\n\nTitle: On the Lakes of ${id} = all of them\nAuthors: Ada Moor\n\\\\\n  We count lakes, as one does where lakes are.\n\\\\ ( https://arxiv.org/abs/${id} ,  243kb)\n`,
  )
  .join('');

/** As mail programs send it: equals signs coded, long lines broken. */
function quotedPrintable(text: string): string {
  return text.replaceAll('=', '=3D').replace(/^(.{60})(?=.{17})/gm, '$1=\n');
}

const PASTED: readonly [string, string, number][] = [
  ['Hugging Face papers page', SMALL_PAGE, 4],
  ['BibTeX', '@misc{k, title = {On Lakes}}', 1],
  ['RIS', 'TY  - JOUR\nTI  - On Lakes\nER  - \n', 1],
  ['CSL-JSON', '[{"id": "k", "type": "book", "title": "On Lakes"}]', 1],
  ['Markdown list of papers', '- [On Lakes](https://arxiv.org/abs/2310.05869)\n', 1],
  ['Hugging Face papers page', SMALL_PAGE.replace(/^/gm, '> '), 4],
  ['arXiv listing mail', LISTING, 2],
  ['arXiv listing mail', LISTING.replace(/^/gm, '> '), 2],
  ['arXiv listing mail', quotedPrintable(LISTING), 2],
  [
    'arXiv listing mail',
    `From: a@b.example\nSubject: new\nContent-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/html\n\n<p>no</p>\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(LISTING)}\n--x--\n`,
    2,
  ],
  [
    'arXiv metadata (JSON)',
    '{"arxiv_id": "2310.05869", "title": "On Lakes"}\n{"arxiv_id": "2310.05870", "title": "Ponds"}\n',
    2,
  ],
  ['Table of papers (CSV, TSV)', 'Title\tAuthors\tDOI\nOn Lakes\tAda Moor\t10.1000/1\n', 1],
  ['CSL-YAML', '- id: k\n  type: book\n  title: On Lakes\n', 1],
  ['PubMed (MEDLINE)', 'PMID- 12\nOWN - NLM\nTI  - On Lakes\n', 1],
];

test('what is pasted is recognised, and a file of the proposed kind holds the same papers', () => {
  for (const [label, text, count] of PASTED) {
    const found = readPasted(text, ALL_FORMATS, '2026-11-24');
    assert.deepEqual([found?.label, found?.count], [label, count]);
    const workspace = emptyWorkspace();
    workspace.setFile(`digests/2026-11-24.${found!.extension}`, text);
    workspace.commit();
    assert.equal(workspace.library.size, count, label);
  }
});

test('prose holds no papers', () => {
  for (const text of ['', 'Dear Ada,\n\nthe lake is clear.\n', '{}', '- a\n- b\n'])
    assert.equal(readPasted(text, ALL_FORMATS, '2026-11-24'), null);
});

test('a note with links, and prose in a text file, are no digests by themselves', () => {
  const workspace = emptyWorkspace();
  const note =
    '# Reading\n\n- [On Lakes](https://arxiv.org/abs/2310.05869)\n- [Ponds](https://arxiv.org/abs/2310.05870)\n';
  workspace.setFile('reading.md', note);
  workspace.setFile('daily/2026-11-24.md', note);
  workspace.setFile(
    'letter.txt',
    'Dear Ada,\n\nTitle, authors, abstract: see arXiv:2310.05869, by 3 authors.\n\nBo\n',
  );
  workspace.commit();
  assert.equal(workspace.library.size, 0);
});
