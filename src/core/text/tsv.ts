/** A table as lines of fields with tabs between: what machines append to and git merges. */

/** A line's fields; in a field a backslash stands before t, n, r and itself, as in PostgreSQL's text format. */
export function readTsvLine(line: string): string[] {
  return line
    .split('\t')
    .map((field) =>
      field.includes('\\')
        ? field.replace(/\\([tnr\\])/g, (_, letter: string) => ESCAPED.get(letter)!)
        : field,
    );
}

export function printTsvLine(fields: readonly string[]): string {
  return fields.map((field) => field.replace(/[\t\n\r\\]/g, (letter) => ESCAPES.get(letter)!)).join('\t');
}

/** A line of a table with its number, from 1. Empty lines and lines that begin with `#` are left out. */
export interface TsvRow {
  readonly fields: readonly string[];
  readonly line: number;
}

export function readTsv(text: string): TsvRow[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((line, i) =>
      line === '' || line.startsWith('#') ? [] : [{ fields: readTsvLine(line), line: i + 1 }],
    );
}

const ESCAPED = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['\\', '\\'],
]);
const ESCAPES = new Map([...ESCAPED].map(([letter, meant]) => [meant, `\\${letter}`]));
