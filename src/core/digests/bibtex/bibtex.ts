import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import type { Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { Bibliography, readBibliography } from './bibliography.ts';
import { fieldsOf, scanBibtex } from './scanner.ts';
import { spanOfValue, ValueReader } from './values.ts';

/** BibTeX and BibLaTeX. Sources: Patashnik, "BibTeXing" (1988); the biblatex manual. */
export const bibtex: DigestFormat = { id: 'bibtex', label: 'BibTeX', recognise, parse, fieldMap };

const HEAD = 40_000;
const FIRST_ENTRY = /^[\ufeff\s]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*(?:[^\s,{}()="]+\s*,|[A-Za-z]\w*\s*=)/;

function recognise({ path, text }: DigestSource): Recognition {
  const head = text.slice(0, HEAD).replace(/^[ \t]*%.*$/gm, '');
  if (FIRST_ENTRY.test(head)) return 'content';
  return /\.(?:bib|bibtex|biblatex)$/i.test(path) ? 'name' : 'no';
}

function parse({ text }: DigestSource, before: ParsedDigest | null): Steps<ParsedDigest> {
  return readBibliography(text, before instanceof Bibliography ? before : null);
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const { start, end } = entry.spans.entry;
  const own = fieldsOf(text.slice(start, end));
  const found = own.find((candidate) => spanOfValue(candidate)?.start === span.start - start);
  if (!found) return null;
  const usesStrings = found.parts.some(({ kind }) => kind === 'bare');
  const values = new ValueReader(usesStrings ? scanBibtex(text).strings : new Map());
  const built = new TextMapBuilder();
  values.append(found, built);
  const value = entry[field] ?? '';
  const made = trimmedMap(built.build(), start);
  return made.text.length < value.length ? withSubtitle(made, value, span) : made;
}

/** A subtitle has its place behind the title. */
function withSubtitle(title: TextMap, value: string, { end }: Span): TextMap {
  const built = new TextMapBuilder();
  appendMap(title, 0, title.text.length, 0, built);
  built.put(value.slice(title.text.length), end, end);
  return built.build();
}

/** Without white space around it; its source `shift` units further on. */
function trimmedMap(map: TextMap, shift: number): TextMap {
  const text = map.text.trim();
  const built = new TextMapBuilder();
  const start = map.text.indexOf(text);
  appendMap(map, start, start + text.length, shift, built);
  return built.build();
}

function appendMap(map: TextMap, start: number, end: number, shift: number, to: TextMapBuilder): void {
  for (let i = start; i < end; i++) {
    const place = map.toSource({ start: i, end: i + 1 });
    to.put(map.text.charAt(i), place.start + shift, place.end + shift);
  }
}
