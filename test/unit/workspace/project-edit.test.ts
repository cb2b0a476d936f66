import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { globFault } from '../../../src/core/text/glob.ts';
import { applyEdits } from '../../../src/core/text/text-edit.ts';
import { editProjectFile, type ListChange } from '../../../src/core/workspace/project-edit.ts';
import { readProjectFile } from '../../../src/core/workspace/project-file.ts';

function edited(text: string, ...changes: readonly ListChange[]): string | null {
  const edits = editProjectFile(text, changes);
  return edits && applyEdits(text, edits);
}

const add = (glob: string): ListChange => ({ list: 'digests.include', add: glob });
const remove = (glob: string): ListChange => ({ list: 'digests.include', remove: glob });

test('a glob is added where one expects it, and nothing else changes', () => {
  const cases: [string, string][] = [
    ['', 'digests:\n  include:\n    - inbox/a.txt\n'],
    [
      '# mine\nrespectGitignore: false',
      '# mine\nrespectGitignore: false\ndigests:\n  include:\n    - inbox/a.txt\n',
    ],
    ['digests: # none yet\nnotes: {}\n', 'digests: # none yet\n  include:\n    - inbox/a.txt\nnotes: {}\n'],
    [
      'digests:\n    # old ones\n    exclude: [x] # y\nnotes: {}\n',
      'digests:\n    # old ones\n    include:\n      - inbox/a.txt\n    exclude: [x] # y\nnotes: {}\n',
    ],
    ['digests: {exclude: [x]}\n', 'digests: {include: [inbox/a.txt], exclude: [x]}\n'],
    ['digests:\n  include: [a, "b"] # c\n', 'digests:\n  include: [a, "b", inbox/a.txt] # c\n'],
    ['digests:\n  include: []\n', 'digests:\n  include: [inbox/a.txt]\n'],
    ['digests:\n  include:\n', 'digests:\n  include:\n    - inbox/a.txt\n'],
    [
      'digests:\n  include:\n  - a # first\n  # last\n  - b # of these\n\nnotes: {}\n',
      'digests:\n  include:\n  - a # first\n  # last\n  - b # of these\n  - inbox/a.txt\n\nnotes: {}\n',
    ],
    ['digests:\r\n  include:\r\n    - a\r\n', 'digests:\r\n  include:\r\n    - a\r\n    - inbox/a.txt\r\n'],
    ['digests:\n  include:\n    - inbox/a.txt\n', 'digests:\n  include:\n    - inbox/a.txt\n'],
  ];
  for (const [before, after] of cases) assert.equal(edited(before, add('inbox/a.txt')), after);
});

test('a glob is taken out with its line or its comma', () => {
  const cases: [string, string][] = [
    ['digests:\n  include:\n    - a # why\n    - b\n', 'digests:\n  include:\n    - b\n'],
    ['digests:\n  include:\n    - b\n    - a', 'digests:\n  include:\n    - b\n'],
    ['digests: {include: [a, b]}\n', 'digests: {include: [b]}\n'],
    ['digests: {include: [b, "a"]} # c\n', 'digests: {include: [b]} # c\n'],
    ['digests: {include: [a]}\n', 'digests: {include: []}\n'],
    ['digests:\n  include:\n    - a\n  exclude: [x]\n', 'digests:\n  include:\n  exclude: [x]\n'],
    ['digests: {include: [b]}\n', 'digests: {include: [b]}\n'],
  ];
  for (const [before, after] of cases) assert.equal(edited(before, remove('a')), after);
});

test('what is no YAML is not touched', () => {
  for (const text of ['digests: [', '- a\n', 'digests: &d {include: *d'])
    assert.equal(edited(text, add('a')), null, text);
});

test('whatever the file looks like, it says what was meant afterwards, and the rest as before', () => {
  const glob = fc
    .oneof(
      fc.constantFrom('a', 'b/c.txt', 'x y', 'true', '1.5', '\\[a\\].txt'),
      fc.stringMatching(/^[a-z#:,'"*& -]{1,6}$/),
    )
    .filter((text) => globFault(text) === null);
  const list = fc.array(glob, { maxLength: 3 });
  const style = fc.constantFrom('block', 'flow');
  const file = fc.record({
    include: fc.option(list),
    exclude: fc.option(list),
    style,
    before: fc.constantFrom('', '# c\n', 'respectGitignore: false\n'),
  });
  fc.assert(
    fc.property(file, glob, glob, ({ include, exclude, style: how, before }, added, removed) => {
      const shown = (name: string, globs: readonly string[] | null): string =>
        globs === null
          ? ''
          : how === 'flow'
            ? `  ${name}: [${globs.map((text) => JSON.stringify(text)).join(', ')}] # e\n`
            : `  ${name}:\n${globs.map((text) => `    - ${JSON.stringify(text)} # d\n`).join('')}`;
      const text = `${before}digests:\n${shown('exclude', exclude)}${shown('include', include)}notes: {exclude: [z]}\n`;
      const { given, problems } = readProjectFile(text);
      if (problems.length > 0) return;
      const result = edited(text, remove(removed), add(added));
      assert.notEqual(result, null, text);
      const now = readProjectFile(result!).given;
      const wanted = (given['digests.include'] ?? []).filter((one) => one !== removed);
      if (!wanted.includes(added)) wanted.push(added);
      assert.deepEqual(now, { ...given, 'digests.include': wanted });
    }),
    { numRuns: 400 },
  );
});
