import type { FoundCitation, FoundWikilink } from '../core/notes/inline/found.ts';
import { InlineParser } from '../core/notes/inline/parser.ts';

/** One paper's mention inside a citation. */
export interface CitedName {
  readonly name: string;
  readonly inText: boolean;
  readonly suppressAuthor: boolean;
  readonly prefix: string;
  readonly suffix: string;
}

/** A citation as the preview replaces it: a group in brackets, `@key` with its locator, or a wikilink to a citekey. */
export interface PreviewCitation {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly cited: readonly CitedName[];
  /** The words to show instead of the names; from `[[@key|alias]]`. */
  readonly alias: string | null;
}

/** The citations of one paragraph's text, by their start. */
export function citationsByStart(text: string): ReadonlyMap<number, PreviewCitation> {
  const found = new InlineParser(text, { rmarkdown: false, quarto: false, opaque: false }).parse();
  const groups = new Map<number, FoundCitation[]>();
  const citations = new Map<number, PreviewCitation>();
  for (const item of found) {
    if (item.kind === 'wikilink' && item.marked) citations.set(item.start, ofWikilink(text, item));
    if (item.kind !== 'citation') continue;
    const start = item.groupStart < 0 ? item.start : Math.min(item.groupStart, item.start);
    const group = groups.get(start);
    if (group) group.push(item);
    else groups.set(start, [item]);
  }
  for (const [start, group] of groups) {
    const end = Math.max(...group.map((item) => Math.max(item.end, item.groupEnd)));
    citations.set(start, {
      start,
      end,
      raw: text.slice(start, end),
      cited: group.map((item) => ({
        name: text.slice(item.keyStart, item.keyEnd),
        inText: item.inText,
        suppressAuthor: item.suppressAuthor,
        prefix: text.slice(item.prefixStart, item.prefixEnd).trim(),
        suffix: text.slice(item.suffixStart, item.suffixEnd).trim(),
      })),
      alias: null,
    });
  }
  return citations;
}

function ofWikilink(text: string, { start, end, targetStart, targetEnd }: FoundWikilink): PreviewCitation {
  const raw = text.slice(start, end);
  const name = text.slice(targetStart, targetEnd);
  const alias = /\\?\|([^|]*)\]\]$/.exec(raw)?.[1]?.trim() ?? null;
  const cited = { name, inText: true, suppressAuthor: false, prefix: '', suffix: '' };
  return { start, end, raw, cited: [cited], alias: alias === '' ? null : alias };
}
