import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';

/** The files of a folder as another machine has them after all was committed and cloned, by paths with `/`. */
export async function filesOfClone(folder: string): Promise<Record<string, string>> {
  const run = promisify(execFile);
  const git = (...args: string[]): Promise<unknown> =>
    run('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: folder });
  await git('init', '-q');
  await git('add', '.');
  await git('commit', '-q', '-m', 'The morning');
  const clone = await mkdtemp(join(tmpdir(), 'carrel-clone-'));
  try {
    await run('git', ['clone', '-q', folder, clone]);
    const files: Record<string, string> = {};
    for (const entry of await readdir(clone, { recursive: true, withFileTypes: true })) {
      const path = relative(clone, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (entry.isFile() && !path.startsWith('.git/'))
        files[path] = await readFile(join(clone, path), 'utf8');
    }
    return files;
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
}
