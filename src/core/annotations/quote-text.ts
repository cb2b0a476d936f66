import MarkdownIt, { type MarkdownIt as Markdown, type StateInline, type Token } from 'markdown-it';

/** Formulas keep their own backslashes and underscores, as in Pandoc: no blank within the dollars, no digit behind them. */
const FORMULA = /\$\$?(?=[^\s$])(?:\\[^]|[^\\$])*?(?:[^\s\\$]|\\[^\s])\$\$?(?!\d)/y;
/** A dollar whose partner is farther away is a dollar; in UTF-16 units. */
const LONGEST_FORMULA = 1000;

const MARKDOWN = inlineMarkdown();

/** The text of a block quote as a reader sees it, white space folded; `lines` without their quote marks. */
export function renderQuote(lines: readonly string[]): string {
  const source = lines.map((line) => line.trim()).join('\n');
  const [block] = MARKDOWN.parseInline(source, {});
  return foldBlanks(textOf(block?.children ?? []));
}

/** A passage as a line of Markdown that renders to it. */
export function escapeQuote(text: string): string {
  const folded = foldBlanks(text);
  const light = escapeStart(
    escapeOutsideFormulas(
      folded,
      /\\(?=[!-/:-@[-`{-~])|[`*<[\]]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|&(?=#?\w+;)/gu,
    ),
  );
  if (renderQuote([light]) === folded) return light;
  return folded.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

export function foldBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function escapeOutsideFormulas(text: string, special: RegExp): string {
  let result = '';
  let plain = 0;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    const end = formulaEnd(text, at);
    if (end < 0) {
      at++;
      continue;
    }
    result += text.slice(plain, at).replace(special, '\\$&') + text.slice(at, end);
    plain = at = end;
  }
  return result + text.slice(plain).replace(special, '\\$&');
}

/** What would begin a block of its own at the start of a line. */
function escapeStart(line: string): string {
  return line
    .replace(/^(?:[#>+~-]|=+$|:(?=\s)|\|)/, '\\$&')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\')
    .replace(/(^|[^\\]\s)(?=\^[A-Za-z0-9-]+$)/, '$1\\');
}

/** The offset behind the formula that begins at `at`, or -1. */
function formulaEnd(text: string, at: number): number {
  FORMULA.lastIndex = at;
  const match = FORMULA.exec(text.length > at + LONGEST_FORMULA ? text.slice(0, at + LONGEST_FORMULA) : text);
  return match ? at + match[0].length : -1;
}

function inlineMarkdown(): Markdown {
  const markdown = new MarkdownIt('commonmark', { html: true, maxNesting: 50 });
  markdown.inline.ruler.before('escape', 'carrel_formula', (state: StateInline, silent) => {
    if (state.src.charCodeAt(state.pos) !== 36) return false;
    const end = formulaEnd(state.src, state.pos);
    if (end < 0 || end > state.posMax) return false;
    if (!silent) state.push('text', '', 0).content = state.src.slice(state.pos, end);
    state.pos = end;
    return true;
  });
  return markdown;
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return '\n';
      if (token.type === 'image') return textOf(token.children ?? []);
      return token.type === 'html_inline' ? '' : token.content;
    })
    .join('');
}
