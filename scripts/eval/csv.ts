/** The rows of a CSV with a header line (RFC 4180), by column name. */
export function parseCsv(text: string): Map<string, string>[] {
  const rows = [...cells(text)];
  const header = rows[0] ?? [];
  return rows
    .slice(1)
    .filter((row) => row.length > 1)
    .map((row) => new Map(header.map((name, i) => [name, row[i] ?? ''])));
}

function* cells(text: string): Generator<string[]> {
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') cell += text[at]!;
        else if (text[at + 1] === '"') cell += text[at++]!;
        else break;
      }
      at++;
    } else {
      while (at < text.length && !',\r\n'.includes(text[at]!)) cell += text[at++]!;
    }
    row.push(cell);
    if (text[at] === ',') at++;
    else {
      if (text[at] === '\r') at++;
      at++;
      yield row;
      row = [];
    }
  }
  if (row.length > 0) yield row;
}
