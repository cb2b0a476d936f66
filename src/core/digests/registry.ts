import type { DigestFormat, DigestSource } from './format.ts';
import { savedPage } from './huggingface/saved-page.ts';
import { heldFeeds } from './json/held-feed.ts';
import { undress } from './mail/undress.ts';
import { wrapped } from './wrapped.ts';

/** A format, and whether the content or only the name spoke for it. */
export interface Recognised {
  readonly format: DigestFormat;
  readonly by: 'content' | 'name';
}

/** What a digest may be held by. */
const WRAPPINGS = [savedPage, undress, heldFeeds];

/**
 * The format of a digest: the first whose content is certain, in a mail or a recorded answer too, else the first whose name fits. The
 * format that is given back is the one to parse with; for a text that is held by another it is one that reads the held text.
 */
export function recogniseDigest(source: DigestSource, formats: readonly DigestFormat[]): Recognised | null {
  const plain = recogniseText(source, formats);
  if (plain?.by === 'content') return plain;
  for (const unwrap of WRAPPINGS) {
    const body = unwrap(source.text);
    const held = body && recogniseText({ ...source, text: body.text }, formats);
    if (held?.by === 'content') return { format: wrapped(held.format, unwrap), by: 'content' };
  }
  return plain;
}

function recogniseText(source: DigestSource, formats: readonly DigestFormat[]): Recognised | null {
  let named: DigestFormat | null = null;
  for (const format of formats) {
    const recognition = format.recognise(source);
    if (recognition === 'content') return { format, by: 'content' };
    if (recognition === 'name') named ??= format;
  }
  return named && { format: named, by: 'name' };
}
