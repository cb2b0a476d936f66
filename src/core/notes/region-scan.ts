import { detach } from '../text/fold.ts';
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import type { Citation, NoteDialect, TexCitation } from './citation.ts';
import { isCrossReference } from './dialect.ts';
import { manubotIdentifier, printedIdentifiers, type PrintedIdentifier } from './identifiers.ts';
import type { Found, FoundCitation, FoundWikilink } from './inline/found.ts';
import { InlineParser } from './inline/parser.ts';
import { RegionMap, type Region } from './region.ts';
import { texKeys } from './tex-keys.ts';

/** What one region's text holds, independent of where it stands and of the rest of the note. */
export interface RegionScan {
  readonly text: string;
  readonly found: readonly (Found | PrintedIdentifier)[];
}

/** What the rest of the note decides about a region. */
export interface NoteContext {
  readonly dialect: NoteDialect;
  /** The labels of numbered examples, `(@label)`: in running text `@label` refers to one. */
  readonly examples: ReadonlySet<string>;
  /** The labels of links by reference, headings among them. */
  readonly labels: ReadonlySet<string>;
  /** The keys for which an address stands as behind a link's label, `[@key]: address`. */
  readonly linkedKeys: ReadonlySet<string>;
}

/** What hints that a text may print an identifier. */
const IDENTIFIER_HINT = /10\.\d{4}|arxiv|\/papers\//i;

export function scanRegion(text: string, kind: Region['kind'], dialect: NoteDialect): RegionScan {
  if (kind === 'tex') return { text, found: [{ kind: 'tex', start: 0, end: text.length }] };
  const mayIdentify = IDENTIFIER_HINT.test(text);
  const found =
    kind === 'text'
      ? new InlineParser(text, {
          rmarkdown: dialect === 'rmarkdown',
          quarto: dialect === 'quarto',
          opaque: mayIdentify,
        }).parse()
      : [];
  if (!mayIdentify) return { text, found };
  const rest = found.filter(({ kind: what }) => what !== 'opaque');
  return {
    text,
    found: [...rest, ...uncovered(printedIdentifiers(text), found)].sort((a, b) => a.start - b.start),
  };
}

/** The identifiers that nothing else covers: not in code or a key. Both lists are in order. */
function uncovered(identifiers: readonly PrintedIdentifier[], found: readonly Found[]): PrintedIdentifier[] {
  let index = 0;
  let covered = 0;
  return identifiers.filter(({ start, end }) => {
    for (; index < found.length && found[index]!.start < end; index++) {
      if (found[index]!.kind !== 'malformed') covered = Math.max(covered, found[index]!.end);
    }
    return covered <= start;
  });
}

/** Where what is found in regions is gathered. */
export interface PlacedFinds {
  readonly citations: Citation[];
  readonly inTex: TexCitation[];
  readonly problems: Problem[];
}

/** Adds a region's citations and problems, with their places in the note. */
export function placeRegion(
  scan: RegionScan,
  region: Region,
  context: NoteContext,
  { citations, inTex, problems }: PlacedFinds,
): void {
  const map = new RegionMap(region);
  const span = (start: number, end: number): Span => {
    const from = map.start(start);
    return { start: from, end: Math.max(from, map.end(end)) };
  };
  for (const found of scan.found) {
    if (!('kind' in found)) {
      const { start, end, targetStart, targetEnd, scheme, name, version } = found;
      const spans = { span: span(start, end), target: span(targetStart, targetEnd) };
      citations.push({ form: 'identifier', ...spans, name: detach(name), scheme, version, manubot: false });
    } else if (found.kind === 'citation') {
      const citation = citationOf(found, scan.text, context, span);
      if (citation) citations.push(citation);
    } else if (found.kind === 'wikilink') citations.push(wikilinkOf(found, scan.text, span));
    else if (found.kind === 'tex') {
      for (const key of texKeys(scan.text.slice(found.start, found.end))) {
        const place = span(found.start + key.start, found.start + key.end);
        const name = detach(scan.text.slice(found.start + key.start, found.start + key.end));
        inTex.push({ form: 'tex', span: place, target: place, name });
      }
    } else if (found.kind === 'malformed') {
      problems.push({
        severity: 'warning',
        code: 'malformed-group',
        message: found.message,
        span: span(found.start, found.end),
      });
    }
  }
}

type Place = (start: number, end: number) => Span;

function citationOf(
  found: FoundCitation,
  text: string,
  { dialect, examples, labels, linkedKeys }: NoteContext,
  span: Place,
): Citation | null {
  const key = text.slice(found.keyStart, found.keyEnd);
  if (key === '' || key === '*' || /^tag:/i.test(key) || isCrossReference(key, dialect)) return null;
  if (found.inText && examples.has(key)) return null;
  const spans = { span: span(found.start, found.end), target: span(found.keyStart, found.keyEnd) };
  const identifier = manubotIdentifier(key);
  if (identifier) {
    const target = span(found.keyStart + key.indexOf(':') + 1, found.keyEnd);
    return {
      form: 'identifier',
      span: spans.span,
      target,
      ...identifier,
      name: detach(identifier.name),
      manubot: true,
    };
  }
  const { groupStart, groupEnd } = found;
  const isLabel = found.label !== null && labels.has(found.label);
  const isWikilink = text.charAt(groupStart - 1) === '[' && text.charAt(groupEnd) === ']';
  return {
    form: 'pandoc',
    ...spans,
    name: detach(key),
    inText: found.inText,
    suppressAuthor: found.suppressAuthor,
    prefix: detach(text.slice(found.prefixStart, found.prefixEnd).trim()),
    suffix: isLabel ? '' : detach(text.slice(found.suffixStart, found.suffixEnd).trim()),
    group: groupStart < 0 || isLabel ? null : span(groupStart, groupEnd),
    isLink: groupStart >= 0 && !found.inText && (isWikilink || linkedKeys.has(key)),
  };
}

function wikilinkOf(found: FoundWikilink, text: string, span: Place): Citation {
  return {
    form: 'wikilink',
    span: span(found.start, found.end),
    target: span(found.targetStart, found.targetEnd),
    name: detach(text.slice(found.targetStart, found.targetEnd)),
    marked: found.marked,
    fragment: found.fragment === null ? null : detach(found.fragment),
  };
}
