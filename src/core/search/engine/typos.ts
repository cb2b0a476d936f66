/** How many typos are forgiven in a word of so many letters. */
export function typosIn(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** A bit for each kind of letter in a word: what two edits can change is at most four of them. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

export function bitsIn(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24) & 63;
}
