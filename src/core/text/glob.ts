/**
 * Globs as VS Code writes them: `*` and `?` within a name, `**` for any number of folders, `[a-z]`, `[!a]`, `{a,b}`, and `\` before a
 * character that is meant. Matched without regular expressions in time linear in pattern and path each, since patterns come with
 * the folders of others.
 */

/** Why a glob is none; or null. */
export function globFault(glob: string): string | null {
  return compile(glob).fault;
}

/** Tells of a path with `/` whether one of the globs fits it. Globs with a fault fit nothing. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => compile(glob).patterns);
  if (patterns.length === 0) return () => false;
  return (path) => {
    const names = path.split('/');
    return patterns.some((pattern) => matchesNames(pattern, names));
  };
}

/** The glob that fits exactly this path. */
export function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\]{}!]/g, '\\$&');
}

/** A name's pattern: characters, `?`, `*` and classes; or `**`. */
export type NamePattern = readonly Token[] | typeof ANY_FOLDERS;
export type PathPattern = readonly NamePattern[];

export const ANY_FOLDERS = Symbol('**');
const ANY_TEXT = Symbol('*');
const ANY_CHARACTER = Symbol('?');

type Token = string | typeof ANY_TEXT | typeof ANY_CHARACTER | CharacterClass;

interface CharacterClass {
  readonly negated: boolean;
  /** First and last of each range. */
  readonly ranges: readonly (readonly [string, string])[];
}

/** Into how many patterns braces may unfold. */
const MOST_ALTERNATIVES = 100;
const LONGEST = 1000;

function compile(glob: string): { readonly patterns: readonly PathPattern[]; readonly fault: string | null } {
  const fail = (fault: string) => ({ patterns: [], fault });
  if (glob.trim() === '') return fail('it is empty');
  if (glob.length > LONGEST) return fail(`it is longer than ${LONGEST} characters`);
  if (glob.startsWith('!')) return fail('it begins with “!”; what is to be left out has a list of its own');
  if (/^(?:\/|[A-Za-z]:)/.test(glob)) return fail('it is not relative to the folder');
  if (glob.split('/').includes('..')) return fail('it leads out of the folder');
  const alternatives = unfold(glob);
  if (alternatives === null) return fail('a “{” is not closed, or its alternatives are too many');
  const patterns: PathPattern[] = [];
  for (const alternative of alternatives) {
    // A folder means all that is in it.
    const whole = alternative.replace(/^(?:\.\/)+/, '').replace(/\/$/, '/**');
    const pattern = whole.split('/').map((name) => (name === '**' ? ANY_FOLDERS : namePattern(name)));
    if (pattern.some((name) => name === null)) return fail('a “[” is not closed');
    patterns.push(pattern as PathPattern);
  }
  return { patterns, fault: null };
}

/** All ways to choose from the braces; null where one is not closed or they are too many. */
function unfold(glob: string): string[] | null {
  let done: string[] = [];
  const waiting = [glob];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    if (done.length + waiting.length > MOST_ALTERNATIVES) return null;
    const brace = firstBrace(current);
    if (brace === 'unclosed') return null;
    if (brace === null) done = [current, ...done];
    else for (const part of brace.parts) waiting.push(brace.before + part + brace.after);
  }
  return done;
}

function firstBrace(
  glob: string,
):
  { readonly before: string; readonly parts: readonly string[]; readonly after: string } | 'unclosed' | null {
  let start = -1;
  let depth = 0;
  let partStart = 0;
  const parts: string[] = [];
  for (let i = 0; i < glob.length; i++) {
    const char = glob[i];
    if (char === '\\') i++;
    else if (char === '{') {
      if (depth++ === 0) partStart = (start = i) + 1;
    } else if (depth === 0) continue;
    else if (char === ',' && depth === 1) {
      parts.push(glob.slice(partStart, i));
      partStart = i + 1;
    } else if (char === '}' && --depth === 0) {
      parts.push(glob.slice(partStart, i));
      return { before: glob.slice(0, start), parts, after: glob.slice(i + 1) };
    }
  }
  return depth > 0 ? 'unclosed' : null;
}

/** The pattern of one name; null where a class is not closed. `fold` makes every letter fit its other case. */
export function namePattern(name: string, fold = false): readonly Token[] | null {
  const tokens: Token[] = [];
  const characters = Array.from(name);
  for (let i = 0; i < characters.length; i++) {
    const char = characters[i]!;
    if (char === '\\' && i + 1 < characters.length) tokens.push(literal(characters[++i]!, fold));
    else if (char === '*') {
      if (tokens.at(-1) !== ANY_TEXT) tokens.push(ANY_TEXT);
    } else if (char === '?') tokens.push(ANY_CHARACTER);
    else if (char === '[') {
      const found = characterClass(characters, i, fold);
      if (!found) return null;
      tokens.push(found.token);
      i = found.end;
    } else tokens.push(literal(char, fold));
  }
  return tokens;
}

function literal(char: string, fold: boolean): Token {
  const [lower, upper] = [char.toLowerCase(), char.toUpperCase()];
  if (!fold || lower === upper) return char;
  return {
    negated: false,
    ranges: [
      [lower, lower],
      [upper, upper],
    ],
  };
}

/** A class that opens at `start`; `end` is where it closes. A `]` that comes first is a member. */
function characterClass(
  characters: readonly string[],
  start: number,
  fold: boolean,
): { readonly token: CharacterClass; readonly end: number } | null {
  let i = start + 1;
  const negated = characters[i] === '!' || characters[i] === '^';
  if (negated) i++;
  const ranges: [string, string][] = [];
  const take = (): string | undefined => (characters[i] === '\\' ? characters[++i] : characters[i]);
  for (let first = true; i < characters.length; i++, first = false) {
    if (characters[i] === ']' && !first) return { token: { negated, ranges }, end: i };
    const low = take();
    if (low === undefined) return null;
    let high = low;
    if (characters[i + 1] === '-' && characters[i + 2] !== undefined && characters[i + 2] !== ']') {
      i += 2;
      high = take() ?? low;
    }
    ranges.push([low, high]);
    if (fold) ranges.push([low.toLowerCase(), high.toLowerCase()], [low.toUpperCase(), high.toUpperCase()]);
  }
  return null;
}

/** Whether a whole path's names fit. */
export function matchesNames(pattern: PathPattern, names: readonly string[]): boolean {
  return wildcard(
    pattern,
    names,
    ANY_FOLDERS,
    (token, name) => token !== ANY_FOLDERS && matchesName(token, name),
  );
}

export function matchesName(pattern: readonly Token[], name: string): boolean {
  return wildcard(pattern, Array.from(name), ANY_TEXT, (token, char) => {
    if (typeof token === 'string') return token === char;
    if (typeof token === 'symbol') return token === ANY_CHARACTER;
    return token.negated !== token.ranges.some(([low, high]) => low <= char && char <= high);
  });
}

/**
 * Fits items to a pattern in which `star` stands for any number of them. When the items behind a star do not fit, that star takes one more;
 * earlier stars need not be tried again, so the time is at most the product of both lengths.
 */
function wildcard<P, I>(
  pattern: readonly P[],
  items: readonly I[],
  star: P,
  fits: (token: P, item: I) => boolean,
): boolean {
  let at = 0;
  let lastStar = -1;
  let taken = 0;
  for (let i = 0; i < items.length;) {
    if (at < pattern.length && pattern[at] === star) {
      lastStar = at++;
      taken = i;
    } else if (at < pattern.length && fits(pattern[at]!, items[i]!)) {
      at++;
      i++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      i = ++taken;
    } else return false;
  }
  while (at < pattern.length && pattern[at] === star) at++;
  return at === pattern.length;
}
