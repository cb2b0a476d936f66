import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { WorkspaceRules } from '../core/workspace/folder-rules.ts';
import { isSameFormat } from '../core/library/key-format/format.ts';
import { isRuleFile, type Configuration } from './configuration.ts';
import { isFolder } from './node/disk.ts';
import { list, listBelow, type Listed, type Wanted } from './node/listing.ts';
import type { Stamps } from './node/stamps.ts';
import { readNoted } from './node/load.ts';
import { outsidePath } from './roots.ts';
import type { Session } from './session.ts';

/** Events within this many milliseconds are handled together: a git checkout brings thousands. */
const COALESCE = 30;

/** When to look for what no event told of, in milliseconds after the library was read. */
const CHECKS = [1500, 6000];

/** How often a file that changes while it is read is read again. */
const TRIES = 3;

/**
 * Follows changes on disk. Watchers tell of a folder that came or went, not of the files in it (seen in VS Code), so a folder is
 * walked, and whatever lay below a path that went goes with it. Files that are open are the client's.
 */
export class Watching {
  readonly #session: Session;
  readonly #stamps: Stamps;
  readonly #configuration: Configuration;
  readonly #onRules: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Map<string, 'changed' | 'deleted'>();
  #rulesChanged = false;
  #timer: NodeJS.Timeout | null = null;
  #checks: readonly NodeJS.Timeout[] = [];
  #running: Promise<void> = Promise.resolve();

  /** `onRules` is called when a file changed that says which files count. */
  constructor(
    session: Session,
    stamps: Stamps,
    configuration: Configuration,
    onRules: () => Promise<void>,
    onError: (error: unknown) => void,
  ) {
    this.#session = session;
    this.#stamps = stamps;
    this.#configuration = configuration;
    this.#onRules = onRules;
    this.#onError = onError;
  }

  notice(events: readonly FileEvent[]): void {
    const { roots } = this.#session;
    for (const { uri, type } of events) {
      if (!uri.startsWith('file:')) continue;
      const file = fileURLToPath(uri);
      const path = roots.pathOfFile(file) ?? outsidePath(file);
      if (isAbsolute(path) && !this.#session.workspace.wants(path)) continue;
      if (isRuleFile(roots, path)) this.#rulesChanged = true;
      else if (!this.#isSkipped(path))
        this.#waiting.set(file, type === FileChangeType.Deleted ? 'deleted' : 'changed');
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#rulesChanged) {
        this.#rulesChanged = false;
        this.#onRules().catch(this.#onError);
      }
      void this.#queue(() => this.#handle());
    }, COALESCE);
  }

  /** Reads the project files again and follows what they say now; files that count as before are not read. */
  reapply(): Promise<void> {
    return this.#queue(async () => {
      const next = await this.#configuration.read();
      await this.#check(next.rules, () => this.#configuration.use(next));
    });
  }

  /**
   * Looks a little later for what changed without an event. A client says that it watches before its watchers run, and what happens in
   * between nobody tells (seen in VS Code after a reload of its window).
   */
  checkSoon(): void {
    for (const timer of this.#checks) clearTimeout(timer);
    this.#checks = CHECKS.map((delay) => setTimeout(() => void this.#queue(() => this.#check()), delay));
  }

  /** Reads a file again whose text the client has just given back. */
  reread(uri: string): void {
    this.notice([{ uri, type: FileChangeType.Changed }]);
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const timer of this.#checks) clearTimeout(timer);
  }

  /** Whether a path lies in a folder that is never looked into. */
  #isSkipped(path: string): boolean {
    const { rules } = this.#configuration;
    return path
      .split('/')
      .slice(0, -1)
      .some((name) => rules.skipsFolder(name));
  }

  #queue(work: () => Promise<void>): Promise<void> {
    return (this.#running = this.#running.then(work).catch(this.#onError));
  }

  /** Lists everything and follows the differences; new rules hold as soon as their ignore files are read. */
  async #check(rules = this.#configuration.rules, use?: () => void): Promise<void> {
    const { workspace, roots } = this.#session;
    const before = this.#configuration.rules;
    const gone = new Set(workspace.paths());
    const changed: string[] = [];
    const listed: Exclude<Listed, Wanted>[] = [];
    for await (const found of list(roots, rules)) {
      if ('file' in found) {
        gone.delete(found.path);
        const isNew = !countsAlike(found.path, rules, before);
        if (isNew || !(await this.#stamps.isCurrent(found.file))) changed.push(found.file);
      } else {
        if ('folder' in found) gone.delete(found.folder);
        listed.push(found);
      }
    }
    use?.();
    workspace.files.clearLeftOut();
    for (const found of listed) {
      if ('folder' in found) workspace.setFolderProblem(found.folder, found.problem);
      else workspace.files.setLeftOut(found.leftOut, found.rule);
    }
    const lost = [...gone].filter((path) => !this.#session.isOpen(path));
    if (use) this.#session.reopen();
    if (!use && changed.length === 0 && lost.length === 0) return;
    for (const path of lost) await this.#session.take(path, 'missing');
    for (const file of changed) await this.#read(file);
    await this.#session.commitInSlices();
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
    await this.#removeBelow(gone, found);
    await this.#session.commitInSlices();
  }

  /** The paths of what a folder holds, after each was read. */
  async #readBelow(directory: string): Promise<string[]> {
    const { workspace, roots } = this.#session;
    const { rules } = this.#configuration;
    const root = roots.rootOfFile(directory);
    const path = roots.pathOfFile(directory);
    if (!root || (path !== null && rules.leftOutFolder(path) !== null)) return [];
    const paths: string[] = [];
    for await (const found of listBelow(roots, root, directory, rules)) {
      if ('file' in found) paths.push(await this.#read(found.file));
      else if ('folder' in found) {
        workspace.setFolderProblem(found.folder, found.problem);
        paths.push(found.folder);
      } else workspace.files.setLeftOut(found.leftOut, found.rule);
    }
    return paths;
  }

  /** Reads a file that matters; its path. */
  async #read(file: string): Promise<string> {
    const { workspace, roots } = this.#session;
    const path = roots.pathOfFile(file) ?? outsidePath(file);
    workspace.files.setLeftOut(path, this.#configuration.rules.leftOut(path));
    if (!workspace.wants(path) || this.#session.isOpen(path)) return path;
    let content = await readNoted(file, this.#stamps);
    // A command may have written it while it was read, and what was read is older than what the library knows.
    for (let tries = 0; tries < TRIES && !(await this.#stamps.isCurrent(file)); tries++)
      content = await readNoted(file, this.#stamps);
    // It may have been opened while it was read.
    if (!this.#session.isOpen(path)) await this.#session.take(path, content);
    return path;
  }

  /** Forgets what went and all that lay below it, but for what was found since: in one pass, however many there are. */
  async #removeBelow(files: readonly string[], found: ReadonlySet<string>): Promise<void> {
    if (files.length === 0) return;
    const { workspace, roots } = this.#session;
    const gone = new Set(files.flatMap((file) => roots.pathOfFile(file) ?? []));
    for (const path of gone) workspace.files.setLeftOut(path, null);
    for (const known of [...workspace.paths(), ...workspace.onDemand]) {
      if (!found.has(known) && isIn(gone, known) && !this.#session.isOpen(known))
        await this.#session.take(known, 'missing');
    }
  }
}

/** Whether a path or a folder above it is among the given ones. */
function isIn(paths: ReadonlySet<string>, path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
    if (paths.has(path.slice(0, end))) return true;
  return false;
}

/** Whether a file that has not changed need not be read again under other rules. */
function countsAlike(path: string, rules: WorkspaceRules, before: WorkspaceRules): boolean {
  const [format, formatBefore] = [rules, before].map((some) => some.settingsOf(path).citekeyFormat);
  return rules.kindOf(path) === before.kindOf(path) && isSameFormat(format!, formatBefore!);
}
