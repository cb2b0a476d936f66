/** Work that can be done in slices: it yields after each millisecond or so, and ends with a result. */
export type Steps<T> = Generator<void, T>;

/** Does work of steps all at once. */
export function finish<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const STEP = 5000;

/** The set of those values that are wanted. */
export function* setSteps<T>(values: Iterable<T>, isWanted: (value: T) => boolean): Steps<Set<T>> {
  const set = new Set<T>();
  let read = 0;
  for (const value of values) {
    if (isWanted(value)) set.add(value);
    if (++read % STEP === 0) yield;
  }
  return set;
}
