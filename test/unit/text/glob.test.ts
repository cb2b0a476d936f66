import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { escapeGlob, globFault, globMatcher } from '../../../src/core/text/glob.ts';

test('globs fit what VS Code says they fit', () => {
  const cases: [string, string[], string[]][] = [
    ['*.txt', ['a.txt', '.txt'], ['b/a.txt', 'a.txt/b', 'a.tx']],
    ['**/*.txt', ['a.txt', 'b/c/a.txt'], ['a.txtx']],
    ['inbox/**', ['inbox/a', 'inbox/a/b'], ['inboxes/a', 'x/inbox/a']],
    ['inbox/', ['inbox/a', 'inbox/a/b'], ['inboxes/a']],
    ['./inbox/*.txt', ['inbox/a.txt'], ['a.txt']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a/zz', 'az']],
    ['{a,b/**}/*.{md,txt}', ['a/x.md', 'b/c/x.txt', 'b/x.txt'], ['c/x.md', 'a/c/x.md']],
    ['paper-202[3-5].txt', ['paper-2024.txt'], ['paper-2022.txt']],
    ['[!a]*', ['b', '日本'], ['a', 'ab']],
    ['\\*.txt', ['*.txt'], ['a.txt']],
    ['?.txt', ['a.txt', '😀.txt'], ['.txt', 'ab.txt']],
  ];
  for (const [glob, yes, no] of cases) {
    const fits = globMatcher([glob]);
    for (const path of yes) assert.ok(fits(path), `${glob} should fit ${path}`);
    for (const path of no) assert.ok(!fits(path), `${glob} should not fit ${path}`);
  }
});

test('what is no glob says why, and fits nothing', () => {
  for (const glob of ['', '!a', '/a', 'C:/a', '../a', 'a/../b', '[a', '{a', '{a,{b}', 'x'.repeat(2000)]) {
    assert.notEqual(globFault(glob), null, glob);
    assert.ok(!globMatcher([glob])('a'), glob);
  }
  assert.notEqual(globFault('{a,b}'.repeat(10)), null);
  assert.equal(globFault('**/{a,b}{c,d}'), null);
});

test('an escaped path fits itself alone', () => {
  const name = fc.stringMatching(/^[\x20-\x7eäλ日]{1,12}$/).map((text) => text.replaceAll('/', '-'));
  const path = fc
    .array(name, { minLength: 1, maxLength: 4 })
    .map((names) => names.join('/'))
    .filter(
      (text) => text.trim() !== '' && !/^(?:[A-Za-z]:|\.\/)/.test(text) && !/(?:^|\/)\.\.(?:\/|$)/.test(text),
    );
  fc.assert(
    fc.property(path, path, (one, other) => {
      const fits = globMatcher([escapeGlob(one)]);
      assert.ok(fits(one), one);
      assert.equal(fits(other), one === other);
    }),
    { numRuns: 300 },
  );
});

test('globs fit as picomatch has it', () => {
  const piece = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[^a]', '.', '{a,b}', '{a*,bb}');
  const glob = fc
    .array(
      fc.oneof(
        fc.constant('**'),
        fc.array(piece, { minLength: 1, maxLength: 3 }).map((p) => p.join('')),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((names) => names.join('/'))
    // Whether `a/**` fits `a` itself picomatch decides by what stands before, and `**a` it reads as `**/a` at times.
    .filter(
      (text) => !/(?:^|\/)\.{1,2}(?:\/|$)|\/\*\*$|[^/]\*\*|\*\*[^/]/.test(text) && globFault(text) === null,
    );
  const path = fc
    .array(
      fc.stringMatching(/^[ab.]{1,4}$/).filter((text) => !text.endsWith('.')),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((names) => names.join('/'));
  fc.assert(
    fc.property(glob, path, (pattern, text) => {
      const judge = picomatch(pattern, { dot: true });
      assert.equal(globMatcher([pattern])(text), judge(text), `${pattern} on ${text}`);
    }),
    { numRuns: 500 },
  );
});

test('no glob takes long, whatever it is matched with', () => {
  const name = 'a'.repeat(250);
  const path = Array.from({ length: 16 }, () => name).join('/');
  const fits = globMatcher([`${'*a'.repeat(100)}b`, `${'**/*a*a*a/'.repeat(20)}b`]);
  assert.equal(fits(path), false);
});
