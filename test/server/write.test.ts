import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { replaceFile } from '../../src/server/node/write.ts';
import { TestFolder } from '../support/lsp-client.ts';

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
    assert.ok(outcomes.includes('written'));
    const [first] = (await readFile(file, 'utf8')).match(/writer \d/) ?? [];
    assert.equal(await readFile(file, 'utf8'), first!.repeat(1000));
  });

  test('a folder that cannot be written to fails and leaves the link as it was', async () => {
    await symlink('nowhere/at/all.md', join(folder.path, 'dangling.md'));
    await assert.rejects(replaceFile(join(folder.path, 'missing-folder', 'x.md'), null, bytes('x')));
  });
});
