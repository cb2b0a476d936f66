import MarkdownIt, { type MarkdownIt as Markdown, type StateBlock, type Token } from 'markdown-it';
import type { NoteDialect } from '../citation.ts';
import type { Span } from '../../text/span.ts';
import type { Region } from '../region.ts';
import { Seeker } from '../seeker.ts';
import { CodeSpans } from '../inline/code-spans.ts';
import { definition, fancyItem, footnote, listRule } from './containers.ts';
import type { BlockContext, BlockRule } from './context.ts';
import { div, fence, metadata, texEnvironment } from './fences.ts';
import { heading, reference, underlined } from './headings.ts';
import { codeRule, html } from './html-blocks.ts';
import { paragraph } from './paragraphs.ts';
import { gridTable, lineBlock, pipeTable } from './tables.ts';

/** A note's text regions, by place, and the names that its blocks define. */
export interface NoteBlocks {
  readonly regions: readonly Region[];
  /** The insides of blocks of metadata in the note's text. */
  readonly metadata: readonly Span[];
  /** Labels of links by reference and texts of headings, as `labelKey` writes them. */
  readonly labels: ReadonlySet<string>;
  /** Labels of numbered examples. */
  readonly examples: ReadonlySet<string>;
}

/**
 * Finds the regions of a note whose lines end with line feeds, from `bodyStart` on. The containers (lists, quotes, indented code) are
 * markdown-it's; its other rules are replaced by ones that begin and end blocks where Pandoc does, and keep offsets in place of tokens.
 */
export function findBlocks(text: string, bodyStart: number, dialect: NoteDialect): NoteBlocks {
  const context: BlockContext = {
    dialect,
    regions: [],
    metadata: [],
    labels: new Set(),
    examples: new Set(),
    seeker: new Seeker(text),
    code: new CodeSpans(text),
    inList: false,
    inFootnote: false,
    inDefinition: false,
    divs: 0,
    behindTag: -1,
    openFences: [],
  };
  const tokens: Token[] = [];
  const state = new MARKDOWN.block.State(text, MARKDOWN, { carrel: context }, tokens);
  let line = 0;
  while (line < state.lineMax && state.bMarks[line]! < bodyStart) line++;
  if (line > 0 && state.bMarks[line] !== bodyStart) startWithin(state, --line, bodyStart);
  MARKDOWN.block.tokenize(state, line, state.lineMax);
  return context;
}

/** The body begins inside a line, behind a byte order mark. */
function startWithin(state: StateBlock, line: number, bodyStart: number): void {
  state.bMarks[line] = bodyStart;
  state.tShift[line] = state.skipSpaces(bodyStart) - bodyStart;
  state.sCount[line] = state.tShift[line]!;
}

/** What is nested deeper is passed over, which keeps reading linear. */
const MAX_NESTING = 40;

const MARKDOWN = pandocBlocks();

function pandocBlocks(): Markdown {
  const markdown = new MarkdownIt({ maxNesting: MAX_NESTING });
  const { ruler } = markdown.block;
  const builtIn = (name: string): BlockRule => {
    ruler.enableOnly([name]);
    return ruler.getRules('')[0]!;
  };
  const code = builtIn('code');
  const list = builtIn('list');
  const hr = builtIn('hr');
  const blockquote = builtIn('blockquote');
  ruler.enableOnly([]);
  // `list`: ends a list between its items; `blockquote`: ends the lines that lazily continue a quote.
  const rules: readonly [name: string, rule: BlockRule, alt?: string[]][] = [
    ['carrel_underlined', underlined],
    ['carrel_code', codeRule(code)],
    ['carrel_fence', fence, ['list', 'blockquote']],
    ['carrel_metadata', metadata],
    ['carrel_div', div],
    ['carrel_hr', hr, ['list']],
    ['carrel_list', listRule(list), ['blockquote']],
    ['carrel_heading', heading],
    ['carrel_html', html],
    ['carrel_pipe_table', pipeTable],
    ['carrel_grid_table', gridTable],
    ['carrel_tex', texEnvironment],
    ['carrel_line_block', lineBlock],
    ['carrel_quote', blockquote],
    ['carrel_fancy_item', fancyItem, ['blockquote']],
    ['carrel_definition', definition],
    ['carrel_footnote', footnote],
    ['carrel_reference', reference],
    ['carrel_paragraph', paragraph],
  ];
  for (const [name, rule, alt = []] of rules) ruler.push(name, rule, { alt });
  return markdown;
}
