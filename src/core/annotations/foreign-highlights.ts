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
/** What may stand before words that are quoted: marks of lists, tasks and quotes, a callout's head, emphasis, tags. */
const LEAD =
  /^[ \t]*(?:(?:[-*+>_]|\d{1,3}[.)](?=[ \t])|\[[ xX]\](?=[ \t]))[ \t]*)*(?:\[![^\]]+\][ \t]?)?(?:<[^<>]*>|==)*/;
const TAIL = /(?:<\/[^<>]{1,20}>|==|[*_]){1,8}$/;
const QUOTED = /^[*_]{0,3}(?:“([^]+)”|"([^]+)["”]|«([^]+)»|„([^]+)[“”])[*_]{0,3}$/;
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

/** A line with a link into a PDF, in three parts, and the link's own words. */
interface Linked {
  readonly before: string;
  readonly own: string;
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
    const add = (one: Foreign, linked: Linked, above: string): void => {
      const exact = renderQuote([one.words]);
      if (exact.length < SHORTEST) return;
      const place = { start: span.start + one.first.start, end: span.start + one.last.end };
      found.push({
        kind: 'highlight',
        id: `~z${fingerprint(exact).slice(0, 8)}${found.length}`,
        color: colorOf(one.look) ?? colorOf(above) ?? 'yellow',
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
    };
    lines.forEach((line, at) => {
      const passages: [Foreign, Linked][] = [];
      // Further passages may follow on the same line.
      for (let linked = linkOf(source.slice(line.start, line.end)); linked; linked = linkOf(linked.behind)) {
        const one = marked(linked, line) ?? (passages.length > 0 ? null : quoted(source, lines, at, linked));
        if (!one) break;
        passages.push([one, linked]);
      }
      const above = CALLOUT.exec(innerOf(source, lines, at - 1) ?? '')?.[1] ?? '';
      const below = commentBelow(source, lines, at);
      passages.forEach(([one, linked], i) => {
        const parts = i < passages.length - 1 ? [] : [one.comment, below];
        add({ ...one, comment: parts.filter((part) => part !== '').join('\n\n') }, linked, above);
      });
    });
  }
  return found;
}

function colorOf(look: string): string | null {
  return COLORS.find(([form]) => form.test(look))?.[1] ?? null;
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
    .replace(/^[ \t]*\(\[(?:pdf|[^[\]]{0,300})\]\(zotero:[^)]*\)\)/i, '')
    .replace(/(?:^|[ \t])\^[A-Za-z0-9-]+[ \t]*$/, '');
  const words = own[0].slice(1, -2);
  return { before, own: words, citation: line.slice(before.length, end), behind: behind.trim() };
}

/** Words in quotation marks or in a mark of their colour, with the link behind them on the same line or on themselves. */
function marked({ before, own, behind }: Linked, line: SourceLine): Foreign | null {
  const look = LEAD.exec(before)![0];
  const words = before.slice(look.length).replace(TAIL, '');
  const isMarked = /<mark\b|==$/i.test(look);
  const inner = unquoted(words === '' ? own : words);
  if (inner === null && (!isMarked || words === '')) return null;
  return { words: inner ?? words, comment: behind, look, first: line, last: line };
}

/** What stands in quotation marks; null where it does not. */
function unquoted(words: string): string | null {
  const groups: (string | undefined)[] = QUOTED.exec(words.trim())?.slice(1) ?? [];
  return groups.find((inner) => inner !== undefined)?.trim() ?? null;
}

/** Behind a line of a block quote: what stands in the same quote below an empty line. */
function commentBelow(source: string, lines: readonly SourceLine[], at: number): string {
  const from = at + 1;
  if (innerOf(source, lines, at) === null || innerOf(source, lines, from)?.trim() !== '') return '';
  const found: string[] = [];
  for (let i = from, line = innerOf(source, lines, i); line !== null; line = innerOf(source, lines, ++i)) {
    if (LINK.test(line)) return '';
    found.push(line);
  }
  return found.join('\n').trim();
}

/** A line of a block quote without its mark; null for any other. */
function innerOf(source: string, lines: readonly SourceLine[], at: number): string | null {
  const line = lines[at] && source.slice(lines[at].start, lines[at].end);
  return line !== undefined && QUOTE_MARK.test(line) ? line.replace(QUOTE_MARK, '') : null;
}

/** A block quote with the link at its end, or a callout with the link in its head. */
function quoted(source: string, lines: readonly SourceLine[], at: number, linked: Linked): Foreign | null {
  const inner = (i: number): string | null => innerOf(source, lines, i);
  const own = inner(at);
  if (own === null) return null;
  const head = CALLOUT.exec(own);
  if (head) {
    let end = at + 1;
    const words: string[] = [];
    for (let line = inner(end); line !== null && line.trim() !== ''; line = inner(++end)) words.push(line);
    const comment: string[] = [];
    for (let line = inner(end); line !== null; line = inner(++end)) comment.push(line);
    // Where words are in quotation marks, what follows below them is the reader's.
    const opens = /^[*_]{0,3}[“"«„]/.test(words[0]?.trim() ?? '');
    const closed = opens ? words.findIndex((_, i) => unquoted(words.slice(0, i + 1).join(' ')) !== null) : -1;
    const quote = closed < 0 ? null : unquoted(words.slice(0, closed + 1).join(' '));
    if (quote !== null) comment.unshift(...words.slice(closed + 1));
    return {
      words: foldBlanks(quote ?? words.join(' ')),
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
  const look = /<mark\b[^<>]*>/i.exec(above)?.[0] ?? CALLOUT.exec(inner(start - 1) ?? '')?.[1] ?? '';
  const all = foldBlanks(words.join(' '));
  return { words: unquoted(all) ?? all, comment: '', look, first: lines[start]!, last: lines[at]! };
}

function isWords(line: string | null): boolean {
  const isTask = line !== null && /^[ \t]*[-*+][ \t]+\[.\][ \t]/.test(line);
  return line !== null && line.trim() !== '' && !isTask && !CALLOUT.test(line) && !line.includes('zotero://');
}
