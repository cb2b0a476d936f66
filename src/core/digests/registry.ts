import type { DigestFormat, DigestSource } from './format.ts';
import { inMail } from './mail/in-mail.ts';
import { undress } from './mail/undress.ts';

/** A format, and whether the content or only the name spoke for it. */
export interface Recognised {
  readonly format: DigestFormat;
  readonly by: 'content' | 'name';
}

/**
 * The format of a digest: the first whose content is certain, in a mail too, else the first whose name fits. The format that is given
 * back is the one to parse with; for a mail it is one that reads the mail's text.
 */
export function recogniseDigest(source: DigestSource, formats: readonly DigestFormat[]): Recognised | null {
  const plain = recogniseText(source, formats);
  if (plain?.by === 'content') return plain;
  const body = undress(source.text);
  const mailed = body && recogniseText({ ...source, text: body.text }, formats);
  return mailed?.by === 'content' ? { format: inMail(mailed.format), by: 'content' } : plain;
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
