import type { Workspace } from '../workspace/workspace.ts';

/** Which papers bear which tags of the reader. Read from the sidecars when it is asked for, and again after `forget`. */
export class TagIndex {
  readonly #workspace: Workspace;
  #papersOf: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  forget(): void {
    this.#papersOf = null;
  }

  /** Ids by tag. Costs what the sidecars hold, once. */
  all(): ReadonlyMap<string, readonly string[]> {
    return (this.#papersOf ??= this.#read());
  }

  #read(): Map<string, string[]> {
    const { annotations } = this.#workspace;
    const found = new Map<string, string[]>();
    for (const paper of annotations.annotated()) {
      const tags = new Set(annotations.sidecarsOf(paper).flatMap(({ fields }) => fields.tags));
      for (const tag of tags) {
        const ids = found.get(tag);
        if (ids) ids.push(paper.id);
        else found.set(tag, [paper.id]);
      }
    }
    return found;
  }
}
