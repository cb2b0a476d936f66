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
  if (type?.tag !== 'TY' || type.tagSpan.start !== 0) return null;
  const id = fields.find(({ tag }) => tag === 'ID');
  const { value } = id ?? type;
  const named = id ? ` ${item.key}` : `\r\nID  - ${item.key}`;
  const own =
    id && text.slice(value.start, value.end) === item.key
      ? text
      : `${text.slice(0, id ? value.start : value.end).trimEnd()}${named}${text.slice(value.end)}`;
  return `${own.trimEnd().replace(/\r\n?|\n/g, '\r\n')}\r\nER  - \r\n`;
}
