import type { TextEdit } from '../../core/text/text-edit.ts';

/** A command that undoes another one. Any client may run it, also later and after other changes. */
export interface Inverse {
  readonly command: string;
  readonly arguments: readonly [Record<string, unknown>];
}

/** How to give a file its very bytes back, as long as nothing else changed it. */
export interface Revert {
  readonly path: string;
  /** Of the text that the command left. */
  readonly fingerprint: string;
  readonly edits: readonly TextEdit[];
  /** Whether the command made the file: then what gives it no text back deletes it. */
  readonly isNew: boolean;
}

/** How many commands can be undone. */
const DEPTH = 200;

/** What was done in this session, last in last out. Nothing here is state: all that counts stands in files. */
export class UndoStack {
  readonly #done: { readonly paper: string; readonly inverse: Inverse }[] = [];
  readonly #reverts = new Map<number, readonly Revert[]>();
  #next = 1;

  push(paper: string, inverse: Inverse): void {
    this.#done.push({ paper, inverse });
    if (this.#done.length > DEPTH) this.#done.shift();
  }

  /** The last thing that was done, or the last done with a paper. */
  pop(paper: string | null): Inverse | null {
    const at =
      paper === null ? this.#done.length - 1 : this.#done.findLastIndex((one) => one.paper === paper);
    return at < 0 ? null : this.#done.splice(at, 1)[0]!.inverse;
  }

  /** Forgets that a command was done which a client has undone itself. */
  forget(token: number): void {
    const at = this.#done.findLastIndex(({ inverse }) => inverse.arguments[0]['token'] === token);
    if (at >= 0) this.#done.splice(at, 1);
  }

  keep(reverts: readonly Revert[]): number {
    const token = this.#next++;
    this.#reverts.set(token, reverts);
    this.#reverts.delete(token - DEPTH);
    return token;
  }

  revertsOf(token: unknown): readonly Revert[] {
    return typeof token === 'number' ? (this.#reverts.get(token) ?? []) : [];
  }
}
