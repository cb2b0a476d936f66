import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { chmod, mkdir, open, rm, symlink, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { carrel } from '../support/carrel.ts';
import { TestFolder } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const WINDOWS = process.platform === 'win32';

interface Reported {
  readonly files: readonly {
    readonly path: string;
    readonly entries: number;
    readonly problems: readonly { readonly code: string; readonly message: string }[];
  }[];
  readonly papers: number;
}

/** What the command line says of a folder with a good page, after something bad was put beside it; and how it says it to people. */
async function reportBeside(
  spoil: (folder: TestFolder) => Promise<void> | void,
  options: { readonly uid?: number } = {},
): Promise<{ report: Reported; codes: Map<string, string[]>; text: string }> {
  const folder = await TestFolder.with({ 'digests/page.txt': SMALL_PAGE });
  try {
    await chmod(folder.path, 0o755);
    await spoil(folder);
    const json = await carrel(['report', '--json', '--library', folder.path], options);
    const { stdout: text } = await carrel(['report', '--library', folder.path], options);
    const report = JSON.parse(json.stdout) as Reported;
    const good = report.files.find(({ path }) => path === 'digests/page.txt');
    assert.equal(good?.entries, 4, 'the rest of the library is intact');
    const codes = new Map(report.files.map(({ path, problems }) => [path, problems.map(({ code }) => code)]));
    return { report, codes, text };
  } finally {
    execFileSync('chmod', ['-R', 'u+rwx', folder.path], { stdio: 'ignore' });
    await rm(folder.path, { recursive: true, force: true }).catch(() =>
      execFileSync('rm', ['-rf', folder.path]),
    );
  }
}

test('a bibliography of 50 MB is read whole', async () => {
  const { report } = await reportBeside(async (folder) => {
    const file = await open(join(folder.path, 'huge.bib'), 'w');
    const filler = 'memory attention lake sparse kernel random graph transport gradient peat '.repeat(34);
    for (let n = 0, size = 0; size < 50_000_000; n++) {
      const entry = `@misc{key${n},\n  title = {Of Number ${n} Alone},\n  year = 2020,\n  abstract = {${filler}}\n}\n`;
      size += entry.length;
      await file.write(entry);
    }
    await file.close();
  });
  const huge = report.files.find(({ path }) => path === 'huge.bib')!;
  assert.ok(huge.entries > 19_000, String(huge.entries));
  assert.deepEqual(huge.problems, []);
  assert.equal(report.papers, huge.entries + 4);
});

test('a file of 1 GB is told to be too large', async () => {
  const { codes, text } = await reportBeside(async (folder) => {
    await folder.write('vast.bib', '');
    await truncate(join(folder.path, 'vast.bib'), 1024 ** 3);
  });
  assert.deepEqual(codes.get('vast.bib'), ['file-too-large']);
  assert.match(text, /vast\.bib:1:1: warning: The file has 1024 MB; Carrel reads up to 128 MB/);
});

test('binary files named as bibliographies are told to be no text', async () => {
  const noise = Uint8Array.from({ length: 4096 }, (_, i) => 1 + ((i * 7919) % 255));
  const { codes } = await reportBeside(async (folder) => {
    await folder.write('zeros.bib', new Uint8Array(100));
    await folder.write('noise.ris', noise);
    await folder.write('latin1.bib', Buffer.from('@misc{k, title = {Über die Seen}}\n', 'latin1'));
    const stray = Buffer.from('@misc{m, title = {Über Moore}}\n@misc{n, title = {Über Teiche}}\n', 'utf8');
    await folder.write('stray.bib', Buffer.concat([stray, Buffer.from('% caf\xe9\n', 'latin1')]));
  });
  assert.deepEqual(codes.get('zeros.bib'), ['file-not-text']);
  assert.deepEqual(codes.get('noise.ris'), ['file-not-text']);
  // Both are read, and Pandoc would read neither.
  assert.deepEqual(codes.get('latin1.bib'), ['file-encoding']);
  assert.deepEqual(codes.get('stray.bib'), ['file-encoding']);
});

test(
  'a folder and a file without permission are told',
  { skip: WINDOWS && 'no such permissions' },
  async () => {
    // Permissions do not bind root: another user runs it then.
    const options = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const { codes, text } = await reportBeside(async (folder) => {
      await folder.write('shut/refs.bib', '@misc{k, title = {T}}');
      await folder.write('shut.bib', '@misc{k, title = {T}}');
      await chmod(join(folder.path, 'shut'), 0);
      await chmod(join(folder.path, 'shut.bib'), 0);
    }, options);
    assert.deepEqual(codes.get('shut'), ['folder-unreadable']);
    assert.deepEqual(codes.get('shut.bib'), ['file-unreadable']);
    assert.match(text, /shut:1:1: warning: .*permission denied/);
  },
);

test('a file that never rests while it is read is told, and read as far as it goes', async () => {
  const folder = await TestFolder.with({
    'digests/page.txt': SMALL_PAGE,
    'log.bib': '@misc{k, title = {T}}\n',
  });
  const file = join(folder.path, 'log.bib');
  // A writer of its own, so that it goes on whatever the reader does.
  const writer = setInterval(() => appendFileSync(file, '% more\n'.repeat(2000)), 1);
  try {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const { stdout } = await carrel(['report', '--json', '--library', folder.path]);
      const { files } = JSON.parse(stdout) as Reported;
      assert.equal(files.find(({ path }) => path === 'digests/page.txt')?.entries, 4);
      const log = files.find(({ path }) => path === 'log.bib')!;
      assert.equal(log.entries, 1);
      if (log.problems.some(({ code }) => code === 'file-changing')) break;
      assert.ok(Date.now() < deadline, 'it was never seen to change');
    }
  } finally {
    clearInterval(writer);
    await folder.dispose();
  }
});

test(
  'links that lead to themselves, in circles or nowhere are told',
  { skip: WINDOWS && 'links need a right' },
  async () => {
    const { codes, report } = await reportBeside(async ({ path }) => {
      await symlink('self.bib', join(path, 'self.bib'));
      await symlink('gone.bib', join(path, 'dangling.bib'));
      await symlink('pong.bib', join(path, 'ping.bib'));
      await symlink('ping.bib', join(path, 'pong.bib'));
      await mkdir(join(path, 'a'));
      await mkdir(join(path, 'b'));
      await symlink('../b', join(path, 'a', 'b'));
      await symlink('../a', join(path, 'b', 'a'));
      await symlink('..', join(path, 'a', 'up'));
      await symlink('.', join(path, 'here'));
    });
    for (const path of ['self.bib', 'dangling.bib', 'ping.bib', 'pong.bib'])
      assert.deepEqual(codes.get(path), ['file-unreadable'], path);
    assert.equal(report.papers, 4);
  },
);

test('pipes and devices are told and never waited for', { skip: WINDOWS && 'no such files' }, async () => {
  const { codes } = await reportBeside(async ({ path }) => {
    execFileSync('mkfifo', [join(path, 'pipe.bib')]);
    await symlink('/dev/zero', join(path, 'zero.bib'));
    await symlink('/dev/stdin', join(path, 'input.ris'));
  });
  for (const path of ['pipe.bib', 'zero.bib', 'input.ris'])
    assert.deepEqual(codes.get(path), ['not-a-file'], path);
});

test('a folder that is named as a bibliography is told, and what lies in it is read', async () => {
  const { codes, report } = await reportBeside((folder) =>
    folder.write('refs.bib/inner.bib', '@misc{k, title = {Of Inner Things}}'),
  );
  assert.deepEqual(codes.get('refs.bib'), ['not-a-file']);
  assert.deepEqual(codes.get('refs.bib/inner.bib'), []);
  assert.equal(report.papers, 5);
});

test(
  'names that are no UTF-8 or hold line breaks are told in one line',
  { skip: WINDOWS && 'no such names' },
  async () => {
    const { codes, text } = await reportBeside(async (folder) => {
      const at = Buffer.from(`${folder.path}/`);
      const name = Buffer.concat([at, Buffer.from([0x66, 0xff, 0xfe]), Buffer.from('.bib')]);
      await (await open(name, 'w')).close();
      await folder.write('two\nlines\u001b[31m.bib', '@misc{');
    });
    assert.deepEqual(codes.get('f\ufffd\ufffd.bib'), ['file-unreadable']);
    assert.match(text, /not valid UTF-8/);
    assert.ok(!text.includes('\u001b'), 'no control characters reach the terminal');
    assert.match(text, /^two.*lines.*\.bib:1:\d+: /m);
  },
);

test('a folder deeper than paths may be long is told', { skip: WINDOWS && 'other limits' }, async () => {
  const { codes, text } = await reportBeside((folder) => {
    const dig = `
      process.chdir(process.argv[1]);
      for (let i = 0; i < 22; i++) {
        require('fs').mkdirSync('d'.repeat(200));
        process.chdir('d'.repeat(200));
      }
      require('fs').writeFileSync('refs.bib', '@misc{k, title = {T}}');
    `;
    execFileSync(process.execPath, ['-e', dig, folder.path], { cwd: tmpdir() });
  });
  assert.ok([...codes.values()].some((found) => found.includes('folder-unreadable')));
  assert.match(text, /path is too long/);
});
