import type { Library } from '../library/library.ts';
import type { SourcedEntry } from '../library/paper.ts';
import { distinguish, readReference, type Reference } from '../library/references.ts';
import { papersOfReference } from '../library/resolve.ts';

/** Two entries as a file of verdicts names them, and the file that the first one stands in. */
export interface VerdictPair {
  readonly a: Reference;
  readonly b: Reference;
  /** Empty where no entry has the reference. */
  readonly path: string;
}

/** The entries that two texts name, each a reference or any spelling of a citation; or why they name none. */
export function verdictPair(
  library: Library,
  a: string,
  b: string,
): VerdictPair | { readonly problem: string } {
  if (a === b) return { problem: `“${a}” was named twice` };
  const left = library.entriesNamed(a);
  const right = library.entriesNamed(b);
  if (readReference(a) && readReference(b)) return { a, b, path: left[0]?.path ?? '' };
  const some = readReference(a) ? left : entriesOf(library, a);
  const others = readReference(b) ? right : entriesOf(library, b);
  if (some.length === 0) return { problem: `no paper of the library is “${a}”` };
  if (others.length === 0) return { problem: `no paper of the library is “${b}”` };
  for (const one of some) {
    for (const other of others) {
      const pair = distinguish(one.entry, other.entry);
      if (pair) return { a: pair[0], b: pair[1], path: one.path };
    }
  }
  return { problem: `nothing tells “${a}” and “${b}” apart` };
}

function entriesOf(library: Library, text: string): readonly SourcedEntry[] {
  const papers = papersOfReference(library, text);
  return papers.length === 1 ? papers[0]!.entries : [];
}
