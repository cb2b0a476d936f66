import type { LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { compareText } from '../library/merge.ts';

/** So many more are kept than were asked for: they take the places of those that go. */
const SPARE = 200;

/** The newest papers of a library, kept while single ones come and go, so that all are looked at hardly ever. */
export class NewestPapers {
  /** The first of all in their order; null where that is not known. */
  #first: LibraryPaper[] | null = null;
  /** Whether these are all. */
  #whole = false;

  apply({ removed, added }: LibraryChange): void {
    if (!this.#first) return;
    if (removed.length + added.length > SPARE) {
      this.#first = null;
      return;
    }
    const last = this.#first.at(-1);
    const changed = new Set([...removed, ...added.map(({ id }) => id)]);
    const come = added.filter((paper) => this.#whole || (last && newestFirst(paper, last) < 0));
    this.#first = [...this.#first.filter(({ id }) => !changed.has(id)), ...come].sort(newestFirst);
  }

  /** So many at most, newest first; `all` is asked for where they are not known. */
  take(count: number, all: () => Iterable<LibraryPaper>): readonly LibraryPaper[] {
    if (!this.#first || (this.#first.length < count && !this.#whole)) {
      this.#first = newestOf(all(), count + SPARE);
      this.#whole = this.#first.length < count + SPARE;
    }
    return this.#first.slice(0, count);
  }
}

/** Sorts a few at a time, and leaves out what is older than as many as are wanted. */
function newestOf(papers: Iterable<LibraryPaper>, count: number): LibraryPaper[] {
  let held: LibraryPaper[] = [];
  let oldest: LibraryPaper | undefined;
  for (const paper of papers) {
    if (oldest && newestFirst(paper, oldest) > 0) continue;
    held.push(paper);
    if (held.length < 2 * count) continue;
    held = held.sort(newestFirst).slice(0, count);
    oldest = held.at(-1);
  }
  return held.sort(newestFirst).slice(0, count);
}

function newestFirst(a: LibraryPaper, b: LibraryPaper): number {
  return compareText(b.date ?? '', a.date ?? '') || compareText(a.id, b.id);
}
