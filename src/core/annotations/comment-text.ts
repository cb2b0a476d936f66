import { closedFences } from './fences.ts';

/**
 * Lines of a comment that a sidecar would take for its own: headings, markers, block ids, and what git writes into a conflict. In a file
 * they stand with a backslash more than in the comment.
 */
const SPECIAL =
  /^( {0,3})(\\*)(?=#{1,6}(?:[ \t]|$)|<!--[ \t]*carrel:|\^[A-Za-z0-9-]+[ \t]*$|(?:<{7}|>{7}|={7}|\|{7})(?: |$))/;
const COUNTS_IN_CODE = /^ {0,3}\\*(?:<!--[ \t]*carrel:|(?:<{7}|>{7})(?: |$))/;
/** The same for what makes a heading of the line above it. */
const UNDERLINE = /^( {0,3})(\\*)(?=(?:=+|-+)[ \t]*$)/;

/** A comment as it stands in a sidecar; line ends are line feeds. */
export function escapeComment(comment: string): string {
  return eachLine(comment, (line, pattern) => line.replace(pattern, '$1\\$2'));
}

/** The comment that stands in a sidecar's text. */
export function unescapeComment(source: string): string {
  return eachLine(source, (line, pattern) =>
    line.replace(pattern, (whole: string, indent: string, slashes: string) =>
      slashes === '' ? whole : indent + slashes.slice(1),
    ),
  );
}

/** Comments are kept without blank lines around them and without blanks at their lines' ends that mean nothing. */
export function tidyComment(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
}

function eachLine(text: string, change: (line: string, pattern: RegExp) => string): string {
  const lines = text.split('\n');
  const fenced = closedFences(lines);
  return lines
    .map((line, i) => {
      // Markers and what git writes count in code too: a fence that is not closed costs no record, and git knows no fences.
      if (fenced(i)) return COUNTS_IN_CODE.test(line) ? change(line, SPECIAL) : line;
      const special = change(line, SPECIAL);
      if (special !== line) return special;
      return i > 0 && lines[i - 1]!.trim() !== '' ? change(line, UNDERLINE) : line;
    })
    .join('\n');
}
