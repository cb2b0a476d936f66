import { setTimeout } from 'node:timers/promises';

const PATIENCE = 60_000;

/** Asks again until the answer is true; fails after a minute with what was waited for. */
export async function poll(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await setTimeout(100);
  }
}
