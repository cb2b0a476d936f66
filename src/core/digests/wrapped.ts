import type { Span } from '../text/span.ts';
import { TextMapBuilder, type TextMap } from '../text/text-map.ts';
import type { Steps } from '../text/steps.ts';
import type { DigestFormat, DigestSource, ParsedDigest } from './format.ts';
import { entryInBody, fieldMapThrough, placedInSource } from './placed.ts';

/** Takes a text out of what holds it (a mail, a JSON answer), with the way back; null where nothing holds it. */
export type Unwrap = (text: string) => TextMap | null;

/** How much of a file tells what it holds. */
const HEAD = 80_000;

/** A format whose digest is held by something else: spans and maps lead to the file that holds it. What nothing holds is read as it is. */
export function wrapped(format: DigestFormat, unwrap: Unwrap): DigestFormat {
  function* parse(source: DigestSource): Steps<ParsedDigest> {
    const body = unwrap(source.text);
    if (!body) return yield* format.parse(source, null);
    yield;
    const parsed = yield* format.parse({ ...source, text: body.text }, null);
    return placedInSource(parsed, body);
  }
  return {
    id: format.id,
    label: format.label,
    recognise(source) {
      const body = unwrap(source.text.slice(0, HEAD));
      return format.recognise(body ? { ...source, text: body.text } : source);
    },
    parse,
    fieldMap(source, entry, field) {
      const body = unwrap(source.text);
      const inner = body ? entryInBody(entry, body) : entry;
      const text = body?.text ?? source.text;
      const span = inner.spans[field];
      if (!span) return null;
      const map = format.fieldMap
        ? format.fieldMap({ ...source, text }, inner, field)
        : asItStands(text, span);
      return map && fieldMapThrough(map, body);
    },
  };
}

function asItStands(text: string, span: Span): TextMap {
  const built = new TextMapBuilder();
  built.copy(text, span.start, span.end);
  return built.build();
}
