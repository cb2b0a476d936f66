import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../core/text/steps.ts';

/**
 * How long work may hold the event loop before requests get their turn, in milliseconds. An answer takes a few turns: the message is read,
 * decoded and handled one after the other.
 */
const SLICE = 8;

/** Does work slice by slice. `onYield` is called before each time that others get their turn. */
export async function inSlices<T>(steps: Steps<T>, onYield: () => void = () => undefined): Promise<T> {
  for (;;) {
    const end = performance.now() + SLICE;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    onYield();
    await setImmediate();
  }
}
