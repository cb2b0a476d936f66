import type { LibraryChange } from '../core/library/library.ts';
import type { Steps } from '../core/text/steps.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { FileContent } from './node/disk.ts';
import { takeSteps } from './node/load.ts';
import { inSlices } from './slices.ts';

/** So many papers are told of at once. */
const PART = 400;

/**
 * How content gets into the workspace and counts there: large files and large changes in slices, between which requests are answered.
 * While such a change is half done, papers may be missing that are there before and after: then `unsure` is true.
 */
export class Intake {
  readonly #workspace: Workspace;
  readonly #apply: (change: LibraryChange) => void;
  #taking = 0;
  #unsure = false;
  #committing: Promise<void> | null = null;
  #isMoreToCommit = false;

  constructor(workspace: Workspace, apply: (change: LibraryChange) => void) {
    this.#workspace = workspace;
    this.#apply = apply;
  }

  get unsure(): boolean {
    return this.#unsure;
  }

  /** Gives a file's content, or its absence, to the workspace. It counts after the next commit. */
  async take(path: string, content: FileContent): Promise<void> {
    this.#taking++;
    try {
      await this.#slowly(takeSteps(this.#workspace, path, content));
    } finally {
      this.#taking--;
    }
  }

  /** Makes small changes count at once, or soon where larger ones are under way. */
  commit(): void {
    if (this.#committing) this.#isMoreToCommit = true;
    else if (!this.#unsure) this.#apply(this.#workspace.commit());
  }

  /** Makes all changes count; resolves when they do. */
  commitInSlices(): Promise<void> {
    this.#isMoreToCommit = true;
    this.#committing ??= this.#commitAll().finally(() => (this.#committing = null));
    return this.#committing;
  }

  async #commitAll(): Promise<void> {
    while (this.#isMoreToCommit) {
      this.#isMoreToCommit = false;
      const change = await this.#slowly(this.#workspace.commitSteps());
      await this.#slowly(applySteps(this.#apply, change));
      if (this.#taking === 0) this.#unsure = false;
    }
  }

  #slowly<T>(steps: Steps<T>): Promise<T> {
    return inSlices(steps, () => (this.#unsure = true));
  }
}

function* applySteps(
  apply: (change: LibraryChange) => void,
  { removed, added, retired }: LibraryChange,
): Steps<void> {
  if (retired.length > 0) apply({ removed: [], added: [], retired });
  for (let i = 0; i < removed.length; i += PART) {
    apply({ removed: removed.slice(i, i + PART), added: [], retired: [] });
    yield;
  }
  for (let i = 0; i < added.length; i += PART) {
    apply({ removed: [], added: added.slice(i, i + PART), retired: [] });
    yield;
  }
}
