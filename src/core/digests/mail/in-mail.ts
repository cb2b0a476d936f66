import type { Span } from '../../text/span.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import type { DigestFormat } from '../format.ts';
import { entryInBody, fieldMapThrough, placedInSource } from './placed.ts';
import { undress } from './undress.ts';

/** A format whose digest was sent by mail, or copied with a mail's quote marks: spans and maps lead to the file that holds the mail. */
export function inMail(format: DigestFormat): DigestFormat {
  return {
    id: format.id,
    label: format.label,
    recognise(source) {
      const body = undress(source.text);
      return format.recognise(body ? { ...source, text: body.text } : source);
    },
    parse(source) {
      const body = undress(source.text);
      return body ? placedInSource(format.parse({ ...source, text: body.text }), body) : format.parse(source);
    },
    fieldMap(source, entry, field) {
      const body = undress(source.text);
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
