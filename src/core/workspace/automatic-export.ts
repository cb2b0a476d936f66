import type { FormatId } from '../digests/format.ts';

/** So much of a file's beginning and end tells who writes it; searching all of a large one takes longer than all that an edit needs beside. */
const END = 500_000;

/**
 * Whether a bibliography looks as if another program writes it again and again, so that what others write would be lost: the exports of
 * Zotero and Better BibTeX point into Zotero's storage, end in a quality report, or give each item its citation key beside its id.
 */
export function isAutomaticExport(text: string, format: FormatId): boolean {
  if (format !== 'csl-json' && format !== 'bibtex') return false;
  const ends = text.length > 2 * END ? [text.slice(0, END), text.slice(-END)] : [text];
  return ends.some((end) => (format === 'csl-json' ? end.includes('"citation-key"') : hasMark(end)));
}

function hasMark(text: string): boolean {
  // Plain searches first: most files have none of this.
  return (
    (text.includes(' quality report') && /^% == (?:BibTeX|BibLaTeX) quality report/m.test(text)) ||
    (/[\\/]storage[\\/]/.test(text) && /[\\/]storage[\\/][A-Z0-9]{8}[\\/]/.test(text))
  );
}
