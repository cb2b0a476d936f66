import type { LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Which papers bear which tags of the reader. Read from the sidecars when it is first asked for, then kept up with what changes. */
export class TagIndex {
  readonly #workspace: Workspace;
  /** By paper id, of papers that have tags. */
  #tagsOf: Map<string, readonly string[]> | null = null;
  #papersOf: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  apply({ removed, added }: LibraryChange): void {
    this.refresh([...removed, ...added.map(({ id }) => id)]);
  }

  /** Reads the tags of papers again. Whether any are others; where nothing was read yet, they may be. */
  refresh(ids: Iterable<string>): boolean {
    const tagsOf = this.#tagsOf;
    if (!tagsOf) return true;
    let isOther = false;
    for (const id of ids) {
      const paper = this.#workspace.library.byId(id);
      const tags = paper ? this.#tagsOfPaper(paper) : [];
      if (sameTags(tagsOf.get(id) ?? [], tags)) continue;
      isOther = true;
      if (tags.length > 0) tagsOf.set(id, tags);
      else tagsOf.delete(id);
    }
    if (isOther) this.#papersOf = null;
    return isOther;
  }

  /** Ids by tag. */
  all(): ReadonlyMap<string, readonly string[]> {
    return (this.#papersOf ??= byTag((this.#tagsOf ??= this.#read())));
  }

  /** Costs what the sidecars hold. */
  #read(): Map<string, readonly string[]> {
    const found = new Map<string, readonly string[]>();
    for (const paper of this.#workspace.annotations.annotated()) {
      const tags = this.#tagsOfPaper(paper);
      if (tags.length > 0) found.set(paper.id, tags);
    }
    return found;
  }

  #tagsOfPaper(paper: LibraryPaper): readonly string[] {
    const sidecars = this.#workspace.annotations.sidecarsOf(paper);
    return [...new Set(sidecars.flatMap(({ fields }) => fields.tags))];
  }
}

function byTag(tagsOf: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [id, tags] of tagsOf)
    for (const tag of tags) {
      const ids = found.get(tag);
      if (ids) ids.push(id);
      else found.set(tag, [id]);
    }
  return found;
}

function sameTags(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag) => b.includes(tag));
}
