/**
 * The number of insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment, after Damerau,
 * 1964), or more than `most` where it is larger. Costs at most (2 × most + 1) × length steps.
 */
export function editDistance(a: string, b: string, most: number): number {
  const width = b.length + 1;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [beforeLast, last, row] = rowsOf(width);
  for (let j = 0; j < width; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    const letter = a.charCodeAt(i - 1);
    // Outside of the band everything is too far.
    row[from - 1] = from === 1 ? i : most + 1;
    if (to < b.length) row[to + 1] = most + 1;
    let least = row[from - 1]!;
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        value = Math.min(value, beforeLast[j - 2]! + 1);
      row[j] = value;
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[b.length]!;
}

/** Three rows to work in, kept from call to call: thousands of words are compared for one that is mistyped. */
let rows: [Int32Array, Int32Array, Int32Array] = [new Int32Array(64), new Int32Array(64), new Int32Array(64)];
function rowsOf(width: number): [Int32Array, Int32Array, Int32Array] {
  if (width >= rows[0].length)
    rows = [new Int32Array(2 * width), new Int32Array(2 * width), new Int32Array(2 * width)];
  return rows;
}
