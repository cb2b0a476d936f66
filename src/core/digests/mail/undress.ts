import { composeMaps, TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { messageText } from './message.ts';
import { appendDecoded, looksQuotedPrintable } from './transfer.ts';

/** How much of a text tells whether it is quoted or encoded. */
const HEAD = 40_000;

/**
 * The text that a mail carries: MIME parts decoded, quoted-printable undone also where the mail's header is missing, quote marks
 * (`> `) taken off the lines. Null where the text is none of these and stands as it is.
 */
export function undress(source: string): TextMap | null {
  let map: TextMap | null = startsAsMail(source) ? messageText(source) : null;
  const quoted = map?.text ?? source;
  if (looksQuoted(quoted.slice(0, HEAD))) map = then(map, quoted, unquote);
  // Behind the quote marks: a mail whose source was quoted has them before every broken line.
  const encoded = map?.text ?? source;
  if (looksQuotedPrintable(encoded.slice(0, HEAD))) map = then(map, encoded, decodeWhole);
  return map;
}

function startsAsMail(source: string): boolean {
  return /^[\ufeff\s]*(?:[A-Za-z][A-Za-z0-9-]{1,60}:|From )/.test(source.slice(0, 400));
}

function decodeWhole(source: string): TextMap {
  const built = new TextMapBuilder();
  appendDecoded(
    source,
    { start: 0, end: source.length },
    { encoding: 'quoted-printable', charset: 'utf-8' },
    built,
  );
  return built.build();
}

/** Whether a good part of the lines has quote marks; a few such lines may be anything. */
function looksQuoted(text: string): boolean {
  let quoted = 0;
  let plain = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('>')) quoted++;
    else if (line.trim() !== '') plain++;
  }
  return quoted >= 4 && quoted * 2 >= plain;
}

function unquote(source: string): TextMap {
  const built = new TextMapBuilder();
  for (let at = 0; at < source.length;) {
    const end = source.indexOf('\n', at);
    const next = end < 0 ? source.length : end + 1;
    let from = at;
    // One blank behind each mark is the mark's; more of them are the text's own indentation.
    while (source[from] === '>') from += source[from + 1] === ' ' ? 2 : 1;
    built.copy(source, from, next);
    at = next;
  }
  return built.build();
}

/** Makes a text of a made text, keeping the way back to the first source. */
function then(map: TextMap | null, source: string, make: (source: string) => TextMap): TextMap {
  const made = make(source);
  return map ? composeMaps(made, map) : made;
}
