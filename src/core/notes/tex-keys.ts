import type { Span } from '../text/span.ts';

/** `\cite`, `\parencite*`, `\textcites`, `\nocite`: commands whose arguments in braces are lists of keys. */
const CITING =
  /\\[A-Za-z]{0,20}cite[A-Za-z]{0,20}\*?((?:\s{0,9}(?:\[[^[\]{}]{0,300}\]|\([^()]{0,300}\)|\{[^{}\\]{0,2000}\})){1,40})/gi;

/** The places of the keys that citing commands name in a piece of TeX. */
export function texKeys(tex: string): readonly Span[] {
  const found: Span[] = [];
  for (const { 0: command, 1: given, index } of tex.matchAll(CITING)) {
    const start = index + command.length - given!.length;
    for (const list of given!.matchAll(/\{([^{}]*)\}/g)) {
      const inner = start + list.index + 1;
      for (const key of list[1]!.matchAll(/[^\s,]+/g))
        found.push({ start: inner + key.index, end: inner + key.index + key[0].length });
    }
  }
  return found;
}

/** Whether TeX may cite at all. */
export function mayCite(tex: string): boolean {
  return /\\[A-Za-z]{0,20}cite/i.test(tex);
}
