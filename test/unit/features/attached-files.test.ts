import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachedFiles } from '../../../src/core/features/attached-files.ts';

function check(field: string, ...expected: string[]): void {
  const text = `@article{k, title = {T},\n  ${field},\n}\n`;
  const found = attachedFiles(text);
  assert.deepEqual(
    found.map(({ target }) => target),
    expected,
    field,
  );
  const written = found.map(({ span }) => text.slice(span.start, span.end).replace(/\\([:;\\])/g, '$1'));
  assert.deepEqual(written, expected, field);
}

test('PDFs are found as Zotero and JabRef write them', () => {
  check('file = {papers/titans.pdf}', 'papers/titans.pdf');
  check('file = "papers/titans.pdf"', 'papers/titans.pdf');
  check('file={a b.pdf;snapshot.html; c.pdf}', 'a b.pdf', 'c.pdf');
  check('file = {:Nail2020a.epub:ePUB;:Nail2020a.pdf:PDF}', 'Nail2020a.pdf');
  check('file = {Full Text PDF:files/12/x.pdf:application/pdf}', 'files/12/x.pdf');
  check('file = {C\\:\\\\Users\\\\me\\\\x.pdf}', 'C:\\Users\\me\\x.pdf');
  check('file = {:http\\://arxiv.org/pdf/1611.00386v1:PDF}', 'http://arxiv.org/pdf/1611.00386v1');
  check('pdf = {x.pdf}', 'x.pdf');
});

test('other fields and other files are none', () => {
  check('profile = {x.pdf}');
  check('note = {see file x.pdf}');
  check('file = {x.html}');
  check('file = {}');
});
