import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';
import { exclusively } from '../../src/server/node/exclusive.ts';
import { replaceFile } from '../../src/server/node/write.ts';
import { LspClient, TestFolder } from '../support/lsp-client.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('replacing a file', () => {
  let folder: TestFolder;
  before(async () => {
    folder = await TestFolder.with({ 'a.md': 'old', 'b.md': 'old' });
  });
  after(() => folder.dispose());

  test('writes the new bytes, keeps permissions and leaves nothing behind', async () => {
    const file = join(folder.path, 'a.md');
    await chmod(file, 0o640);
    assert.equal(await replaceFile(file, bytes('old'), bytes('new')), 'written');
    assert.equal(await readFile(file, 'utf8'), 'new');
    assert.equal((await stat(file)).mode & 0o777, 0o640);
    assert.deepEqual((await readdir(folder.path)).sort(), ['a.md', 'b.md']);
  });

  test('writes nothing when the file is not what it was', async () => {
    const file = join(folder.path, 'b.md');
    assert.equal(await replaceFile(file, bytes('older'), bytes('new')), 'changed-meanwhile');
    assert.equal(await readFile(file, 'utf8'), 'old');
    assert.equal((await readdir(folder.path)).length, 2);
  });

  test('creates a file only where there is none', async () => {
    const file = join(folder.path, 'c.md');
    assert.equal(await replaceFile(file, null, bytes('one')), 'written');
    assert.equal(await replaceFile(file, null, bytes('two')), 'changed-meanwhile');
    assert.equal(await readFile(file, 'utf8'), 'one');
  });

  test('two writers from the same bytes: one wins, none mixes', async () => {
    await folder.write('d.md', 'base');
    const file = join(folder.path, 'd.md');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        replaceFile(file, bytes('base'), bytes(`writer ${i}`.repeat(1000))),
      ),
    );
    assert.deepEqual(
      outcomes.filter((outcome) => outcome === 'written'),
      ['written'],
    );
    const [first] = (await readFile(file, 'utf8')).match(/writer \d/) ?? [];
    assert.equal(await readFile(file, 'utf8'), first!.repeat(1000));
  });

  test('a folder that cannot be written to fails and leaves the link as it was', async () => {
    await symlink('nowhere/at/all.md', join(folder.path, 'dangling.md'));
    await assert.rejects(replaceFile(join(folder.path, 'missing-folder', 'x.md'), null, bytes('x')));
  });
});

test('two windows that write into one file at a time lose none of what was confirmed', async () => {
  const one = await LspClient.start({ 'a.bib': '@article{a1, title={One Two Three}, year=2020}\n' });
  const other = await LspClient.start({}, { folder: one.folder });
  try {
    const said = [one, other].flatMap((client, i) =>
      Array.from({ length: 40 }, (_, n) => ({ client, text: `remark ${n} of window ${i}` })),
    );
    const write = async (client: LspClient): Promise<void> => {
      for (const { text } of said.filter((each) => each.client === client))
        await client.request('workspace/executeCommand', {
          command: 'carrel.annotate.addRemark',
          arguments: [{ paper: 'a1', text }],
        });
    };
    await Promise.all([write(one), write(other)]);
    const { records } = parseSidecar(await readFile(join(one.folder.path, 'annotations/@a1.md'), 'utf8'));
    assert.deepEqual(records.map(({ comment }) => comment).sort(), said.map(({ text }) => text).sort());
  } finally {
    await other.kill();
    await one.stop();
  }
});

describe('a lock', () => {
  test('keeps others out while it is held, and is taken over from who is gone', async () => {
    const file = `/nowhere/${process.pid}/a.md`;
    let inside = 0;
    const results = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        exclusively(file, async () => {
          inside++;
          await stat(tmpdir());
          assert.equal(inside--, 1);
          return i;
        }),
      ),
    );
    assert.deepEqual(results, [0, 1, 2, 3, 4]);
    const [lock] = await exclusively(file, locksOfTests);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(tmpdir(), lock!), `${gone} x`);
    assert.equal(await exclusively(file, () => Promise.resolve('done')), 'done');
    await assert.rejects(
      exclusively(file, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.deepEqual(await locksOfTests(), []);
  });
});

/** The locks that this process holds. */
async function locksOfTests(): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(tmpdir()))
    if (/^carrel-.*\.lock$/.test(name)) {
      const text = await readFile(join(tmpdir(), name), 'utf8').catch(() => '');
      if (text.startsWith(`${process.pid} `)) found.push(name);
    }
  return found;
}
