/** What a YAML parser says is wrong, in words for people who write front matter. Codes are those of the library `yaml`. */
export function yamlFault({ code, message }: { readonly code: string; readonly message: string }): string {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second colon stands on the line or below it; a value in which a colon and a blank stand wants quotes around it';
    case 'BAD_SCALAR_START':
      return `a value that begins with “${/character (\S)/.exec(message)?.[1] ?? '@'}” wants quotes around it`;
    case 'BAD_INDENT':
      return /Flow/.test(message)
        ? 'a bracket or brace is not closed'
        : 'the line is not indented like those that it belongs to';
    case 'TAB_AS_INDENT':
      return 'the line begins with a tab; YAML indents with blanks only';
    case 'BAD_DQ_ESCAPE':
      return 'in double quotes a backslash begins an escape, and YAML has none such; write two backslashes, or single quotes';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a name without a colon behind it, or a line that belongs to nothing';
    case 'MISSING_CHAR':
      return /quote/.test(message)
        ? 'a quotation mark is not closed'
        : 'a colon, a comma or a closing bracket is missing';
    case 'UNEXPECTED_TOKEN':
      return /at node end/.test(message)
        ? 'something stands behind the end of a value; a value in which quotation marks stand wants quotes around the whole'
        : 'something stands where nothing of the kind may';
    default:
      return message.split(/ at line|:\n|\n/)[0]!.replace(/[.:]$/, '');
  }
}
