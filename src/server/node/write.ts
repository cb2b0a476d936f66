import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, unlinkSync } from 'node:fs';
import { chmod, link, open, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What came of writing: done, or why nothing was written. */
export type Written = 'written' | 'changed-meanwhile';

/**
 * Replaces a file's bytes whole: readers see the old bytes or the new, never a mixture, also when the machine stops in between.
 * `before` are the bytes on which the new ones are based, or null for a file that must not exist yet; if the file differs from
 * them by now, nothing is written. Links are followed, permissions are kept. Throws what the file system throws.
 */
export async function replaceFile(
  file: string,
  before: Uint8Array | null,
  after: Uint8Array,
): Promise<Written> {
  const temporary = join(dirname(file), `.${basename(file).slice(0, 80)}.${randomUUID()}.tmp`);
  const handle = await open(temporary, 'wx', 0o666);
  try {
    try {
      await handle.writeFile(after);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (before === null) return await createFrom(temporary, file);
    await chmod(temporary, (await stat(file)).mode);
    // At one go: what another program writes here has no time to get lost.
    if (!Buffer.from(before).equals(readFileSync(file))) return 'changed-meanwhile';
    renameSync(temporary, file);
    return 'written';
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** Deletes a file whose bytes are still those; if they differ by now, nothing is done. Throws what the file system throws. */
export function removeFile(file: string, before: Uint8Array): Written {
  if (!Buffer.from(before).equals(readFileSync(file))) return 'changed-meanwhile';
  unlinkSync(file);
  return 'written';
}

/** Gives the finished file its name; a hard link fails, rather than replaces, if someone else took the name meanwhile. */
async function createFrom(temporary: string, file: string): Promise<Written> {
  try {
    await link(temporary, file);
    return 'written';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return 'changed-meanwhile';
    throw error;
  }
}
