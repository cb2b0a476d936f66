import type { FormatId } from '../digests/format.ts';

/**
 * Whether a bibliography looks as if another program writes it again and again, so that what others write would be lost: the exports of
 * Zotero and Better BibTeX point into Zotero's storage, end in a quality report, or give each item its citation key beside its id.
 */
export function isAutomaticExport(text: string, format: FormatId): boolean {
  // Plain searches first: most files have none of this, and some are large.
  if (format === 'csl-json') return text.includes('"citation-key"');
  if (format !== 'bibtex') return false;
  return (
    (text.includes(' quality report') && /^% == (?:BibTeX|BibLaTeX) quality report/m.test(text)) ||
    (/[\\/]storage[\\/]/.test(text) && /[\\/]storage[\\/][A-Z0-9]{8}[\\/]/.test(text))
  );
}
