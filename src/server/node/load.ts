import { setImmediate } from 'node:timers/promises';
import type { WorkspaceRules } from '../../core/workspace/folder-rules.ts';
import { finish, type Steps } from '../../core/text/steps.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Roots } from '../roots.ts';
import { readText, type FileContent } from './disk.ts';
import { list, type Wanted } from './listing.ts';
import type { Stamps } from './stamps.ts';

export interface LoadProgress {
  readonly done: number;
  readonly total: number;
}

/** Files read ahead while one is parsed. */
const READ_AHEAD = 8;

/** How long reading small files may hold the event loop before requests get their turn, in milliseconds. */
const SLICE = 8;

export interface LoadOptions {
  readonly signal: AbortSignal;
  /** Names files whose text the client owns: these are left alone. */
  isOpen(path: string): boolean;
  /** Gives what was read to the workspace. */
  take(path: string, content: FileContent): Promise<void> | void;
  /** Where the states of the files that were read are noted. */
  readonly stamps?: Stamps;
}

/**
 * Reads all files of the folders into the workspace and reports progress; commits nothing. Stops between two files when `signal`
 * is aborted.
 */
export async function* load(
  workspace: Workspace,
  roots: Roots,
  rules: WorkspaceRules,
  options: LoadOptions,
): AsyncGenerator<LoadProgress> {
  const wanted: Wanted[] = [];
  workspace.files.clearLeftOut();
  for await (const found of list(roots, rules)) {
    if (options.signal.aborted) return;
    if ('file' in found) wanted.push(found);
    else if ('folder' in found) workspace.setFolderProblem(found.folder, found.problem);
    else workspace.files.setLeftOut(found.leftOut, found.rule);
  }
  yield* readInto(wanted, rules, options);
}

/** Reads the given files in order of their paths, so that progress and problems come alike on every machine. */
async function* readInto(
  wanted: Wanted[],
  rules: WorkspaceRules,
  options: LoadOptions,
): AsyncGenerator<LoadProgress> {
  // Notes come first: what they name as their bibliography is looked at more closely.
  const rank = ({ path }: Wanted): number => (/^(?:note|project)$/.test(rules.kindOf(path)) ? 0 : 1);
  wanted.sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  const reading: Promise<FileContent>[] = [];
  let sliceStart = performance.now();
  for (let i = 0; i < wanted.length; i++) {
    if (options.signal.aborted) return;
    while (reading.length < READ_AHEAD && i + reading.length < wanted.length) {
      reading.push(readNoted(wanted[i + reading.length]!.file, options.stamps));
    }
    const content = await reading.shift()!;
    const { path } = wanted[i]!;
    if (!options.isOpen(path)) await options.take(path, content);
    if (performance.now() - sliceStart < SLICE) continue;
    yield { done: i + 1, total: wanted.length };
    await setImmediate();
    sliceStart = performance.now();
  }
  yield { done: wanted.length, total: wanted.length };
}

/** A file's content, its state noted before. */
export async function readNoted(file: string, stamps: Stamps | undefined): Promise<FileContent> {
  await stamps?.note(file);
  return readText(file);
}

/** Gives a file's content, or its absence, to the workspace. */
export function* takeSteps(workspace: Workspace, path: string, content: FileContent): Steps<void> {
  if (content === 'missing') yield* workspace.removeFileSteps(path);
  else if ('text' in content) yield* workspace.setFileSteps(path, content.text, content.remark);
  else workspace.setUnreadable(path, content.problem);
}

/** Reads the bibliographies that notes name and the rules do not bring. True where one was read. */
export async function readNamed(
  workspace: Workspace,
  roots: Roots,
  options: Omit<LoadOptions, 'signal'>,
): Promise<boolean> {
  let found = false;
  for (const path of workspace.takeUnread()) {
    const file = roots.fileOf(path);
    const content = file === null ? 'missing' : await readNoted(file, options.stamps);
    if (options.isOpen(path)) continue;
    found = true;
    if (content === 'missing') workspace.setAbsent(path);
    else await options.take(path, content);
  }
  return found;
}

/** Loads folders whole, for a command that ends. */
export async function loadAll(workspace: Workspace, roots: Roots, rules: WorkspaceRules): Promise<void> {
  const take = (path: string, content: FileContent): void => finish(takeSteps(workspace, path, content));
  const options = { signal: new AbortController().signal, isOpen: () => false, take };
  const steps = load(workspace, roots, rules, options);
  while (!(await steps.next()).done);
  await readNamed(workspace, roots, options);
  workspace.commit();
}
