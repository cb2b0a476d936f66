import type { Span } from './span.ts';

/** A formula in a text, with its delimiters. */
export interface Formula extends Span {
  /** What stands between the delimiters. */
  readonly tex: string;
  readonly display: boolean;
}

/** A formula that is longer is more likely a lost delimiter. */
const LONGEST = 1000;

/**
 * The formulas of a text: what stands between `\(…\)`, `\[…\]` and `$$…$$`, and between single dollars where it certainly is no money. Dollars
 * count as Pandoc counts them (manual, "Math": no blank inside at either, no digit behind the closing one); what they enclose must look like mathematics.
 */
export function formulasIn(text: string): Formula[] {
  const found: Formula[] = [];
  for (let at = 0; at < text.length;) {
    const formula = formulaAt(text, at);
    if (formula) {
      found.push(formula);
      at = formula.end;
    } else at += text[at] === '\\' ? 2 : 1;
  }
  return found;
}

function formulaAt(text: string, start: number): Formula | null {
  const char = text[start];
  if (char === '\\') {
    const opened = text[start + 1];
    if (opened === '(') return delimited(text, start, '\\)', false);
    return opened === '[' ? delimited(text, start, '\\]', true) : null;
  }
  if (char !== '$') return null;
  if (text[start + 1] === '$') return delimited(text, start, '$$', true);
  return inDollars(text, start);
}

/** Between delimiters of two characters, of which only two dollars may come by chance. */
function delimited(text: string, start: number, close: string, display: boolean): Formula | null {
  const end = text.slice(start + 2, start + 2 + LONGEST).indexOf(close);
  if (end < 0) return null;
  const tex = text.slice(start + 2, start + 2 + end);
  if (tex.trim() === '' || !isBalanced(tex) || /\\[()[\]]/.test(tex)) return null;
  if (close === '$$' && !isMathematics(tex, false)) return null;
  return { start, end: start + end + 4, tex, display };
}

function inDollars(text: string, start: number): Formula | null {
  if (/\s/.test(text.charAt(start + 1)) || start + 1 >= text.length) return null;
  const limit = Math.min(text.length, start + 1 + LONGEST);
  let depth = 0;
  for (let at = start + 1; at < limit; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === '$' && depth <= 0) {
      const tex = text.slice(start + 1, at);
      const isClosed = !/\s$/.test(tex) && (OPERATOR.test(tex) || !/\d/.test(text.charAt(at + 1)));
      return isClosed &&
        isBalanced(tex) &&
        isMathematics(tex, /[\p{L}\d]/u.test(text.charAt(start - 1))) &&
        !isVariable(text, at, tex)
        ? { start, end: at + 1, tex, display: false }
        : null;
    }
  }
  return null;
}

/** Names that stand in formulas without a backslash, where text lost it or never had one. */
const FUNCTIONS = new Set(
  'log ln exp min max sup inf sin cos tan tanh lim det dim ker gcd mod poly polylog argmax argmin'.split(' '),
);
const CERTAIN = /\\[a-zA-Z,;!%#&{}|]|[\^{}=<>≤≥≠≈∼×·∈±→√∑∏∫∞]|\p{Script=Greek}|^_[\w{]/u;

/** An operator alone, as people write it between numbers (`3$\\times$3`). */
const OPERATOR = /^(?:\\[a-zA-Z]{2,}|[<>=≤≥≈±×∼~·+→←≫≪-])+$/;
/** `(100)`, `[1,1,0]`. */
const INDICES = /^[([]-?\d{1,4}(?:[,\s]\s?-?\d{1,4}){0,3}[)\]]$/;

/**
 * Whether what dollars enclose can only be a formula. Amounts of money have digits, and words between them; where the first dollar is `joined`
 * to what stands in front of it, it may be Canada's or Brazil's.
 */
function isMathematics(tex: string, joined: boolean): boolean {
  if (CERTAIN.test(tex) || /^\p{L}$/u.test(tex) || INDICES.test(tex)) return true;
  if (joined) return false;
  if (/^[Oo]\([^()]{1,40}\)$/.test(tex)) return true;
  const words = tex.match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return /^[-+]?\d+(?:[.,]\d+)?%?$/.test(tex);
  return (
    /^[\p{L}\d\s()[\]|+\-*/.,:;!'_]+$/u.test(tex) &&
    words.some((word) => word.length === 1) &&
    words.every((word) => word.length === 1 || FUNCTIONS.has(word))
  );
}

/** `$HOME=$BASE`, `US$5M=A$7M`: signs in front of names and amounts. */
function isVariable(text: string, close: number, tex: string): boolean {
  if (/[\\^{}]/.test(tex)) return false;
  return /^[A-Z][A-Z_\d]+\b/.test(tex) && /\w/.test(text.charAt(close + 1));
}

function isBalanced(tex: string): boolean {
  let depth = 0;
  for (let at = 0; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
