import { finish } from '../text/steps.ts';
import type { DigestFormat, DigestSource, ParsedDigest } from './format.ts';

/** Parses at once, for texts that are small or that somebody waits for. */
export function parseWhole(format: Pick<DigestFormat, 'parse'>, source: DigestSource): ParsedDigest {
  return finish(format.parse(source, null));
}
