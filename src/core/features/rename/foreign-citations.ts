import type { Span } from '../../text/span.ts';

/** Uses of a citekey in a file that is neither note nor bibliography. */
export interface ForeignUses {
  /** Citations beyond doubt: `\cite{key}` and its kin, Typst's `#cite(<key>)`, Jupyter's `data-cite="key"`. */
  readonly certain: readonly Span[];
  /** The key as a word of its own elsewhere: a person has to look. */
  readonly doubtful: readonly Span[];
}

/** The kinds of files in which citations of a library's keys may stand beside notes. */
export const FOREIGN_FILE = /\.(?:tex|ltx|ipynb|typ)$/i;

/** Finds a key in TeX, Jupyter and Typst files. Spans are UTF-16 offsets; time is linear in the text. */
export function foreignUses(path: string, text: string, key: string): ForeignUses {
  const all = wordsOf(text, key);
  if (all.length === 0) return { certain: [], doubtful: [] };
  const isCertain = /\.typ$/i.test(path)
    ? inTypst(text, key)
    : /\.ipynb$/i.test(path)
      ? either(inTex(text), inNotebook(text))
      : inTex(text);
  const certain = all.filter(isCertain);
  return { certain, doubtful: all.filter((span) => !certain.includes(span)) };
}

/** The bibliographies that a file names (`\\bibliography`, `\\addbibresource`, Typst's `#bibliography`), as it writes them but for `.bib` at their ends. */
export function bibliographiesNamed(text: string): readonly string[] {
  const named =
    /\\(?:bibliography|addbibresource|addglobalbib)\s{0,40}(?:\[[^\]]{0,200}\])?\{([^{}]{1,1000})\}/g;
  const typst = /\bbibliography\([\s(]{0,40}((?:"[^"\n]{1,300}"[\s,]{0,40}){1,20})/g;
  const lists = [...text.matchAll(named), ...text.matchAll(typst)].map(([, list]) => list!);
  return lists
    .flatMap((list) => list.split(','))
    .map((name) =>
      name
        .trim()
        .replace(/^"|"$/g, '')
        .replace(/\.bib$/i, ''),
    )
    .filter((name) => name !== '');
}

type Judge = (span: Span) => boolean;

function either(a: Judge, b: Judge): Judge {
  return (span) => a(span) || b(span);
}

/** Where the key stands with nothing beside it that could belong to a longer key. */
function wordsOf(text: string, key: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const end = at + key.length;
    if (isEdge(text, at - 1, -1) && isEdge(text, end, 1)) found.push({ start: at, end });
  }
  return found;
}

const KEY_CHARACTER = /[\p{L}\p{N}_]/u;
const INNER = /[-:.+/]/;

/** Whether a key may end here: no letter or digit, also not behind one of the marks that keys hold inside. */
function isEdge(text: string, at: number, step: 1 | -1): boolean {
  const char = text.charAt(at);
  if (char === '' || !(KEY_CHARACTER.test(char) || INNER.test(char))) return true;
  // The backslash of an escape in JSON: `\n` before a key is a line end.
  if (step < 0 && /[nrt]/.test(char) && text.charAt(at - 1) === '\\') return true;
  return INNER.test(char) && !KEY_CHARACTER.test(text.charAt(at + step));
}

/** `\cite`, `\parencite*`, `\textcites`, `\nocite`, `\bibitem`: commands that name keys in braces; in JSON with two backslashes. */
const TEX_COMMAND = /\\(?:[A-Za-z]*cite[A-Za-z]*|bibitem|bibentry)\*?$/i;
const MOST_OPTIONS = 300;

/** Inside the braces of a citing command, optional arguments before them, and not behind a comment's `%`. */
function inTex(text: string): Judge {
  return ({ start, end }) => {
    const open = listStart(text, start);
    if (open < 0 || text.charAt(open) !== '{' || !closesList(text, end, '}')) return false;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (/(?:^|[^\\])%/.test(text.slice(lineStart, start))) return false;
    return TEX_COMMAND.test(beforeArguments(text, open));
  };
}

/** The text before a brace without the arguments that stand between it and the command: `\cites[see][3]{a}[4]{` gives `\cites`. */
function beforeArguments(text: string, open: number): string {
  let before = text.slice(Math.max(0, open - MOST_OPTIONS), open);
  for (;;) {
    const shorter = before.replace(/\s*(?:\[[^[\]{}]*\]|\([^()]*\)|\{[^{}\\]*\})\s*$/, '');
    if (shorter === before) return before.trimEnd();
    before = shorter;
  }
}

/** The bracket that opens the list of keys which ends at `at`, or -1. */
function listStart(text: string, at: number): number {
  let i = at - 1;
  while (i >= 0 && /[^{}[\]()\\"<>=;]/.test(text.charAt(i)) && at - i < MOST_OPTIONS) i--;
  return i;
}

function closesList(text: string, at: number, close: string): boolean {
  let i = at;
  while (i < text.length && /[^{}[\]()\\"<>=;]/.test(text.charAt(i)) && i - at < MOST_OPTIONS) i++;
  return text.charAt(i) === close;
}

/** Markdown cells cite as notes do; HTML ones with `data-cite`. Both stand in JSON strings. */
function inNotebook(text: string): Judge {
  return ({ start, end }) => {
    const before = text.slice(Math.max(0, start - 12), start);
    if (/data-cite=\\?["']$/.test(before)) return true;
    return /[[;\s(,"\\n]-?@$/.test(before) && /^[\];,\s).]|^$|^\\n/.test(text.slice(end, end + 2));
  };
}

/** `#cite(<key>)` always; `@key` where no label of the document has the name. */
function inTypst(text: string, key: string): Judge {
  const isCited = (at: number): boolean => /cite\(\s*$/.test(text.slice(Math.max(0, at - 20), at));
  let isLabel = false;
  const label = `<${key}>`;
  for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) isLabel ||= !isCited(at);
  return ({ start, end }) => {
    if (text.charAt(start - 1) === '<' && text.charAt(end) === '>') return isCited(start - 1);
    return text.charAt(start - 1) === '@' && !isLabel;
  };
}
