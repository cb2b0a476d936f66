import type { DigestFormat, FormatId } from './format.ts';
import { parseWhole } from './parse-whole.ts';
import { recogniseDigest } from './registry.ts';
import { repairForDisplay } from '../text/latex-repair.ts';

/** What was found in a text that is not a file yet. */
export interface PastedDigest {
  /** For people: "BibTeX". */
  readonly label: string;
  readonly count: number;
  /** The first titles, as shown. */
  readonly titles: readonly string[];
  /** With which a file of this text is read as what it was found to be: `txt`, `bib`, `digest.md`. */
  readonly extension: string;
}

const SHOWN_TITLES = 3;

const EXTENSIONS: Record<FormatId, string> = {
  'huggingface-page': 'txt',
  'huggingface-paper': 'txt',
  'huggingface-json': 'json',
  'arxiv-mail': 'txt',
  'arxiv-page': 'txt',
  'alert-mail': 'txt',
  'arxiv-atom': 'xml',
  'arxiv-rss': 'xml',
  'arxiv-jsonl': 'json',
  'semantic-scholar-json': 'json',
  bibtex: 'bib',
  'csl-json': 'csl.json',
  'csl-yaml': 'csl.yaml',
  ris: 'ris',
  nbib: 'nbib',
  'web-of-science': 'txt',
  table: 'tsv',
  'markdown-list': 'digest.md',
};

/** Reads a pasted text as whatever digest it is; null where no format finds a paper in it. */
export function readPasted(
  text: string,
  formats: readonly DigestFormat[],
  today: string,
): PastedDigest | null {
  // A list in Markdown is told by its name: it is tried last, as one.
  for (const path of ['pasted.txt', 'pasted.md']) {
    const recognised = recogniseDigest({ path, text, today }, formats);
    if (!recognised) continue;
    const { entries } = parseWhole(recognised.format, { path, text, today });
    if (entries.length === 0) continue;
    return {
      label: recognised.format.label,
      count: entries.length,
      titles: entries.slice(0, SHOWN_TITLES).map(({ title }) => repairForDisplay(title)),
      extension: EXTENSIONS[recognised.format.id],
    };
  }
  return null;
}
