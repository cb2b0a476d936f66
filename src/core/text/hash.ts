/** A short fingerprint of a text (FNV-1a over UTF-16 units, two lanes, 64 bits as hex): tells texts apart, proves nothing against malice. */
export function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 16), 0x85ebca6b);
  }
  const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
  return hex(a) + hex(b);
}

/** 48 bits of two hashes in the manner of FNV-1a (Fowler, Noll and Vo). */
export function hashTerm(term: string): number {
  let a = 0x811c9dc5;
  let b = 0x9dc5811c;
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x01000197);
    b ^= b >>> 13;
  }
  return ((a >>> 8) & 0xffffff) * 0x1000000 + ((b >>> 8) & 0xffffff);
}
