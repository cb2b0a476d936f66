import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  renameInBibliography,
  unwritableKey,
} from '../../../../src/core/features/rename/bibliography-edits.ts';
import { renameInNote } from '../../../../src/core/features/rename/note-edits.ts';
import { applyEdits } from '../../../../src/core/text/text-edit.ts';

function inNote(text: string, to = 'new'): string {
  return applyEdits(
    text,
    renameInNote(text, 'markdown', to, (citation) => citation.name === 'old.key'),
  );
}

test('every spelling of a key takes the new one, and nothing else changes', () => {
  assert.equal(
    inNote(
      '@old.key, -@old.key [p. 3]; [see @old.key, p. 2; -@x; @{old.key}]\n[[old.key]] [[@old.key#^h3|as *said*]]',
    ),
    '@new, -@new [p. 3]; [see @new, p. 2; -@x; @{new}]\n[[new]] [[@new#^h3|as *said*]]',
  );
  const untouched = '`@old.key` $@old.key$ <!-- @old.key --> me@old.key \\@old.key old.key arXiv:2310.05869';
  assert.equal(inNote(untouched), untouched);
});

test('citations and links in metadata take the new key too', () => {
  assert.equal(
    inNote(
      '---\ntitle: "On @old.key"\nup: ["[[@old.key|x]]", "[[old.key]]"]\ncitekey: old.key\nabstract: |\n  As [see @old.key; -@old.key, p. 3].\n---\n\n@old.key\n',
    ),
    '---\ntitle: "On @new"\nup: ["[[@new|x]]", "[[new]]"]\ncitekey: old.key\nabstract: |\n  As [see @new; -@new, p. 3].\n---\n\n@new\n',
  );
});

test('so do the keys that TeX in a note cites; code is left alone', () => {
  const tex = (key: string): string =>
    [
      `---\nheader-includes: |\n  \\nocite{${key}}\n---\n`,
      `As \\citep[see][p.~3]{a, ${key},b} and \\textcites{${key}}[3]{x} say,\\footnote{\\cite{${key}}.} @${key}.\n`,
      `\\begin{figure}\n\\caption{Of \\parencite*{${key}}.}\n\\end{figure}\n`,
      `\`\`\`{=latex}\n\\cite{${key}}\n\`\`\`\n`,
    ].join('\n');
  assert.equal(inNote(tex('old.key')), tex('new'));
  const code =
    '`\\cite{old.key}` <!-- \\cite{old.key} -->\n\n```\n\\cite{old.key}\n```\n\\cited{old.keys} \\\\cite{old.key}';
  assert.equal(inNote(code), code);
});

test('a key that needs braces gets them', () => {
  assert.equal(inNote('[@old.key] @{old.key}', 'a.'), '[@{a.}] @{a.}');
});

test('other entries of a .bib file that refer to the key follow', () => {
  const text =
    '@book{old.key, title = {T}}\n@inbook{b, crossref = "old.key", related = {x, old.key ,y}, note = {old.key}}\n';
  const start = text.indexOf('old.key');
  const edits = renameInBibliography(text, 'bibtex', [{ start, end: start + 7 }], 'old.key', 'new');
  assert.equal(
    applyEdits(text, edits),
    '@book{new, title = {T}}\n@inbook{b, crossref = "new", related = {x, new ,y}, note = {old.key}}\n',
  );
});

test('a bibliography says which keys it cannot hold', () => {
  assert.notEqual(unwritableKey('bibtex', 'a,b'), null);
  assert.notEqual(unwritableKey('csl-yaml', '12: x'), null);
  assert.equal(unwritableKey('bibtex', 'Müller:2003/a+b'), null);
  assert.equal(unwritableKey('csl-json', 'a"b'), null);
});
