/** The text with halves of characters, which no file can hold, replaced. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd');
}
