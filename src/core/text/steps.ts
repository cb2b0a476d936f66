/** Work that can be done in slices: it yields after each millisecond or so, and ends with a result. */
export type Steps<T> = Generator<void, T>;

/** Does work of steps all at once. */
export function finish<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
