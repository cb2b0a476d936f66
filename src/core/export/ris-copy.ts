import { risFields } from '../digests/tagged/ris.ts';
import { keylessSourceOf, sourceOf, type ExportItem, type Texts } from './export-item.ts';

/**
 * The item as a RIS file has it, under its key; null where none does, or its text is no whole record. A record without a citekey, as most
 * programs write them, is the item's if no bibliography gives it one.
 */
export function ownRecord(item: ExportItem, texts: Texts): string | null {
  const isKeyed = item.paper.entries.some(({ entry }) => entry.key === item.key);
  const found = sourceOf(item, 'ris', texts) ?? (isKeyed ? null : keylessSourceOf(item, 'ris', texts));
  if (!found) return null;
  const { start, end } = found.entry.spans.entry;
  const { text, fields } = risFields(texts.get(found.path)!.slice(start, end));
  const [type] = fields;
  if (type?.tag !== 'TY' || type.tagSpan.start !== 0 || type.value.start === type.value.end) return null;
  const id = fields.find(({ tag }) => tag === 'ID');
  const own =
    id && text.slice(id.value.start, id.value.end) === item.key
      ? text
      : [
          text.slice(0, id ? id.tagSpan.start : type.value.end).trimEnd(),
          `ID  - ${item.key}`,
          text.slice((id ?? type).value.end).trimStart(),
        ].join('\r\n');
  return `${own.trimEnd().replace(/\r\n?|\n/g, '\r\n')}\r\nER  - \r\n`;
}
