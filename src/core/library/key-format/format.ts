import type { Entry } from '../../digests/entry.ts';
import { firstCharacters, unaccented } from '../../text/fold.ts';
import type { Filter } from './filters.ts';
import type { Value } from './values.ts';

/** One piece of a format: a value and what is done to it; or a condition on what stands before it. */
export type Part =
  { readonly value: Value; readonly filters: readonly Filter[] } | { readonly holds: Filter };

/** A format of citekeys that was read. */
export interface KeyFormat {
  /** As it was written; two formats of one source are the same. */
  readonly source: string;
  /** The first that gives something for an entry makes its key. */
  readonly alternatives: readonly (readonly Part[])[];
}

export function isSameFormat(a: KeyFormat | null, b: KeyFormat | null): boolean {
  return a?.source === b?.source;
}

/** Longer keys are cut: nobody types them, and file names have limits. */
const MOST_CHARACTERS = 80;

/** The key that a format gives an entry, of letters, digits, `_` and single marks between them; null where it gives none. */
export function formattedKey({ alternatives }: KeyFormat, entry: Entry): string | null {
  for (const parts of alternatives) {
    const key = asKey(textOf(parts, entry) ?? '');
    if (key !== '') return key;
  }
  return null;
}

function textOf(parts: readonly Part[], entry: Entry): string | null {
  let text: string | null = '';
  for (const part of parts) {
    if ('holds' in part) {
      text = part.holds(text);
    } else {
      let piece = part.value(entry);
      for (const filter of part.filters) if (piece !== null) piece = filter(piece);
      text = piece === null ? null : text + piece;
    }
    if (text === null) return null;
  }
  return text;
}

/**
 * What Pandoc takes for a key without braces and file names can hold: accents go as Better BibTeX folds them, blanks and other marks too.
 * `+` goes as well: it tells apart the papers that would share a key.
 */
function asKey(text: string): string {
  const key = unaccented(text)
    .replace(/[^\p{L}\p{N}_.:-]/gu, '')
    .replace(/([.:-])[.:-]+/g, '$1');
  return firstCharacters(key, MOST_CHARACTERS).replace(/^[.:-]+|[.:-]+$/g, '');
}
