import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findingsOfNote } from '../../../../src/core/features/citations.ts';
import {
  certainFixes,
  fixAll,
  type KnownKeys,
} from '../../../../src/core/features/rewrites/certain-fixes.ts';
import { citeNamed, papersNamedAt } from '../../../../src/core/features/rewrites/prose-names.ts';
import type { NoteText } from '../../../../src/core/features/rewrites/rewrite.ts';
import { identifierToKey, keyToIdentifier } from '../../../../src/core/features/rewrites/spellings.ts';
import { scanNote } from '../../../../src/core/notes/scan.ts';
import { applyEdits } from '../../../../src/core/text/text-edit.ts';
import { ALL_FORMATS } from '../../../../src/core/digests/formats.ts';
import { fileRules } from '../../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../../src/core/workspace/workspace.ts';

const BIB = `@misc{titans, title = {Titans: Learning to Memorize}, year = 2024, eprint = {2501.00663}, archiveprefix = {arXiv}}
@article{lakes, title = {On the Stability of Shallow Lakes}, year = 2021, doi = {10.1000/lakes.7}}
`;

const workspace = new Workspace({
  rules: fileRules({ include: [], exclude: [] }),
  formats: ALL_FORMATS,
  today: () => '2026-11-24',
});
workspace.setFile('refs.bib', BIB);
workspace.commit();
const { library } = workspace;
const keys: KnownKeys = {
  library,
  near: (name) => ['titans', 'lakes'].filter((key) => key === name.toLowerCase()),
  successor: () => null,
  ownKey: () => null,
};

function noteOf(text: string): NoteText {
  return { text, scan: scanNote(text), rescan: (other) => scanNote(other) };
}

/** Pieces of notes in any order: citations, and what may stand around them. */
const anyNote = fc
  .array(
    fc.constantFrom(
      'arXiv:2501.00663v2',
      'https://doi.org/10.1000/lakes.7',
      '<https://arxiv.org/abs/2501.00663>',
      '[w](https://arxiv.org/abs/2501.00663)',
      '![w](https://arxiv.org/pdf/2501.00663)',
      '[1]: https://arxiv.org/abs/2501.00663',
      '[@Titans; @lakes; @lakes, p. 3; @lakes]',
      '@lakes',
      '[@titans]',
      '[[@titans]]',
      'Titans: Learning to Memorize',
      'Titans',
      '`',
      '$',
      '*',
      '[',
      ']',
      '(',
      ')',
      '<!--',
      '-->',
      '\n\n',
      '\n> ',
      '\n- ',
      '\n    ',
      '| a |\n|---|\n| ',
      ' ',
      'word ',
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

test('a rewritten citation cites what it should, and no other is lost or made', () => {
  fc.assert(
    fc.property(anyNote, (text) => {
      const note = noteOf(text);
      const before = note.scan.citations.map(({ name }) => name);
      note.scan.citations.forEach((citation, i) => {
        const paper = workspace.papersOf(citation, null)[0];
        if (!paper) return;
        const edits =
          citation.form === 'identifier'
            ? [identifierToKey(note, citation, paper.key, citation.version)]
            : keyToIdentifier(note, citation, paper).map(({ edit }) => edit);
        for (const edit of edits) {
          if (!edit) continue;
          const after = scanNote(applyEdits(text, [edit])).citations;
          assert.deepEqual(workspace.papersOf(after[i]!, null), [paper]);
          assert.notEqual(after[i]!.form, citation.form);
          assert.deepEqual(
            after.filter((_, n) => n !== i).map(({ name }) => name),
            before.filter((_, n) => n !== i),
          );
        }
      });
    }),
    { numRuns: 500 },
  );
});

test('a cited name cites its paper, and no other citation is lost or made', () => {
  fc.assert(
    fc.property(anyNote, fc.nat(), (text, place) => {
      const note = noteOf(text);
      const at = place % (text.length + 1);
      const match = () => [...library.papers];
      for (const named of papersNamedAt(note, { start: at, end: at }, { library, match })) {
        const { behind, instead } = citeNamed(note, named, named.paper.key);
        for (const edit of [behind, instead]) {
          if (!edit) continue;
          const after = scanNote(applyEdits(text, [edit])).citations;
          assert.equal(after.length, note.scan.citations.length + 1);
          assert.ok(after.some(({ name, span }) => name === named.paper.key && span.end >= edit.span.start));
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('all certain fixes at once leave nothing to fix, and every paper cited that was', () => {
  fc.assert(
    fc.property(anyNote, (text) => {
      const note = noteOf(text);
      const fixes = certainFixes(note, findingsOfNote(workspace, 'note.md', note.scan), keys);
      const edits = fixAll(note, fixes);
      if (fixes.length > 0) assert.ok(edits.length > 0, text);
      const after = noteOf(applyEdits(text, edits));
      // What was twice in a group stands there once; all else is cited as before, in the same order.
      const repeated = new Set(
        fixes.filter(({ cites }) => cites.length === 0).map(({ citation }) => citation),
      );
      const cited = (one: NoteText) =>
        one.scan.citations
          .filter((citation) => !repeated.has(citation))
          .map(({ form, name, span }) => [
            form,
            name.toLowerCase(),
            one.text.slice(span.start, span.end).toLowerCase(),
          ]);
      assert.deepEqual(cited(after), cited(note));
      assert.deepEqual(certainFixes(after, findingsOfNote(workspace, 'note.md', after.scan), keys), []);
    }),
    { numRuns: 500 },
  );
});

test('fixes that are not read as they are meant are left out, and the others made', () => {
  const note = noteOf('[@Titans] and [@Lakes]\n');
  const [titans, lakes] = certainFixes(note, findingsOfNote(workspace, 'note.md', note.scan), keys);
  const other = { ...lakes!, edit: { ...lakes!.edit, text: '@titans' } };
  const noneAtAll = { ...lakes!, edit: { ...lakes!.edit, text: '`@lakes`' } };
  const mended = (...fixes: NonNullable<typeof titans>[]) => applyEdits(note.text, fixAll(note, fixes));
  assert.equal(mended(titans!, lakes!), '[@titans] and [@lakes]\n');
  for (const wrong of [other, noneAtAll]) {
    assert.equal(mended(titans!, wrong), '[@titans] and [@Lakes]\n');
    assert.equal(mended(wrong), note.text);
  }
});
