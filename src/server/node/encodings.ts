import type { Steps } from '../../core/text/steps.ts';
import type { FileProblem } from '../../core/workspace/digest-file.ts';

/** In bytes: looking at so many takes a millisecond or two. */
const PIECE = 256 * 1024;
/** How many lines are named. */
const MOST_LINES = 5;

/** Bytes that belong to no character of UTF-8, and how many characters of more than one byte there are beside them. */
export interface StrayBytes {
  readonly strays: readonly number[];
  readonly characters: number;
}

/** Finds what is not UTF-8 in bytes that mostly may be. Source: the Unicode standard, table 3-7, "Well-Formed UTF-8 Byte Sequences". */
export function* strayBytes(bytes: Uint8Array): Steps<StrayBytes> {
  const strays: number[] = [];
  let characters = 0;
  let rest = PIECE;
  for (let at = 0; at < bytes.length;) {
    if (at > rest) {
      rest = at + PIECE;
      yield;
    }
    const length = characterLength(bytes, at);
    if (length === 0) strays.push(at);
    else if (length > 1) characters++;
    at += Math.max(1, length);
  }
  return { strays, characters };
}

/** The bytes as UTF-8, and each stray one as Windows-1252 has it: the others keep their meaning. */
export function* mixedText(bytes: Uint8Array, strays: readonly number[]): Steps<string> {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const single = new TextDecoder('windows-1252');
  const parts: string[] = [];
  let from = 0;
  let rest = PIECE;
  for (const at of [...strays, bytes.length]) {
    for (; at - from > PIECE; rest = from + PIECE) {
      let end = from + PIECE;
      while ((bytes[end]! & 0xc0) === 0x80) end--;
      parts.push(utf8.decode(bytes.subarray(from, end)));
      from = end;
      yield;
    }
    if (at > from) parts.push(utf8.decode(bytes.subarray(from, at)));
    if (at < bytes.length) parts.push(single.decode(bytes.subarray(at, at + 1)));
    from = at + 1;
    if (from <= rest) continue;
    rest = from + PIECE;
    yield;
  }
  return parts.join('');
}

/** What is told of a text that is in another encoding as a whole. */
export function otherwise(encoding: string, text: string, line = 1): { text: string; remark: FileProblem } {
  const message = `The file is not UTF-8; it is read as ${encoding}. Pandoc reads UTF-8 only.`;
  return { text, remark: { severity: 'information', code: 'file-encoding', message, line } };
}

/** What is told of a text in UTF-8 with stray bytes. */
export function strayRemark(bytes: Uint8Array, strays: readonly number[]): FileProblem {
  const lines: number[] = [];
  let from = 0;
  for (const at of strays) {
    // What stands on a line that is named already needs no look from the beginning.
    const line = lineOf(bytes.subarray(from, at), at - from) + (lines.at(-1) ?? 1) - 1;
    from = at;
    if (lines.at(-1) !== line) lines.push(line);
    if (lines.length > MOST_LINES) break;
  }
  const more = lines.length > MOST_LINES ? ' and further ones' : '';
  const named = lines.slice(0, MOST_LINES).join(', ');
  const where = lines.length === 1 ? `Line ${named} holds` : `Lines ${named}${more} hold`;
  return {
    severity: 'warning',
    code: 'file-encoding',
    message: `${where} bytes that are not UTF-8, as the rest of the file is; these are read as Windows-1252. Pandoc would refuse the file.`,
    line: lines[0]!,
  };
}

/** The line of a byte, from 1. */
export function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = bytes.indexOf(10); i >= 0 && i < at; i = bytes.indexOf(10, i + 1)) line++;
  return line;
}

/** How many bytes the character at `at` has; 0 where none is. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1]!;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let i = 2; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  return length;
}
