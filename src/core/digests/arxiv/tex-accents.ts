import { ACCENTS, SYMBOLS } from '../bibtex/latex-tables.ts';
import { TextCollector, type TextSink } from '../../text/text-map.ts';

// A symbol accent may stand straight before its letter; one that is a letter needs a blank or a brace.
const ACCENT =
  /\{?\\(?:(["'`^~=.])\s?\{?(\\[ij](?![A-Za-z])|[A-Za-z])\}?|([uvHckrdb])(?: |(?=\{))\{?(\\[ij](?![A-Za-z])|[A-Za-z])\}?)\}?/y;
const LETTER =
  /\{?\\(ss|[oOlLij]|ae|AE|oe|OE|aa|AA|dh|DH|dj|DJ|th|TH)(?:\{\}|\}| (?=[A-Za-z])|(?![A-Za-z]))/y;

/**
 * Appends text with TeX's accents as letters: arXiv keeps its listings in ASCII and asks authors to write names in TeX
 * ("Submission: metadata"). Formulas between dollars and all other TeX stay as they are.
 */
export function appendTexAccents(whole: string, start: number, end: number, to: TextSink): void {
  const source = whole.slice(0, end);
  let from = start;
  let isFormula = false;
  for (let i = nextMark(source, start); i < end; i = nextMark(source, i)) {
    if (source[i] === '$') {
      isFormula = !isFormula;
      i++;
      continue;
    }
    const found = isFormula ? null : accentAt(source, i, from);
    // Behind a backslash no dollar opens a formula.
    if (!found) i += 2;
    else {
      to.copy(source, from, found.start);
      to.put(found.letter, found.start, found.end);
      from = i = found.end;
    }
  }
  to.copy(source, from, end);
}

/** The same for a text of its own. */
export function texAccents(text: string): string {
  if (!text.includes('\\')) return text;
  const to = new TextCollector();
  appendTexAccents(text, 0, text.length, to);
  return to.text;
}

function nextMark(source: string, at: number): number {
  let i = at;
  while (i < source.length && source.charCodeAt(i) !== 92 && source.charCodeAt(i) !== 36) i++;
  return i;
}

interface Found {
  readonly letter: string;
  readonly start: number;
  readonly end: number;
}

/** The accent whose backslash is at `at`, with a brace straight before it where that one is closed behind it. */
function accentAt(source: string, at: number, from: number): Found | null {
  const braced = at > from && source[at - 1] === '{' ? matchAt(source, at - 1) : null;
  return braced && source[braced.end - 1] === '}' ? braced : matchAt(source, at);
}

function matchAt(source: string, at: number): Found | null {
  ACCENT.lastIndex = at;
  const accent = ACCENT.exec(source);
  if (accent) {
    const mark = ACCENTS.get(accent[1] ?? accent[3] ?? '') ?? '';
    const letter = (accent[2] ?? accent[4] ?? '').replace('\\', '');
    return { letter: (letter + mark).normalize('NFC'), start: at, end: at + balanced(accent[0]) };
  }
  LETTER.lastIndex = at;
  const plain = LETTER.exec(source);
  return plain && { letter: SYMBOLS.get(plain[1]!) ?? '', start: at, end: at + balanced(plain[0]) };
}

/** How much of a match belongs to it: a closing brace without its opening one belongs to what stands around. */
function balanced(match: string): number {
  let length = match.length;
  const opened = match.split('{').length;
  while (match.slice(0, length).split('}').length > opened) length--;
  return length;
}
