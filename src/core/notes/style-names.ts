import type { Span } from '../text/span.ts';

/** A file that Pandoc's citation processor wants beside the bibliography: a citation style, or abbreviations of journals. */
export interface NamedStyle {
  readonly field: 'csl' | 'citation-abbreviations';
  /** As Pandoc looks for it. */
  readonly name: string;
  /** Where the name stands in the note; null where that is not known. */
  readonly place: Span | null;
}

/** The fields that name such files, each with what Pandoc puts behind a name in which there is no dot. */
const FIELDS = [
  { field: 'csl', names: ['csl', 'citation-style'], ending: '.csl' },
  { field: 'citation-abbreviations', names: ['citation-abbreviations'], ending: '.json' },
] as const;

/**
 * The styles that metadata names. Pandoc takes a field without a value for a file without a name.
 * Source: Pandoc's manual, "Specifying bibliographic data" and "Specifying a citation style".
 */
export function styleNames(
  metadata: unknown,
  placeOf: (name: string) => Span | null = () => null,
): readonly NamedStyle[] {
  if (typeof metadata !== 'object' || metadata === null) return [];
  return FIELDS.flatMap(({ field, names, ending }) => {
    const said = names.find((name) => Object.hasOwn(metadata, name));
    if (said === undefined) return [];
    const value = (metadata as Readonly<Record<string, unknown>>)[said];
    if (typeof value !== 'string' && value !== null) return [];
    const name = (value ?? '').trim();
    return [{ field, name: name.includes('.') ? name : `${name}${ending}`, place: placeOf(said) }];
  });
}
