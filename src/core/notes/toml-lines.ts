import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';

/**
 * Reads the `key = "value"` lines of TOML's first table; other values are kept as they are written. What is neither a line of that
 * kind, nor a table's head, a comment, or inside a multi-line value is a problem.
 */
export function readTomlLines(text: string, content: Span): { data: unknown; problems: Problem[] } {
  const entries: [string, string][] = [];
  const problems: Problem[] = [];
  let inTable = false;
  let open: string | null = null;
  for (let start = content.start; start < content.end;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 || feed > content.end ? content.end : feed;
    const line = text.slice(start, end).trim();
    if (open !== null) {
      if (line.includes(open)) open = null;
    } else if (line.startsWith('[')) inTable = true;
    else if (line !== '' && !line.startsWith('#')) {
      const pair = /^("[^"]*"|'[^']*'|[\w.-]+)[ \t]*=[ \t]*(.*)$/.exec(line);
      if (pair && !isOpenString(pair[2]!)) {
        if (!inTable) entries.push([unquoted(pair[1]!), unquoted(withoutComment(pair[2]!))]);
        open = closerOf(pair[2]!);
      } else if (problems.length === 0) {
        const message = pair
          ? 'The front matter is not valid TOML: a quotation mark is not closed.'
          : 'The front matter is not valid TOML: this line is no “key = value”.';
        problems.push({
          severity: 'error',
          code: 'front-matter-invalid',
          message,
          span: { start, end: Math.max(end, start + 1) },
        });
      }
    }
    start = end + 1;
  }
  return { data: Object.fromEntries(entries), problems };
}

/** What ends a value that goes on below its line, or null. */
function closerOf(value: string): string | null {
  for (const quotes of ['"""', "'''"]) {
    if (value.startsWith(quotes)) return value.indexOf(quotes, 3) < 0 ? quotes : null;
  }
  const closer = value.startsWith('[') ? ']' : value.startsWith('{') ? '}' : null;
  return closer !== null && !value.includes(closer) ? closer : null;
}

/** A string of one line that does not end on it. */
function isOpenString(value: string): boolean {
  return !/^(?:"""|''')/.test(value) && /^(?:"(?:[^"\\]|\\.)*|'[^']*)$/.test(value);
}

function withoutComment(value: string): string {
  const mark = value.lastIndexOf(' #');
  return mark < 0 || /["']/.test(value.slice(mark)) ? value : value.slice(0, mark).trimEnd();
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}
