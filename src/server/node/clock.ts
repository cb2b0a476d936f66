/** The moment in UTC to the second, `yyyy-mm-ddThh:mm:ssZ`. */
export function nowInUtc(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Today's date where the reader is, `yyyy-mm-dd`. */
export function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
