import type { LibraryPaper } from '../library/library-paper.ts';
import { isMadeUp } from './record.ts';
import { keyOfName } from './sidecar-name.ts';
import type { AnnotationStore, StoredSidecar } from './store.ts';

/** The sidecar of a paper that takes what a reader notes; null where there is none yet. */
export function ownSidecar(
  annotations: AnnotationStore,
  paper: LibraryPaper,
  annotator: string | null,
): string | null {
  const own = annotations.sidecarsOf(paper).filter(({ path }) => isOwn(path, paper, annotator));
  const best =
    own.find((sidecar) => sidecar.locked === null && hasOwnRecords(sidecar)) ??
    own.find(({ locked }) => locked === null) ??
    own[0];
  return best?.path ?? null;
}

/** Whether a sidecar is a reader's: theirs by its name, or, where nobody is named, one that names nobody. */
export function isOwn(path: string, paper: LibraryPaper, annotator: string | null): boolean {
  const name = keyOfName(path);
  const names = [paper.key, ...paper.aliases, ...paper.entries.flatMap(({ entry }) => entry.key ?? [])];
  const of = name === null ? null : (names.find((key) => name !== key && name.startsWith(`${key}.`)) ?? null);
  const who = name === null || of === null || names.includes(name) ? null : name.slice(of.length + 1);
  return who === annotator;
}

function hasOwnRecords({ records }: StoredSidecar): boolean {
  return records.some(({ id }) => !isMadeUp(id));
}
