import { fingerprint } from '../text/hash.ts';
import { tidyComment } from './comment-text.ts';
import { foldBlanks, renderQuote } from './quote-text.ts';
import type { AnnotationRecord } from './record.ts';
import type { SidecarBlock } from './sidecar.ts';
import { sourceLines, type SourceLine } from './source-lines.ts';

const LINK = /zotero:\/\/open(?:-pdf)?\/[^\s()]+/;
/** What stands before the address of a link at a line's end: its own words, then the citation that it belongs to. */
const OWN_WORDS = /\[[^[\]]{0,300}\]\($/;
const CITATION = [
  /[\s(,;]+$/,
  /\(\[[^[\]]{0,300}\]\([^()\s]{0,500}\)[^()]{0,100}\)$/,
  /\[[^[\]]{0,300}\]\([^()\s]{0,500}\)$/,
];
/** What may stand before words that are quoted: a list's mark, a quote's, a callout's head, tags. */
const LEAD = /^[ \t]*(?:[-*+>][ \t]*)*(?:\[![^\]]+\][ \t]?)?(?:<[^<>]*>|==)*/;
const QUOTE_MARK = /^ {0,3}>[ \t]?/;
const CALLOUT = /^\[!([^\]]+)\][+-]?/;
const PAGE = /(?:\bpp?(?:\.|age)[ \t]*|[?&]page=)([\divxlc]+)/i;
const COLORS: readonly (readonly [RegExp, string])[] = [
  [/#ffd400|yellow/i, 'yellow'],
  [/#5fb236|green/i, 'green'],
  [/#2ea8e5|blue/i, 'blue'],
  [/#ff6666|\bred\b/i, 'red'],
];
/** A quotation is at least this long, in UTF-16 units: a label is no quotation. */
const SHORTEST = 8;

/** What another program wrote about one passage. */
interface Foreign {
  readonly words: string;
  readonly comment: string;
  /** Where its colour may be named. */
  readonly look: string;
  readonly first: SourceLine;
  readonly last: SourceLine;
}

/** A line with a link into a PDF, in three parts. */
interface Linked {
  readonly before: string;
  readonly citation: string;
  readonly behind: string;
}

/**
 * The highlights that other programs wrote into a note, where their form is plain: a line with a link into a PDF, as Zotero's own note export and
 * the common templates of Zotero Integration write it, and before it words in quotation marks, in a mark of their colour or in a
 * block quote; or a callout with the link in its head. They are read, never edited; their ids begin with `~z`.
 */
export function foreignHighlights(blocks: readonly SidecarBlock[]): AnnotationRecord[] {
  const found: AnnotationRecord[] = [];
  for (const { kind, source, span } of blocks) {
    if (kind !== 'own' || !source.includes('zotero://')) continue;
    const lines = sourceLines(source);
    lines.forEach((line, at) => {
      const linked = linkOf(source.slice(line.start, line.end));
      const one = linked && (marked(linked, line) ?? quoted(source, lines, at, linked));
      const exact = one ? renderQuote([one.words]) : '';
      if (!one || exact.length < SHORTEST) return;
      const place = { start: span.start + one.first.start, end: span.start + one.last.end };
      found.push({
        kind: 'highlight',
        id: `~z${fingerprint(exact).slice(0, 8)}${found.length}`,
        color: COLORS.find(([form]) => form.test(one.look))?.[1] ?? 'yellow',
        date: null,
        annotator: null,
        place: {
          field: 'fulltext',
          start: null,
          page: PAGE.exec(linked.citation)?.[1] ?? null,
          version: null,
        },
        prefix: null,
        suffix: null,
        exact,
        comment: tidyComment(one.comment),
        spans: { record: place, marker: place, quote: null, id: null, comment: [] },
      });
    });
  }
  return found;
}

function linkOf(line: string): Linked | null {
  const link = LINK.exec(line);
  const own = link && OWN_WORDS.exec(line.slice(0, link.index));
  if (!link || !own) return null;
  let before = line.slice(0, own.index);
  for (let shorter = true; shorter;) {
    const part = CITATION.map((form) => form.exec(before)).find((match) => match !== null);
    shorter = part !== undefined;
    if (part) before = before.slice(0, part.index);
  }
  const end = link.index + link[0].length;
  const behind = line
    .slice(end)
    .replace(/^\)+/, '')
    .replace(/^[ \t]*\(\[pdf\]\([^)]*\)\)/i, '');
  return { before, citation: line.slice(before.length, end), behind: behind.trim() };
}

/** Words in quotation marks or in a mark of their colour, with the link behind them on the same line. */
function marked({ before, behind }: Linked, line: SourceLine): Foreign | null {
  const look = LEAD.exec(before)![0];
  const words = before.slice(look.length).replace(/(?:<\/[^<>]{1,20}>|==)+$/, '');
  const isMarked = /<mark\b|==$/i.test(look);
  const inner = /^[“"]([^]*)[”"]$/.exec(words)?.[1] ?? null;
  if (inner === null && !isMarked) return null;
  return { words: inner ?? words, comment: behind, look, first: line, last: line };
}

/** A block quote with the link at its end, or a callout with the link in its head. */
function quoted(source: string, lines: readonly SourceLine[], at: number, linked: Linked): Foreign | null {
  const inner = (i: number): string | null => {
    const line = lines[i] && source.slice(lines[i].start, lines[i].end);
    return line !== undefined && QUOTE_MARK.test(line) ? line.replace(QUOTE_MARK, '') : null;
  };
  const own = inner(at);
  if (own === null) return null;
  const head = CALLOUT.exec(own);
  if (head) {
    let end = at + 1;
    const words: string[] = [];
    for (let line = inner(end); line !== null && line.trim() !== ''; line = inner(++end)) words.push(line);
    const comment: string[] = [];
    for (let line = inner(end); line !== null; line = inner(++end)) comment.push(line);
    const all = foldBlanks(words.join(' '));
    return {
      words: all,
      comment: comment.join('\n'),
      look: head[1]!,
      first: lines[at]!,
      last: lines[end - 1]!,
    };
  }
  if (linked.behind !== '') return null;
  let start = at;
  while (isWords(inner(start - 1))) start--;
  const above = start > 0 ? source.slice(lines[start - 1]!.start, lines[start - 1]!.end) : '';
  const words = [
    ...Array.from({ length: at - start }, (_, i) => inner(start + i)!),
    linked.before.replace(QUOTE_MARK, ''),
  ];
  const look = /<mark\b[^<>]*>/i.exec(above)?.[0] ?? '';
  return { words: foldBlanks(words.join(' ')), comment: '', look, first: lines[start]!, last: lines[at]! };
}

function isWords(line: string | null): boolean {
  return line !== null && line.trim() !== '' && !CALLOUT.test(line) && !line.includes('zotero://');
}
