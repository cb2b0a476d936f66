import type { Span } from '../text/span.ts';

/** What a `bibliography:` says. */
export interface NamedBibliographies {
  /** The files as they are written. */
  readonly names: readonly string[];
  /** Whether it is a list: Quarto joins lists with those of the project, a single name replaces them. */
  readonly isList: boolean;
  /** Where the names stand in the note, in their order; empty where that is not known. */
  readonly places: readonly Span[];
}

export const NO_BIBLIOGRAPHY: NamedBibliographies = { names: [], isList: false, places: [] };

/** The names in a `bibliography:`, a string or a list of strings. Empty ones name nothing. */
export function bibliographyNames(metadata: unknown, places: readonly Span[] = []): NamedBibliographies {
  if (typeof metadata !== 'object' || metadata === null || !Object.hasOwn(metadata, 'bibliography'))
    return NO_BIBLIOGRAPHY;
  const { bibliography } = metadata as { bibliography: unknown };
  const isList = Array.isArray(bibliography);
  const values: unknown[] = isList ? bibliography : [bibliography];
  const names = values.map((name) => (typeof name === 'string' ? name.trim() : ''));
  const placed = places.length === names.length ? places.filter((_, i) => names[i] !== '') : [];
  return { names: names.filter((name) => name !== ''), isList, places: placed };
}
