import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { GitIgnore } from '../../../src/core/workspace/git-ignore.ts';

/** Ignore files by the folders in which they lie. */
type Ignoring = Readonly<Record<string, string>>;

function ours(files: Ignoring): GitIgnore {
  const git = new GitIgnore();
  for (const [folder, text] of Object.entries(files)) git.set(folder, `${folder}/.gitignore`, text);
  return git;
}

const CASES: readonly { readonly files: Ignoring; readonly paths: readonly string[] }[] = [
  {
    files: { '': '*.log\n!keep.log\n/top.txt\nbuild/\n# no comment\n\\#hash\n\\!bang\ntrailing \nkept\\ \n' },
    paths: [
      'a.log',
      'x/a.log',
      'keep.log',
      'top.txt',
      'x/top.txt',
      'build/a',
      'x/build/a',
      'build',
      '#hash',
      '!bang',
    ],
  },
  {
    files: { '': 'doc/*.txt\nfoo/**\n!foo/keep\na/**/z\n**/deep/x\n', 'doc/sub': '!*.md\nn.md\n' },
    paths: [
      'doc/a.txt',
      'doc/s/a.txt',
      'foo/keep',
      'foo/x',
      'a/z',
      'a/b/c/z',
      'deep/x',
      'q/deep/x',
      'doc/sub/n.md',
    ],
  },
  {
    files: { '': '*\n!*/\n!*.md\n', sub: 'secret.md\n', 'sub/inner': '!secret.md\n' },
    paths: ['a.txt', 'a.md', 'sub/a.md', 'sub/secret.md', 'sub/inner/secret.md', 'sub/inner/x.txt'],
  },
  {
    files: { '': 'out\n!out/keep.md\n[ab].txt\n[!c]x\nwild\\*\n?.y\n/sub/only\n' },
    paths: [
      'out/keep.md',
      'a.txt',
      'c.txt',
      'cx',
      'dx',
      'wild*',
      'wildx',
      'q.y',
      'qq.y',
      'sub/only',
      'x/sub/only',
    ],
  },
];

test('files are ignored as git ignores them', (t) => {
  let judged = 0;
  for (const { files, paths } of CASES) {
    const git = byGit(files, paths);
    if (!git) {
      t.skip('git is not there');
      return;
    }
    const mine = ours(files);
    for (const path of paths)
      assert.equal(mine.ignores(path) !== null, git.has(path), `${path} by ${JSON.stringify(files)}`);
    judged += paths.length;
  }
  assert.ok(judged > 30);
});

test('made-up ignore files are followed as git follows them', (t) => {
  const name = fc.constantFrom('a', 'b', '*', '**', '?', 'a*', '[ab]', '*b');
  const line = fc
    .tuple(
      fc.constantFrom('', '', '!'),
      fc.constantFrom('', '', '/'),
      fc.array(name, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '/'),
    )
    .map(([negation, root, names, end]) => negation + root + names.join('/') + end);
  const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
  const paths = ['a', 'b', 'ab', 'c', 'd/a', 'd/b', 'd/c', 'd/e/a', 'd/e/ab', 'e/b/a', 'e/b/c', 'e/a/b/c'];
  if (!byGit({}, paths)) {
    t.skip('git is not there');
    return;
  }
  fc.assert(
    fc.property(text, text, (top, below) => {
      const files = { '': top, d: below };
      const git = byGit(files, paths.slice(2))!;
      const mine = ours(files);
      for (const path of paths.slice(2))
        assert.equal(mine.ignores(path) !== null, git.has(path), `${path} by ${JSON.stringify(files)}`);
    }),
    { numRuns: 25 },
  );
});

test('a repository inside another follows its own rules, and files above the folder count', () => {
  const git = ours({ '': '*.txt\n' });
  git.setRepository('inner');
  assert.equal(git.ignores('a.txt'), '/.gitignore');
  assert.equal(git.ignores('inner/a.txt'), null);
  const notes = new GitIgnore();
  notes.set('', '../.gitignore', '/notes/drafts/\n/drafts/\n*.tmp.md\n', ['notes']);
  notes.set('', '.gitignore', '!kept.tmp.md\n');
  assert.equal(notes.ignores('drafts/a.md'), '../.gitignore');
  assert.equal(notes.ignores('x/drafts/a.md'), null);
  assert.equal(notes.ignores('x/a.tmp.md'), '../.gitignore');
  assert.equal(notes.ignores('x/kept.tmp.md'), null);
});

test('on file systems that fold case, so does git', () => {
  const git = new GitIgnore(true);
  git.set('', '.gitignore', 'Build/\n[a-c].md\n');
  assert.notEqual(git.ignores('build/a.md'), null);
  assert.notEqual(git.ignores('B.md'), null);
});

/** What git ignores of files that no index knows; null where there is no git. */
function byGit(files: Ignoring, paths: readonly string[]): ReadonlySet<string> | null {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-git-'));
  try {
    const git = (args: readonly string[], input?: string): string =>
      execFileSync('git', args, {
        cwd: folder,
        encoding: 'utf8',
        input,
        env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    try {
      git(['init', '-q']);
    } catch {
      return null;
    }
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    for (const [where, text] of Object.entries(files)) write(join(where, '.gitignore'), text);
    try {
      return new Set(git(['check-ignore', '--stdin', '-z', '--no-index'], paths.join('\0')).split('\0'));
    } catch {
      return new Set();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
