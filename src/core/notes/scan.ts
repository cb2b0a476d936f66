import type { Citation, NoteDialect, NoteScan, TexCitation } from './citation.ts';
import type { Span } from '../text/span.ts';
import { findBlocks } from './blocks/regions.ts';
import { findFrontMatter, joinedMetadata, readMetadataBlock, type FoundFrontMatter } from './front-matter.ts';
import { contentOf, type Region } from './region.ts';
import { placeRegion, scanRegion, type NoteContext, type RegionScan } from './region-scan.ts';

/**
 * Finds all citations of a Markdown note as Pandoc would, and wikilinks, identifiers and the URLs of papers beside them. Spans are
 * UTF-16 offsets into `text`. Never throws; the time grows with the text's length. Nothing is found in code, math, comments, tags, TeX,
 * links' addresses (identifiers excepted), e-mail addresses, or front matter other than `nocite`.
 */
export function scanNote(text: string, dialect: NoteDialect = 'markdown'): NoteScan {
  const scan = (content: string, kind: Region['kind']) => scanRegion(content, kind, dialect);
  return scanWith(text, dialect, { front: findFrontMatter(text), scan });
}

/** The parts of scanning that may be remembered from one text to the next. */
export interface ScanParts {
  readonly front: FoundFrontMatter;
  /** Reads a region's text. */
  readonly scan: (content: string, kind: Region['kind']) => RegionScan;
}

/** Scans a note with parts that are given. */
export function scanWith(text: string, dialect: NoteDialect, { front, scan }: ScanParts): NoteScan {
  const source = withLineFeeds(text);
  const blocks = findBlocks(source, front.bodyStart, dialect);
  const context: NoteContext = {
    dialect,
    examples: blocks.examples,
    labels: blocks.labels,
    linkedKeys: linkedKeysOf(source),
  };
  const blocksOfMetadata = blocks.metadata.map((content) => readMetadataBlock(source, content));
  const said = joinedMetadata([front, ...blocksOfMetadata]);
  const citations: Citation[] = [];
  const problems = [...said.problems];
  const hints = hintPlaces(source);
  const inMetadata: Citation[] = [];
  const inTex: TexCitation[] = [];
  const metadata = { citations: inMetadata, inTex, problems: [] };
  for (const region of regionsAt(source, said.strings))
    placeRegion(scan(contentOf(source, region), region.kind), region, context, metadata);
  for (const region of [...regionsAt(source, said.nocite), ...blocks.regions]) {
    if (!hints(region)) continue;
    placeRegion(scan(contentOf(source, region), region.kind), region, context, {
      citations,
      inTex,
      problems,
    });
  }
  // The cells of a drawn table lie side by side, so their citations come in columns.
  citations.sort((a, b) => a.span.start - b.span.start);
  return {
    citations,
    inMetadata: inMetadata.filter(({ form }) => form !== 'identifier'),
    inTex,
    problems,
    bibliography: said.bibliography,
    styles: said.styles,
    kinds: said.kinds,
    frontMatter: front.span,
    metadata: [...(front.span ? [front.span] : []), ...blocks.metadata],
  };
}

/** The keys that stand alone as a link's label where its address is given, as in the list of people of many a changelog. */
function linkedKeysOf(text: string): ReadonlySet<string> {
  if (!text.includes(']: ')) return NO_KEYS;
  return new Set([...text.matchAll(/^[> \t]{0,20}\[@([^\s[\]]{1,100})\]: +\S/gm)].map(([, key]) => key!));
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** The same text, offset by offset, with line feeds as its only line ends. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, (end) => (end.length === 2 ? ' \n' : '\n')) : text;
}

function regionsAt(text: string, places: readonly Span[]): Region[] {
  return places.map(({ start, end }) => {
    const segments: number[] = [];
    for (let from = start; from < end;) {
      const feed = text.indexOf('\n', from);
      const to = feed < 0 || feed > end ? end : feed;
      segments.push(from, to);
      from = to + 1;
    }
    return { kind: 'text' as const, segments: segments.length > 0 ? segments : [start, end] };
  });
}

/** What no citation is without: `@`, `[[`, a DOI's beginning, the path of a paper's page; the name of arXiv, and TeX's commands. */
const HINTS = ['@', '[[', '10.', '/papers/'];

/** Answers whether a region may hold a citation at all, without reading it. */
function hintPlaces(text: string): (region: Region) => boolean {
  const places: number[] = [];
  for (const hint of HINTS)
    for (let at = text.indexOf(hint); at >= 0; at = text.indexOf(hint, at + 1)) places.push(at);
  for (const { index } of text.matchAll(/arxiv|\\[a-z]{0,20}cite/gi)) places.push(index);
  const sorted = Float64Array.from(places).sort();
  return ({ segments }) => {
    const start = segments[0]!;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return low < sorted.length && sorted[low]! < segments[segments.length - 1]!;
  };
}
