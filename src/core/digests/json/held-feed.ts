import { appendJsonString } from '../../text/json/texts.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';

const FEED = /"(?=\s{0,20}(?:\\[nrt]){0,20}<(?:\?xml|feed|rss|rdf:RDF)\b)/g;

/** The feeds that stand as strings in a JSON text, as recorded answers of an API do, one behind the other; null where it has none. */
export function heldFeeds(text: string): TextMap | null {
  if (!/^[\ufeff\s]*[[{]/.test(text.slice(0, 200))) return null;
  const built = new TextMapBuilder();
  FEED.lastIndex = 0;
  for (let match = FEED.exec(text); match; match = FEED.exec(text)) {
    const span = { start: match.index + 1, end: stringEnd(text, match.index + 1) };
    appendJsonString(text, span, built);
    built.put('\n', span.end, span.end);
    FEED.lastIndex = span.end + 1;
  }
  return built.length === 0 ? null : built.build();
}

/** Where a string's closing quote stands; a string that was cut off ends with the text. */
function stringEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) return i;
    if (code === 92) i++;
  }
  return text.length;
}
