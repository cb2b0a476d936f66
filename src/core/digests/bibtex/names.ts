import { detach } from '../../text/fold.ts';
import type { Author } from '../entry.ts';
import { latexText } from './latex.ts';

/** Names, and whether there are others that are not named. */
export interface NameList {
  readonly authors: readonly Author[];
  readonly isOpen: boolean;
}

/**
 * A list of names as BibTeX reads it: divided by `and` outside braces; `First von Last`, `von Last, First` or `von Last, Jr, First`; a
 * name in braces is a body's; `and others` leaves the number open. BibLaTeX's `family=..., given=...` is read too.
 * Source: Patashnik, "Designing BibTeX Styles" (1988), section 4; biblatex manual, section "Extended name format".
 */
export function readNames(raw: string): NameList {
  const authors: Author[] = [];
  let isOpen = false;
  for (const name of namesIn(raw)) {
    if (/^others\.?$/i.test(name)) isOpen = true;
    // What BibLaTeX lets stand in the list: "useprefix=false", "xdata=other-author-1".
    else if (/^[a-z]{4,}=[^\s,]+$/.test(name)) continue;
    else if (/[\p{L}\p{N}]/u.test(name)) authors.push(nameOf(name));
  }
  return { authors, isOpen };
}

/** Where no brace hides an "and", a regular expression divides faster. */
function namesIn(raw: string): string[] {
  return raw.includes('{') || raw.includes('\\') ? divide(raw, isAnd) : raw.trim().split(/\s+and\s+/i);
}

function nameOf(name: string): Author {
  const sorted = /^([^{}\\~,=]+), *([^{}\\~,=]+)$/.exec(name);
  if (sorted) return { family: folded(sorted[1]!), given: folded(sorted[2]!) };
  if (isOneGroup(name)) return { literal: plain(name) };
  const parts = name.includes(',') ? divide(name.replace(/[\s,]+$/, ''), isComma) : [name];
  if (parts.some((part) => /^(?:family|given|prefix|suffix)\s*=/i.test(part))) return extendedName(parts);
  if (parts.length === 1) return spokenName(name);
  const [family = '', second = '', third] = parts;
  const given = third ?? second;
  const suffix = third === undefined ? '' : second;
  if (given === '' && suffix === '')
    return isOneGroup(family) ? { literal: plain(family) } : { family: plain(family), given: null };
  return { family: plain(family), given: plain(suffix === '' ? given : `${given}, ${suffix}`) };
}

/** `Ludwig van Beethoven`: the family name begins with the first small word, or is the last word. */
function spokenName(name: string): Author {
  const tokens = wordsOf(name);
  if (tokens.length < 2)
    return isOneGroup(name) || tokens.length === 0
      ? { literal: plain(name) }
      : { family: plain(name), given: null };
  let start = tokens.findIndex((word, i) => i < tokens.length - 1 && isSmall(word));
  if (start < 0) start = tokens.length - 1;
  if (start === 0) return { family: plain(tokens.join(' ')), given: null };
  return { family: plain(tokens.slice(start).join(' ')), given: plain(tokens.slice(0, start).join(' ')) };
}

function extendedName(parts: readonly string[]): Author {
  const values = new Map<string, string>();
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at > 0)
      values.set(
        part.slice(0, at).trim().toLowerCase(),
        part
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      );
  }
  const family = [values.get('prefix'), values.get('family')].filter((word) => word !== undefined).join(' ');
  const given = values.get('given');
  const suffix = values.get('suffix');
  if (family === '') return { literal: plain(given ?? parts.join(', ')) };
  if (given === undefined) return { family: plain(family), given: null };
  return { family: plain(family), given: plain(suffix === undefined ? given : `${given}, ${suffix}`) };
}

/** Text in which no LaTeX is, on one line. */
function folded(text: string): string {
  return detach(/\s\s|[\n\r\t]|--|''|``/.test(text) ? plain(text) : text.trim());
}

/** A name's text on one line. */
function plain(raw: string): string {
  return detach(latexText(raw).replace(/\s+/g, ' ').trim());
}

/** Whether one pair of braces holds all of it, and not merely an accent. */
function isOneGroup(name: string): boolean {
  if (!name.startsWith('{') || name.startsWith('{\\')) return false;
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return i === name.length - 1;
  }
  return false;
}

/** Whether BibTeX takes the word for a part such as "von": its first letter outside braces is small. */
function isSmall(word: string): boolean {
  if (word.startsWith('{') && !word.startsWith('{\\')) return false;
  const first = /\p{L}/u.exec(word.startsWith('\\') || word.startsWith('{\\') ? latexText(word) : word)?.[0];
  return first !== undefined && first === first.toLowerCase() && first !== first.toUpperCase();
}

function wordsOf(name: string): string[] {
  return divide(name, (text, at) => (/[\s~]/.test(text[at]!) ? 1 : 0));
}

function isComma(text: string, at: number): number {
  return text[at] === ',' ? 1 : 0;
}

const AND = /\s+and(?=[\s{])/iy;

function isAnd(text: string, at: number): number {
  if (text.charCodeAt(at) > 32) return 0;
  AND.lastIndex = at;
  return AND.test(text) ? AND.lastIndex - at : 0;
}

/** Divides at what `separatorAt` measures outside braces; parts are trimmed, empty ones between commas kept. */
function divide(text: string, separatorAt: (text: string, at: number) => number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 123) depth++;
    else if (code === 125) depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      const length = separatorAt(text, i);
      if (length === 0) continue;
      parts.push(text.slice(from, i).trim());
      from = i + length;
      i = from - 1;
    }
  }
  parts.push(text.slice(from).trim());
  return separatorAt === isComma ? parts : parts.filter((part) => part !== '');
}
