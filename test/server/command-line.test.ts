import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listed, type ListedPaper } from '../support/citing-all.ts';
import { corpus, withoutCorpus } from '../support/corpora.ts';
import { TestFolder } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const PAGES = 'huggingface/page/';

function carrel(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

async function inFolder(files: Record<string, string>, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await TestFolder.with(files);
  try {
    await use(folder.path);
  } finally {
    await folder.dispose();
  }
}

const read = (name: string): string => readFileSync(corpus(PAGES + name), 'utf8');

function asTruth(papers: readonly ListedPaper[], file: string): unknown[] {
  return papers
    .flatMap((paper) =>
      paper.entries.filter(({ path }) => path === file).map(({ line }) => ({ line, paper })),
    )
    .sort((a, b) => a.line - b.line)
    .map(({ line, paper: { title, abstract, authorCount, date, comments, dateInferred } }) => ({
      line,
      title,
      abstractChars: abstract?.length,
      abstractSha1: createHash('sha1').update(abstract!).digest('hex').slice(0, 12),
      authorCount,
      date,
      comments,
      dateInferred,
    }));
}

test('the sample page alone is listed as its 35 papers, exactly', { skip: withoutCorpus(PAGES) }, () =>
  inFolder({ 'hf-attention.txt': read('hf-attention.txt') }, async (path) => {
    const truth = JSON.parse(read('hf-attention.truth.json')) as { papers: unknown[] };
    assert.deepEqual(asTruth(await listed(path), 'hf-attention.txt'), truth.papers);
  }),
);

test('a second page beside it adds all its 375 papers', { skip: withoutCorpus(PAGES) }, () =>
  inFolder(
    { 'hf-attention.txt': read('hf-attention.txt'), 'hf-2024.txt': read('hf-2024.txt') },
    async (path) => {
      const truth = JSON.parse(read('hf-2024.truth.json')) as { title: string }[];
      const papers = await listed(path);
      const from = (file: string): ListedPaper[] =>
        papers.filter((paper) => paper.entries.some((entry) => entry.path === file));
      assert.equal(from('hf-attention.txt').length, 35);
      const titles = (list: readonly { title: string }[]): string[] => list.map(({ title }) => title).sort();
      assert.deepEqual(titles(from('hf-2024.txt')), titles(truth));
    },
  ),
);

test('a paper is shown, and a key that no paper has is an error that says so', () =>
  inFolder({ 'digests/page.txt': SMALL_PAGE }, async (path) => {
    const shown = await carrel('show', 'titans2024', '--library', path);
    assert.equal(shown.code, 0);
    assert.match(shown.stdout, /Titans: Learning to Memorize/);
    const unknown = await carrel('show', 'nobody1999', '--library', path);
    assert.notEqual(unknown.code, 0);
    assert.match(unknown.stderr, /nobody1999/);
  }));

test('the report names each file, what it holds and what is wrong in it', () =>
  inFolder(
    { 'digests/page.txt': SMALL_PAGE.replace(/We approximate.*\n/, ''), 'digests/empty.txt': 'Nothing.\n' },
    async (path) => {
      const { stdout } = await carrel('report', '--library', path);
      assert.match(stdout, /digests\/page\.txt/);
      assert.match(stdout, /no abstract/);
      assert.match(stdout, /digests\/empty\.txt/);
    },
  ));

test('a link to itself and a file that is no text are told, and cost nothing else', () =>
  inFolder({ 'digests/page.txt': SMALL_PAGE, 'bin.bib': 'a\u0000b' }, async (path) => {
    await symlink('self.bib', join(path, 'self.bib'));
    await symlink('.', join(path, 'again'));
    const { stdout } = await carrel('report', '--library', path);
    assert.match(stdout, /self\.bib:1:1: warning: .*symbolic link/);
    assert.match(stdout, /bin\.bib:1:1: warning: .*not text/);
    assert.match(stdout, /3 files, 4 entries, 4 papers/);
  }));

test('what is wrong in notes is told with its place, and an error is in the exit code', () =>
  inFolder(
    {
      'digests/page.txt': SMALL_PAGE,
      'a.md': 'Fine [@titans2024].\n',
      'b.md': '---\ntitle: x\nlist: [1,\nkey: }\n---\n\nSee [@nobody1999].\n',
    },
    async (path) => {
      const { code, stdout } = await carrel('check', '--library', path);
      assert.equal(code, 1);
      const lines = stdout.trim().split('\n');
      assert.match(lines[0]!, /^b\.md:[34]:\d+: error: .*\[front-matter-invalid\]$/);
      assert.match(lines[1]!, /^b\.md:7:\d+: error: .*nobody1999.*\[unknown-citation\]$/);
      assert.equal(lines.length, 2);
    },
  ));

test('a wrong command or option is refused with a hint, and help is given', async () => {
  for (const args of [['lst'], ['list', '--jsn'], ['list', '--library', '/nowhere/at/all']]) {
    const { code, stderr } = await carrel(...args);
    assert.notEqual(code, 0, args.join(' '));
    assert.match(stderr, /carrel/);
  }
  const { code, stdout } = await carrel('--help');
  assert.equal(code, 0);
  for (const command of ['list', 'show', 'report', 'lsp']) assert.ok(stdout.includes(command));
});
