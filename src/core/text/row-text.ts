/** No row of a view shows more; in UTF-16 units. */
const LONGEST = 300;

/** Signs that turn the direction of what follows, beyond the text that they stand in. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text of others as one row of a view shows it: short, and it cannot turn what stands beside it. */
export function rowText(text: string): string {
  const plain = text.replace(TURNING, '');
  return plain.length <= LONGEST
    ? plain
    : `${plain
        .slice(0, LONGEST - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
}
