import type { FormatId } from '../digests/format.ts';
import type { Steps } from '../text/steps.ts';
import { isAutomaticExport } from './automatic-export.ts';
import type { FileProblem } from './digest-file.ts';
import { pandocRefusal, type PandocRefusal } from './pandoc-refusal.ts';

/** What is known of bibliographies as files: which are read only because a note names them, which are absent, and what Pandoc would say. */
export class NamedFiles {
  /** Those that whoever has the files was told to read, and those of them that are not there. */
  readonly #asked = new Set<string>();
  readonly #absent = new Set<string>();
  /** Why Pandoc would refuse those that notes name; null where it reads them. */
  readonly #refusals = new Map<string, PandocRefusal | null>();
  /** Those that another program writes again and again. */
  readonly #exports = new Set<string>();
  readonly #onDemand = new Set<string>();

  /** Files that are read only because a note names them. */
  get onDemand(): ReadonlySet<string> {
    return this.#onDemand;
  }

  addOnDemand(path: string): void {
    this.#onDemand.add(path);
  }

  /** Notes what a file's text says of it. `named` tells whether a note names it: Pandoc's view is of no interest else. */
  *read(
    path: string,
    text: string,
    { format, named, remark }: { format: FormatId | null; named: boolean; remark: FileProblem | undefined },
  ): Steps<void> {
    if (format !== null && isAutomaticExport(text, format)) this.#exports.add(path);
    else this.#exports.delete(path);
    if (named) this.#refusals.set(path, yield* pandocRefusal({ path, text, format, remark }));
    else this.#refusals.delete(path);
    this.#absent.delete(path);
  }

  /** Notes that a named file cannot be read. Pandoc knows no file that is too large. */
  setUnreadable(path: string, { code, message }: FileProblem): void {
    const cause = message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
    this.#refusals.set(path, code === 'file-too-large' ? null : { line: null, cause });
  }

  /** The named paths of which Pandoc's view is not known, each told once. */
  takeUnread(named: Iterable<string>): string[] {
    const unread: string[] = [];
    for (const path of named) {
      if (this.#refusals.has(path) || this.#asked.has(path)) continue;
      this.#asked.add(path);
      unread.push(path);
    }
    return unread;
  }

  /** The files that no note names any more, which are forgotten as such. */
  takeUnnamed(isNamed: (path: string) => boolean): string[] {
    const unnamed = [...this.#onDemand].filter((path) => !isNamed(path));
    for (const path of unnamed) this.#onDemand.delete(path);
    return unnamed;
  }

  /** Notes that a file of which nothing else matters is there. */
  setPresent(path: string): void {
    this.#refusals.set(path, null);
    this.#absent.delete(path);
  }

  setAbsent(path: string): void {
    this.#absent.add(path);
  }

  isAbsent(path: string): boolean {
    return this.#absent.has(path);
  }

  isExport(path: string): boolean {
    return this.#exports.has(path);
  }

  refusalOf(path: string): PandocRefusal | null {
    return this.#refusals.get(path) ?? null;
  }

  forget(path: string): void {
    this.#asked.delete(path);
    this.#absent.delete(path);
    this.#refusals.delete(path);
    this.#exports.delete(path);
  }
}
