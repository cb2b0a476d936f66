/** Run-time checks of values that may be anything. */

const LONGEST = 200_000;
const MOST = 5_000;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST;
}

/** A count, or a place in a list or text. */
export function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.length <= MOST && value.every(isItem);
}

export function isOneOf<T extends string>(value: unknown, known: readonly T[]): value is T {
  return known.some((one) => one === value);
}

export function isOrNull<T>(value: unknown, isIt: (value: unknown) => value is T): value is T | null {
  return value === null || isIt(value);
}
