import type { PaperAnnotations } from '../annotations/store.ts';
import type { Paper } from '../library/paper.ts';
import { escapeMarkdown, firstSentences } from '../text/markdown-escape.ts';
import { blockOfNamed, blocksOfNotes } from './hover-notes.ts';
import { sourcesOf } from './sources.ts';
import { formatName, metaLine, pagesOf, plural, shownAbstract, shownTitle } from './paper-text.ts';

/** How much of the abstract a hover shows. */
const ABSTRACT_CHARACTERS = 420;

export interface HoverContext {
  readonly topics: readonly string[];
  /** How many notes cite the paper. */
  readonly citedIn: number;
  /** Whether the client runs our command links; others get none. */
  readonly commandLinks: boolean;
  /** What the reader noted about the paper. */
  readonly notes: PaperAnnotations;
  /** The id of the highlight that the link under the cursor names. */
  readonly highlight?: string | null;
}

/** The paper in a hover: Markdown in which everything that others wrote is escaped, and links are ours alone. */
export function hoverOfPaper(paper: Paper, context: HoverContext): string {
  const abstract = shownAbstract(paper)[0];
  const facts = metaLine(paper).map(escapeMarkdown);
  const blocks = [
    `**${escapeMarkdown(shownTitle(paper))}**`,
    facts.join(' · '),
    // Above the abstract: editors cut hovers off at a height, and what one can do should not need scrolling.
    linkLine(paper, context.commandLinks),
    (typeof context.highlight === 'string' ? blockOfNamed(context.notes, context.highlight) : null) ?? '',
    ...blocksOfNotes(context.notes, context.highlight ?? null),
    abstract === undefined
      ? '*No abstract in the digest.*'
      : escapeMarkdown(firstSentences(abstract, ABSTRACT_CHARACTERS)),
    context.topics.length > 0 ? `Topics: ${context.topics.map(escapeMarkdown).join(', ')}` : '',
    sourceLine(paper, context.citedIn),
    originLine(paper),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** What a citation that fits several papers shows: all of them, none preferred. */
export function hoverOfAmbiguity(key: string, papers: readonly Paper[]): string {
  const list = papers.map((paper) => {
    const source = paper.entries[0]!;
    return `- ${escapeMarkdown(shownTitle(paper))} (${escapeMarkdown(`${source.path}:${source.line}`)})`;
  });
  return [`**${escapeMarkdown(key)}** names ${plural(papers.length, 'paper')}:`, list.join('\n')].join(
    '\n\n',
  );
}

function sourceLine(paper: Paper, citedIn: number): string {
  const [best] = paper.entries;
  if (!best) return '';
  const others = paper.entries.length - 1;
  const parts = [
    `\`${escapeCode(paper.key)}\``,
    `${formatName(best.format)}, ${escapeMarkdown(`${best.path}:${best.line}`)}`,
    others > 0 ? `and ${plural(others, 'more entry').replace('entrys', 'entries')}` : '',
    citedIn > 0 ? `cited in ${plural(citedIn, 'note')}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** "title, authors from refs.bib; abstract from 2025-10-31.txt", where what is shown comes from several files. */
function originLine(paper: Paper): string {
  const byFile = new Map<string, string[]>();
  for (const { entry, fields } of sourcesOf(paper)) {
    const shown = fields.filter((field) => SHOWN.has(field));
    if (shown.length > 0) byFile.set(entry.path, [...(byFile.get(entry.path) ?? []), ...shown]);
  }
  if (byFile.size < 2) return '';
  const parts = [...byFile].map(
    ([path, fields]) => `${fields.join(', ')} from ${escapeMarkdown(path.slice(path.lastIndexOf('/') + 1))}`,
  );
  return parts.join('; ');
}

/** The fields that a hover shows in full. */
const SHOWN = new Set(['title', 'authors', 'number of authors', 'date', 'venue', 'abstract']);

function linkLine(paper: Paper, commandLinks: boolean): string {
  const ours = commandLinks
    ? [
        `[Open card](${commandUri('carrel.openCard', paper.id)})`,
        `[Go to entry](${commandUri('carrel.openEntry', paper.id)})`,
      ]
    : [];
  return [...ours, ...pagesOf(paper).map(({ label, url }) => `[${escapeMarkdown(label)}](<${url}>)`)].join(
    ' | ',
  );
}

/** A command link with an argument that we built; encoded so that no character of a key can end the link. */
function commandUri(command: string, ref: string): string {
  const argument = encodeURIComponent(JSON.stringify([{ ref }])).replace(
    /[()'*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return `command:${command}?${argument}`;
}

function escapeCode(text: string): string {
  return text.replaceAll('`', "'");
}
