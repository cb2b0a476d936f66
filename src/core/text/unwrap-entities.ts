/** Named characters that feeds and mails use; XML knows only the first five (HTML standard, named character references). */
const NAMED = new Map<string, string>([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bull', '•'],
  ['middot', '·'],
  ['times', '×'],
  ['deg', '°'],
  ['plusmn', '±'],
  ['copy', '©'],
  ['reg', '®'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['szlig', 'ß'],
  ['aelig', 'æ'],
  ['AElig', 'Æ'],
  ['oslash', 'ø'],
  ['Oslash', 'Ø'],
  ['alpha', 'α'],
  ['beta', 'β'],
  ['gamma', 'γ'],
  ['delta', 'δ'],
  ['epsilon', 'ε'],
  ['lambda', 'λ'],
  ['mu', 'μ'],
  ['micro', 'µ'],
  ['pi', 'π'],
  ['sigma', 'σ'],
  ['omega', 'ω'],
  ['le', '≤'],
  ['ge', '≥'],
  ['ne', '≠'],
  ['infin', '∞'],
  ['rarr', '→'],
]);

/** Letters with a mark are named by the letter and the mark: `eacute`, `Ouml`. */
const MARKS = new Map([
  ['acute', '\u0301'],
  ['grave', '\u0300'],
  ['circ', '\u0302'],
  ['uml', '\u0308'],
  ['tilde', '\u0303'],
  ['ring', '\u030a'],
  ['cedil', '\u0327'],
  ['caron', '\u030c'],
]);

/** The character that an entity at `at` (on its `&`) stands for and the offset behind it; null where there is none that we know. */
export function decodeEntity(
  source: string,
  at: number,
): { readonly text: string; readonly end: number } | null {
  const match = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/.exec(source.slice(at, at + 12));
  if (!match) return null;
  const end = at + match[0].length;
  const text =
    match[3] !== undefined
      ? named(match[3])
      : ofNumber(match[1] === undefined ? parseInt(match[2]!, 16) : Number(match[1]));
  return text === null ? null : { text, end };
}

function named(name: string): string | null {
  const known = NAMED.get(name);
  if (known !== undefined) return known;
  const mark = /^[A-Za-z]$/.test(name.charAt(0)) ? MARKS.get(name.slice(1)) : undefined;
  return mark === undefined ? null : (name.charAt(0) + mark).normalize('NFC');
}

function ofNumber(code: number): string | null {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return String.fromCodePoint(code);
}
