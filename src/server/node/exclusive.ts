import { randomUUID } from 'node:crypto';
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fingerprint } from '../../core/text/hash.ts';

/** How long nobody holds a lock who still lives, in milliseconds. */
const LONGEST = 30_000;
const PAUSE = 5;

/**
 * Runs an action while no other server of this machine runs one for the same file: two windows on one folder do not write over each other's words.
 * Locks lie in the system's folder for temporary files; where none can be made there, the action runs without.
 */
export async function exclusively<T>(file: string, act: () => Promise<T>): Promise<T> {
  const lock = join(tmpdir(), `carrel-${userInfo().username.replace(/\W/g, '')}-${fingerprint(file)}.lock`);
  const mine = `${process.pid} ${randomUUID()}`;
  const isHeld = await acquire(lock, mine);
  try {
    return await act();
  } finally {
    if (isHeld && (await holder(lock)) === mine) await unlink(lock).catch(() => undefined);
  }
}

/** Takes a lock as soon as it is free; false where it cannot be made at all. */
async function acquire(lock: string, mine: string): Promise<boolean> {
  for (;;) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      const isWritten = await handle.writeFile(mine).then(
        () => true,
        () => false,
      );
      await handle.close();
      // A full disk takes the name and not the words.
      if (!isWritten) await unlink(lock);
      return isWritten;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false;
    }
    if (await isLeft(lock)) await discard(lock);
    else await pause(PAUSE);
  }
}

/** Of several who find a lock left, one alone gets hold of it. */
async function discard(lock: string): Promise<void> {
  const left = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, left);
    await unlink(left);
  } catch {
    // Another was faster.
  }
}

/** Whether whoever made a lock is gone. */
async function isLeft(lock: string): Promise<boolean> {
  const made = await stat(lock).catch(() => null);
  if (made === null) return false;
  if (Date.now() - made.mtimeMs > LONGEST) return true;
  const pid = Number((await holder(lock)).split(' ')[0]);
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function holder(lock: string): Promise<string> {
  return readFile(lock, 'utf8').catch(() => '');
}
