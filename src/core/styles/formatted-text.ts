import { formulasIn } from '../text/math.ts';
import { decodeEntity } from '../text/unwrap-entities.ts';

/** A piece of a formatted citation. Text is plain: nothing in it is markup. */
export interface FormattedPiece {
  readonly text: string;
  readonly italic: boolean;
  readonly bold: boolean;
  readonly smallCaps: boolean;
  readonly raised: 'sup' | 'sub' | null;
  /** Of a formula, what stands between its delimiters; null for all else. */
  readonly tex: string | null;
}

type Look = Omit<FormattedPiece, 'text' | 'tex'>;

const PLAIN: Look = { italic: false, bold: false, smallCaps: false, raised: null };
const TAG = /<(\/?)([a-z]+)([^<>]*)>/gi;

/**
 * Reads what the processor of citation styles prints as HTML. It knows the few elements that say how text looks, and takes no others: their
 * tags are dropped, whatever they are. The number in front of an entry is left out, for it says nothing of a single one.
 */
export function readFormatted(html: string): FormattedPiece[] {
  const pieces: FormattedPiece[] = [];
  const open: { readonly name: string; readonly look: Look; readonly hidden: boolean }[] = [];
  const now = () => open.at(-1) ?? { name: '', look: PLAIN, hidden: false };
  const say = (text: string): void => {
    const { look, hidden } = now();
    const last = pieces.at(-1);
    const plain = text.replace(/&#?\w{1,12};/g, (whole) => decodeEntity(whole, 0)?.text ?? whole);
    if (hidden || plain === '') return;
    if (last && sameLook(last, look)) pieces[pieces.length - 1] = { ...last, text: last.text + plain };
    else pieces.push({ text: plain, ...look, tex: null });
  };
  let at = 0;
  for (const match of html.matchAll(TAG)) {
    say(html.slice(at, match.index));
    at = match.index + match[0].length;
    const name = match[2]!.toLowerCase();
    if (match[1] === '/') {
      const opened = open.findLastIndex((one) => one.name === name);
      if (opened >= 0) open.length = opened;
    } else if (open.length < DEEPEST) {
      const { look, hidden } = now();
      open.push({
        name,
        look: lookOf(look, name, match[3]!),
        hidden: hidden || /\bcsl-left-margin\b/.test(match[3]!),
      });
    }
  }
  say(html.slice(at));
  return pieces.flatMap(withFormulas);
}

function withFormulas(piece: FormattedPiece): FormattedPiece[] {
  const cut: FormattedPiece[] = [];
  let at = 0;
  const add = (end: number, tex: string | null): void => {
    if (end > at) cut.push({ ...piece, text: piece.text.slice(at, end), tex });
    at = end;
  };
  for (const { start, end, tex } of formulasIn(piece.text)) {
    add(start, null);
    add(end, tex);
  }
  add(piece.text.length, null);
  return cut;
}

/** Elements inside each other; more of them nobody means. */
const DEEPEST = 50;

export function plainFormatted(pieces: readonly FormattedPiece[]): string {
  return pieces
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function lookOf(around: Look, name: string, attributes: string): Look {
  switch (name) {
    case 'i':
    case 'em':
      return { ...around, italic: true };
    case 'b':
    case 'strong':
      return { ...around, bold: true };
    case 'sup':
    case 'sub':
      return { ...around, raised: name };
    case 'span':
      if (/small-caps/.test(attributes)) return { ...around, smallCaps: true };
      if (/font-style:\s*normal/.test(attributes)) return { ...around, italic: false };
      if (/font-weight:\s*normal/.test(attributes)) return { ...around, bold: false };
      return /font-variant:\s*normal/.test(attributes) ? { ...around, smallCaps: false } : around;
    default:
      return around;
  }
}

function sameLook(a: Look, b: Look): boolean {
  return a.italic === b.italic && a.bold === b.bold && a.smallCaps === b.smallCaps && a.raised === b.raised;
}
