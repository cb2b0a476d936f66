import { escapeInline } from '../text/markdown-escape.ts';
import { bibtexOf } from './bibtex-export.ts';
import { cslItem } from './csl-item.ts';
import { DetailReader, jsonItem } from './detail-reader.ts';
import { byKey, sourceOf, type ExportItem, type Texts } from './export-item.ts';
import { printedDate } from './printed-date.ts';
import { ownRecord } from './ris-copy.ts';
import { risRecord } from './ris-record.ts';

export type ExportFormat = 'bibtex' | 'ris' | 'csl-json' | 'markdown';

export const EXPORT_FORMATS: readonly ExportFormat[] = ['bibtex', 'ris', 'csl-json', 'markdown'];

/**
 * Papers in a format, by key; the same papers and texts give the same bytes. What a bibliography of the same format has already comes as
 * it stands there, if its text is given; of other bibliographies it takes what papers do not hold.
 */
export function exportPapers(items: readonly ExportItem[], format: ExportFormat, texts: Texts): string {
  const sorted = [...items].sort(byKey);
  const details = new DetailReader(texts);
  switch (format) {
    case 'bibtex':
      return bibtexOf(sorted, texts, details);
    case 'ris':
      return sorted
        .map((item) => ownRecord(item, texts) ?? risRecord(item.paper, item.key, details.of(item)))
        .join('\r\n');
    case 'csl-json':
      return `${JSON.stringify(
        sorted.map((item) => ownItem(item, texts) ?? cslItem(item.paper, item.key, details.of(item))),
        null,
        2,
      )}\n`;
    case 'markdown':
      return sorted.map(markdownLine).join('');
  }
}

/** The item as a CSL-JSON file has it; null where none does, or its text has changed. */
function ownItem(item: ExportItem, texts: Texts): unknown {
  const found = sourceOf(item, 'csl-json', texts);
  if (!found) return null;
  const { start, end } = found.entry.spans.entry;
  const own = jsonItem(texts.get(found.path)!.slice(start, end));
  return own && { ...own, id: item.key };
}

function markdownLine({ paper, key }: ExportItem): string {
  const address =
    paper.arxiv !== null
      ? `https://arxiv.org/abs/${paper.arxiv}`
      : paper.doi !== null
        ? `https://doi.org/${paper.doi}`
        : null;
  const words = escapeInline(paper.title);
  // At the beginning of an item the title must not begin a list or a quote of its own.
  const title = address === null ? words.replace(/^(?=[-+>=#])|(?<=^\d+)(?=[.)])/, '\\') : words;
  const date = printedDate(paper);
  const year = date === null ? '' : ` (${date.slice(0, 4)})`;
  return `- ${address === null ? title : `[${title}](<${address.replace(/[<>\s]/g, encodeURIComponent)}>)`}${year} [@${key}]\n`;
}
