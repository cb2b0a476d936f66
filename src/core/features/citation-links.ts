import type { CitedWork } from '../digests/entry.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { MultiMap } from '../library/multi-map.ts';
import { titleKey } from '../text/fold.ts';
import type { Bond } from '../related/bonds.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Shorter titles ("Introduction") name many works. */
const FEWEST_WORDS = 3;

/** Which papers of the library cite which, where a digest has lists of references. A change costs what its papers cite. */
export class CitationLinks {
  readonly #workspace: Workspace;
  /** Ids of the papers that cite a work, by each name of the work. */
  readonly #citing = new MultiMap<string, string>();
  readonly #namesOf = new Map<string, readonly string[]>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  set(id: string, paper: LibraryPaper | undefined): void {
    for (const name of this.#namesOf.get(id) ?? []) this.#citing.delete(name, id);
    this.#namesOf.delete(id);
    if (!paper) return;
    const names = [...new Set(worksCitedBy(paper).flatMap(namesOf))];
    if (names.length === 0) return;
    this.#namesOf.set(id, names);
    for (const name of names) this.#citing.add(name, id);
  }

  bondsOf(paper: LibraryPaper): Bond[] {
    const cited = new Set(worksCitedBy(paper).flatMap((work) => this.#papersNamed(work)));
    const citing = new Set(
      paper.entries
        .filter(({ entry }) => !entry.identifiersInherited)
        .flatMap(({ entry }) => namesOf(entry))
        .flatMap((name) => [...this.#citing.get(name)]),
    );
    cited.delete(paper.id);
    citing.delete(paper.id);
    const bonds: Bond[] = [];
    if (cited.size > 0) bonds.push({ kind: 'cites', name: '', others: [...cited] });
    if (citing.size > 0) bonds.push({ kind: 'cited-by', name: '', others: [...citing] });
    return bonds;
  }

  /** By identifier if that leads to papers, else by title. */
  #papersNamed({ arxiv, doi, title }: CitedWork): string[] {
    const { library } = this.#workspace;
    const byId = [
      ...(arxiv === null ? [] : library.byArxiv(arxiv)),
      ...(doi === null ? [] : library.byDoi(doi)),
    ];
    const found = byId.length > 0 || !isTelling(title) ? byId : library.byTitle(title);
    return found.map(({ id }) => id);
  }
}

function worksCitedBy({ entries }: LibraryPaper): CitedWork[] {
  return entries.flatMap(({ entry }) => entry.cites);
}

/** All names of a work, since those who cite it know one and those who list it another. */
function namesOf({ arxiv, doi, title }: CitedWork): string[] {
  const names: string[] = [];
  if (arxiv !== null) names.push(`arxiv:${arxiv}`);
  if (doi !== null) names.push(`doi:${doi}`);
  if (isTelling(title)) names.push(`title:${titleKey(title)}`);
  return names;
}

function isTelling(title: string | null): title is string {
  return title !== null && titleKey(title).split(' ').length >= FEWEST_WORDS;
}
