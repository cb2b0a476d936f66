import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from '../text/problem.ts';
import { yamlFault } from '../text/yaml/faults.ts';
import type { Span } from '../text/span.ts';
import { bibliographyNames, NO_BIBLIOGRAPHY, type NamedBibliographies } from './bibliography-names.ts';
import { customKinds } from './dialect.ts';
import { styleNames, type NamedStyle } from './style-names.ts';
import { readTomlLines } from './toml-lines.ts';

/** The metadata at the head of a note. */
export interface FrontMatter {
  /** From the opening fence to behind the line end of the closing one; null where the note has no front matter. */
  readonly span: Span | null;
  /** Where the text begins. */
  readonly bodyStart: number;
  readonly kind: 'yaml' | 'toml' | null;
  /**
   * Plain objects, arrays and strings: every scalar is the string that is written (an unquoted `2310.05860` is no number), an empty
   * value the empty string. Null where nothing could be read.
   */
  readonly data: unknown;
  readonly problems: readonly Problem[];
}

/** Front matter with what stands in it. */
export interface FoundFrontMatter extends FrontMatter, Metadata {}

/** What metadata says that matters for citations. */
export interface Metadata {
  /** The places of the values of `nocite`, each without quotes; their text is Markdown. */
  readonly nocite: readonly Span[];
  /** The places of all other strings that may cite: Pandoc reads them as Markdown too. */
  readonly strings: readonly Span[];
  readonly bibliography: NamedBibliographies;
  readonly styles: readonly NamedStyle[];
  /** Kinds of cross-references beside Quarto's own. */
  readonly kinds: readonly string[];
  readonly problems: readonly Problem[];
}

const NONE: FoundFrontMatter = {
  span: null,
  bodyStart: 0,
  kind: null,
  data: null,
  problems: [],
  nocite: [],
  strings: [],
  bibliography: NO_BIBLIOGRAPHY,
  styles: [],
  kinds: [],
};

/**
 * Reads YAML between `---` and `---` or `...`, or TOML between `+++`, at the very start of a note. Never throws: what is invalid costs
 * a problem, not the note. A rule (`---`) above a blank line, and a block that is no mapping, are no front matter.
 * Source: Pandoc's manual, "Extension: yaml_metadata_block"; TOML is Hugo's and read only line by line.
 */
export function readFrontMatter(text: string): FrontMatter {
  const { span, bodyStart, kind, data, problems } = findFrontMatter(text);
  return { span, bodyStart, kind, data, problems };
}

/** As `readFrontMatter`, with the places of `nocite`. */
export function findFrontMatter(text: string): FoundFrontMatter {
  const fence = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n(?![ \t]*(?:\r?\n|$))/.exec(text);
  if (!fence) return { ...NONE, bodyStart: text.startsWith('\ufeff') ? 1 : 0 };
  const close = fence[1] === '---' ? /^(?:---|\.\.\.)[ \t]*\r?$/gm : /^\+\+\+[ \t]*\r?$/gm;
  close.lastIndex = fence[0].length;
  const end = close.exec(text);
  if (!end) return { ...NONE, bodyStart: text.startsWith('\ufeff') ? 1 : 0 };
  const afterFence = end.index + end[0].length;
  const bodyStart = text.charCodeAt(afterFence) === 10 ? afterFence + 1 : afterFence;
  const place = { span: { start: fence[0].startsWith('\ufeff') ? 1 : 0, end: bodyStart }, bodyStart };
  const content = { start: fence[0].length, end: end.index };
  if (fence[1] === '---') return readYaml(text, content, place);
  const toml = readTomlLines(text, content);
  const { data } = toml;
  return {
    ...place,
    kind: 'toml',
    nocite: [],
    strings: [],
    bibliography: bibliographyNames(data),
    styles: styleNames(data),
    kinds: [],
    ...toml,
  };
}

/** Lines of names with plain words, as a deck of slides has hundreds: no fault can be in them. */
const PLAIN = /^(?:[\w-]{1,40}:(?: [A-Za-z][\w./-]*)? *\n)*$/;
const MATTERS = /^(?:bibliography|csl|citation-style|citation-abbreviations|nocite|references|crossref):/m;

/** Reads a block of YAML inside of a note, given without its fences. */
export function readMetadataBlock(text: string, content: Span): FoundFrontMatter {
  const source = text.slice(content.start, content.end);
  if (PLAIN.test(source) && !MATTERS.test(source)) return { ...NONE, span: content };
  return readYaml(text, content, { span: content, bodyStart: content.end });
}

/** What the blocks of one note say together: a later one's bibliography and styles take the place of an earlier one's, as in Pandoc. */
export function joinedMetadata(blocks: readonly FoundFrontMatter[]): Metadata {
  const styles = new Map(
    blocks.flatMap((block) => block.styles.map((style) => [style.field, style] as const)),
  );
  return {
    nocite: blocks.flatMap(({ nocite }) => nocite),
    strings: blocks.flatMap(({ strings }) => strings),
    problems: blocks.flatMap(({ problems }) => problems),
    bibliography:
      blocks.findLast(({ bibliography }) => bibliography !== NO_BIBLIOGRAPHY)?.bibliography ??
      NO_BIBLIOGRAPHY,
    styles: [...styles.values()],
    kinds: blocks.flatMap(({ kinds }) => kinds),
  };
}

type Place = Pick<FrontMatter, 'span' | 'bodyStart'>;

function readYaml(text: string, content: Span, place: Place): FoundFrontMatter {
  const source = text.slice(content.start, content.end);
  const lines = new LineCounter();
  const document = parseDocument(source, {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const lineOf = (at: number): number =>
    lines.linePos(at).line + text.slice(0, content.start).split('\n').length - 1;
  const problems: Problem[] = document.errors.map((error) => ({
    severity: 'error',
    code: 'front-matter-invalid',
    message: `The front matter is not valid YAML, so Pandoc would refuse the note: ${yamlFault(error)} (line ${lineOf(error.pos[0])}).`,
    span: lineSpan(text, content, content.start + error.pos[0]),
  }));
  if (problems.length === 0 && !isMap(document.contents)) return { ...NONE, bodyStart: place.span!.start };
  const data = plain(document);
  return {
    ...place,
    kind: 'yaml',
    data,
    bibliography: bibliographyNames(data, valuePlaces(document, content, source, 'bibliography')),
    styles: styleNames(data, (name) => valuePlaces(document, content, source, name)[0] ?? null),
    kinds: customKinds(data),
    problems: problems.slice(0, 1),
    nocite: valuePlaces(document, content, source, 'nocite'),
    strings: problems.length === 0 && STRING_HINT.test(source) ? stringPlaces(document, content, source) : [],
  };
}

function plain(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return null;
  }
}

/** The rest of the line on which YAML stumbled. */
function lineSpan(text: string, content: Span, at: number): Span {
  const start = Math.min(Math.max(at, content.start), Math.max(content.start, content.end - 1));
  const end = /[\r\n]|$/.exec(text.slice(start, content.end))!.index + start;
  return { start, end: Math.max(end, Math.min(start + 1, text.length)) };
}

/** Where the scalar under a name stands, or the scalars of its list; without quotes. */
function valuePlaces(document: Document.Parsed, content: Span, source: string, name: string): Span[] {
  const { contents } = document;
  if (!isMap(contents)) return [];
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === name);
  const nodes: unknown[] = isSeq(pair?.value) ? pair.value.items : [pair?.value];
  return nodes.flatMap((node) => placeOf(node, content, source) ?? []);
}

/** Fields whose values are names of files or data, or are looked at elsewhere. */
const NO_TEXT = new Set([
  'bibliography',
  'csl',
  'citation-style',
  'citation-abbreviations',
  'references',
  'nocite',
]);

/** What a string without citations and links is without. */
const STRING_HINT = /@|\[\[|\\[a-z]{0,20}cite/i;

/** Where strings that may cite stand, without quotes, those in lists and mappings among them. */
function stringPlaces(document: Document.Parsed, content: Span, source: string): Span[] {
  const { contents } = document;
  if (!isMap(contents)) return [];
  const places: Span[] = [];
  const waiting: unknown[] = contents.items
    .filter(({ key }) => !(isScalar(key) && NO_TEXT.has(String(key.value))))
    .map(({ value }) => value);
  for (let node = waiting.pop(); node !== undefined || waiting.length > 0; node = waiting.pop()) {
    if (isMap(node)) waiting.push(...node.items.map(({ value }) => value));
    else if (isSeq(node)) waiting.push(...node.items);
    const place = placeOf(node, content, source);
    const text = place === null ? '' : source.slice(place.start - content.start, place.end - content.start);
    // What double quotes escape once more would have to be undone first.
    if (place !== null && STRING_HINT.test(text) && !text.includes('\\\\@')) places.push(place);
  }
  return places.sort((a, b) => a.start - b.start);
}

/** Null for what is no scalar. */
function placeOf(node: unknown, content: Span, source: string): Span | null {
  const range = isScalar(node) ? node.range : null;
  if (!range) return null;
  const [start, end] = range;
  const quoted = /^["']/.test(source.charAt(start)) && end - start >= 2 ? 1 : 0;
  return { start: content.start + start + quoted, end: content.start + end - quoted };
}
