import type { DigestFormat, DigestSource } from './format.ts';

/** A format, and whether the content or only the name spoke for it. */
export interface Recognised {
  readonly format: DigestFormat;
  readonly by: 'content' | 'name';
}

/** The format of a digest: the first whose content is certain, else the first whose name fits. */
export function recogniseDigest(source: DigestSource, formats: readonly DigestFormat[]): Recognised | null {
  let named: DigestFormat | null = null;
  for (const format of formats) {
    const recognition = format.recognise(source);
    if (recognition === 'content') return { format, by: 'content' };
    if (recognition === 'name') named ??= format;
  }
  return named && { format: named, by: 'name' };
}
