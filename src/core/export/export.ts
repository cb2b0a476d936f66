import type { Paper } from '../library/paper.ts';
import { compareText } from '../library/merge.ts';
import { escapeMarkdown, plainLine } from '../text/markdown-escape.ts';
import { bibtexEntry } from './bibtex-entry.ts';
import { cslItem } from './csl-item.ts';
import { risRecord } from './ris-record.ts';

export type ExportFormat = 'bibtex' | 'ris' | 'csl-json' | 'markdown';

export const EXPORT_FORMATS: readonly ExportFormat[] = ['bibtex', 'ris', 'csl-json', 'markdown'];

/** Papers in a format, by key; the same papers give the same bytes. */
export function exportPapers(papers: readonly Paper[], format: ExportFormat): string {
  const sorted = [...papers].sort((a, b) => compareText(a.key, b.key) || compareText(a.id, b.id));
  switch (format) {
    case 'bibtex':
      return sorted.map((paper) => bibtexEntry(paper).text).join('\n');
    case 'ris':
      return sorted.map(risRecord).join('\r\n');
    case 'csl-json':
      return `${JSON.stringify(sorted.map(cslItem), null, 2)}\n`;
    case 'markdown':
      return sorted.map(markdownLine).join('');
  }
}

function markdownLine(paper: Paper): string {
  const address =
    paper.arxiv !== null
      ? `https://arxiv.org/abs/${paper.arxiv}`
      : paper.doi !== null
        ? `https://doi.org/${paper.doi}`
        : null;
  const title = escapeMarkdown(plainLine(paper.title));
  const year = paper.date === null ? '' : ` (${paper.date.slice(0, 4)})`;
  return `- ${address === null ? title : `[${title}](<${address.replace(/[<>\s]/g, encodeURIComponent)}>)`}${year} [@${paper.key}]\n`;
}
