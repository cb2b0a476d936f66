/** The text with what no file of text can hold replaced: halves of characters, and zero bytes, by which programs tell binary files. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff\0]/gu, '\ufffd');
}
