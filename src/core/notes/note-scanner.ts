import { detach } from '../text/fold.ts';
import type { NoteDialect, NoteScan } from './citation.ts';
import { findFrontMatter, type FoundFrontMatter } from './front-matter.ts';
import type { Region } from './region.ts';
import { scanRegion, type RegionScan } from './region-scan.ts';
import { scanWith } from './scan.ts';

/**
 * Scans one note again and again as it is edited: paragraphs that are the same as in the text before are not read again. Answers what
 * `scanNote` answers, and keeps the paragraphs that cite, but not the note's text.
 */
export class NoteScanner {
  readonly #dialect: NoteDialect;
  #known = new Map<string, RegionScan>();
  #front: { readonly source: string; readonly found: FoundFrontMatter } | null = null;

  constructor(dialect: NoteDialect = 'markdown') {
    this.#dialect = dialect;
  }

  scan(text: string): NoteScan {
    const known = this.#known;
    const used = new Map<string, RegionScan>();
    const scan = (content: string, kind: Region['kind']): RegionScan => {
      const key = keyOf(content, kind);
      const region = used.get(key) ?? known.get(key) ?? scanRegion(detach(content), kind, this.#dialect);
      // The key must not be a part of the note's text, which it would keep in memory.
      if (!used.has(key)) used.set(keyOf(region.text, kind), region);
      return region;
    };
    const result = scanWith(text, this.#dialect, { front: this.#frontMatter(text), scan });
    this.#known = used;
    return result;
  }

  /** Front matter that has not changed is not parsed again. */
  #frontMatter(text: string): FoundFrontMatter {
    if (this.#front && text.startsWith(this.#front.source)) return this.#front.found;
    const found = findFrontMatter(text);
    this.#front =
      found.span && text.charCodeAt(found.bodyStart - 1) === 10
        ? { source: detach(text.slice(0, found.bodyStart)), found }
        : null;
    return found;
  }
}

/** No region begins with a line feed, which therefore tells the kinds apart. */
function keyOf(content: string, kind: Region['kind']): string {
  return kind === 'text' ? content : `\n${content}`;
}
