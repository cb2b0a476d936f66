import { fileURLToPath } from 'node:url';
import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { FileRules } from '../core/workspace/file-rules.ts';
import { isFolder, readText, walk } from './node/disk.ts';
import { listWanted, take } from './node/load.ts';
import type { Stamps } from './node/stamps.ts';
import type { Session } from './session.ts';

/** Events within this many milliseconds are handled together: a git checkout brings thousands. */
const COALESCE = 30;

/** When to look for what no event told of, in milliseconds after the library was read. */
const CHECKS = [1500, 6000];

/**
 * Follows changes on disk. Watchers tell of a folder that came or went, not of the files in it (seen in VS Code), so a folder is
 * walked, and whatever lay below a path that went goes with it. Files that are open are the client's.
 */
export class Watching {
  readonly #session: Session;
  readonly #stamps: Stamps;
  readonly #rules: () => FileRules;
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Map<string, 'changed' | 'deleted'>();
  #timer: NodeJS.Timeout | null = null;
  #checks: readonly NodeJS.Timeout[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(session: Session, stamps: Stamps, rules: () => FileRules, onError: (error: unknown) => void) {
    this.#session = session;
    this.#stamps = stamps;
    this.#rules = rules;
    this.#onError = onError;
  }

  notice(events: readonly FileEvent[]): void {
    for (const { uri, type } of events) {
      if (!uri.startsWith('file:')) continue;
      const file = fileURLToPath(uri);
      if (file.split(/[\\/]/).some((part) => this.#rules().skipsFolder(part) && this.#isInside(file, part)))
        continue;
      this.#waiting.set(file, type === FileChangeType.Deleted ? 'deleted' : 'changed');
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#queue(() => this.#handle());
    }, COALESCE);
  }

  /**
   * Looks a little later for what changed without an event. A client says that it watches before its watchers run, and what happens in
   * between nobody tells (seen in VS Code after a reload of its window).
   */
  checkSoon(): void {
    for (const timer of this.#checks) clearTimeout(timer);
    this.#checks = CHECKS.map((delay) => setTimeout(() => this.#queue(() => this.#check()), delay));
  }

  /** Reads a file again whose text the client has just given back. */
  reread(uri: string): void {
    this.notice([{ uri, type: FileChangeType.Changed }]);
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const timer of this.#checks) clearTimeout(timer);
  }

  /** Whether a folder's name occurs below the workspace folder, not above it. */
  #isInside(file: string, name: string): boolean {
    const path = this.#session.roots.pathOfFile(file);
    return path === null || path.split('/').includes(name);
  }

  #queue(work: () => Promise<void>): void {
    this.#running = this.#running.then(work).catch(this.#onError);
  }

  async #check(): Promise<void> {
    const { workspace, roots } = this.#session;
    const gone = new Set(workspace.paths());
    const changed: string[] = [];
    for await (const found of listWanted(roots, this.#rules())) {
      gone.delete('file' in found ? found.path : found.folder);
      if ('folder' in found) workspace.setFolderProblem(found.folder, found.problem);
      else if (!(await this.#stamps.isCurrent(found.file))) changed.push(found.file);
    }
    const lost = [...gone].filter((path) => !this.#session.isOpen(path));
    if (changed.length === 0 && lost.length === 0) return;
    for (const path of lost) workspace.removeFile(path);
    for (const file of changed) await this.#read(file);
    this.#session.commit();
  }

  async #handle(): Promise<void> {
    const batch = [...this.#waiting];
    this.#waiting.clear();
    const gone: string[] = [];
    const found = new Set<string>();
    for (const [file, change] of batch) {
      // A folder that changed may have been another: what it does not hold any more went with the old one.
      const folder = change === 'deleted' || (await isFolder(file));
      if (folder) gone.push(file);
      if (change === 'deleted') continue;
      for (const path of folder ? await this.#readBelow(file) : [await this.#read(file)]) found.add(path);
    }
    this.#removeBelow(gone, found);
    this.#session.commit();
  }

  /** The paths of what a folder holds, after each was read. */
  async #readBelow(folder: string): Promise<string[]> {
    const rules = this.#rules();
    const paths: string[] = [];
    for await (const found of walk(folder, (name) => !rules.skipsFolder(name))) {
      if ('file' in found) paths.push(await this.#read(found.file));
    }
    return paths;
  }

  /** Reads a file that matters; its path, or nothing where it lies in no folder of the workspace. */
  async #read(file: string): Promise<string> {
    const { workspace, roots } = this.#session;
    const path = roots.pathOfFile(file) ?? '';
    if (!workspace.wants(path) || this.#session.isOpen(path)) return path;
    await this.#stamps.note(file);
    const content = await readText(file);
    // It may have been opened while it was read.
    if (!this.#session.isOpen(path)) take(workspace, path, content);
    return path;
  }

  /** Forgets what went and all that lay below it, but for what was found since: in one pass, however many there are. */
  #removeBelow(files: readonly string[], found: ReadonlySet<string>): void {
    if (files.length === 0) return;
    const { workspace, roots } = this.#session;
    const gone = new Set(files.flatMap((file) => roots.pathOfFile(file) ?? []));
    for (const known of workspace.paths()) {
      if (!found.has(known) && isIn(gone, known) && !this.#session.isOpen(known)) workspace.removeFile(known);
    }
  }
}

/** Whether a path or a folder above it is among the given ones. */
function isIn(paths: ReadonlySet<string>, path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
    if (paths.has(path.slice(0, end))) return true;
  return false;
}
