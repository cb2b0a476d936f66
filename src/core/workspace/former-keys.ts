import type { Library } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { papersOfIdentifier } from '../library/resolve.ts';

/** What is known of a paper without its key. */
interface Remembered {
  readonly title: string;
  readonly arxiv: string | null;
  readonly doi: string | null;
}

/**
 * The papers that keys meant which are no more. Kept are only keys that notes cite: when a file is replaced, as by a pull, its old keys
 * still lead from there to the papers that have others now. Nothing of it outlives the process.
 */
export class FormerKeys {
  readonly #library: Library;
  readonly #isCited: (key: string) => boolean;
  readonly #known = new Map<string, Remembered>();

  constructor(library: Library, isCited: (key: string) => boolean) {
    this.#library = library;
    this.#isCited = isCited;
  }

  /** Takes papers that are no more, as they were. */
  remember(retired: readonly LibraryPaper[]): void {
    for (const paper of retired) {
      for (const key of [paper.key, ...paper.aliases]) {
        if (key === '' || !this.#isCited(key)) continue;
        const { title, arxiv, doi } = paper;
        this.#known.set(key, { title, arxiv, doi });
      }
    }
  }

  /** The papers of the library that a key meant when it was last known. */
  papersOf(key: string): readonly LibraryPaper[] {
    const known = this.#known.get(key);
    if (!known) return [];
    const { title, arxiv, doi } = known;
    const byArxiv = arxiv === null ? [] : papersOfIdentifier(this.#library, 'arxiv', arxiv);
    if (byArxiv.length > 0) return byArxiv;
    const byDoi = doi === null ? [] : papersOfIdentifier(this.#library, 'doi', doi);
    return byDoi.length > 0 ? byDoi : this.#library.byTitle(title);
  }
}
