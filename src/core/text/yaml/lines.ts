/** One line of YAML that is neither empty nor a comment. */
export interface YamlLine {
  /** Where its first character stands that is no blank. */
  readonly start: number;
  /** Behind its last character, without the line end. */
  readonly end: number;
  readonly indent: number;
}

/** The next line from `at` (a line's start) on that holds something, before `end`; null where none does. */
export function nextYamlLine(text: string, at: number, end: number): YamlLine | null {
  for (let from = at; from < end;) {
    let lineEnd = text.indexOf('\n', from);
    if (lineEnd < 0 || lineEnd > end) lineEnd = end;
    let start = from;
    while (start < lineEnd && text.charCodeAt(start) === 32) start++;
    const code = text.charCodeAt(start);
    if (start < lineEnd && code !== 35 && code !== 13 && code !== 9)
      return { start, end: lineEnd, indent: start - from };
    if (code === 9 && text.slice(start, lineEnd).trim() !== '')
      return { start, end: lineEnd, indent: start - from };
    from = lineEnd + 1;
  }
  return null;
}

/** Whether a line is an element of a list: a hyphen with a blank or nothing behind it. */
export function isYamlElement(text: string, { start, end }: YamlLine): boolean {
  if (text.charCodeAt(start) !== 45) return false;
  const next = text.charCodeAt(start + 1);
  return start + 1 >= end || next === 32 || next === 9 || next === 13;
}
