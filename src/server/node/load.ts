import { relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileRules } from '../../core/workspace/file-rules.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Roots } from '../roots.ts';
import { readText, walk, type FileContent } from './disk.ts';

export interface LoadProgress {
  readonly done: number;
  readonly total: number;
}

/** Files read ahead while one is parsed. */
const READ_AHEAD = 8;

/** How long parsing may hold the event loop before requests get their turn, in milliseconds. */
const SLICE = 20;

/** A file of the workspace that matters, and where it lies. */
interface Wanted {
  readonly path: string;
  readonly file: string;
}

/**
 * Reads all files of the folders into the workspace and reports progress; commits nothing. Stops between two files when `signal`
 * is aborted. `isOpen` names files whose text the client owns: these are left alone.
 */
export async function* load(
  workspace: Workspace,
  roots: Roots,
  rules: FileRules,
  options: { readonly signal: AbortSignal; isOpen(path: string): boolean },
): AsyncGenerator<LoadProgress> {
  const wanted: Wanted[] = [];
  for (const root of roots.all) {
    for await (const found of walk(root.directory, (name) => !rules.skipsFolder(name))) {
      if (options.signal.aborted) return;
      if ('file' in found) {
        const path = roots.pathOfFile(found.file);
        if (path !== null && rules.kindOf(path) !== 'other') wanted.push({ path, file: found.file });
      } else {
        const path = root.prefix + relative(root.directory, found.folder);
        workspace.setUnlistedFolder(path, found.reason);
      }
    }
  }
  yield* readInto(workspace, wanted, options);
}

/** Reads the given files in order of their paths, so that progress and problems come alike on every machine. */
async function* readInto(
  workspace: Workspace,
  wanted: Wanted[],
  options: { readonly signal: AbortSignal; isOpen(path: string): boolean },
): AsyncGenerator<LoadProgress> {
  wanted.sort((a, b) => (a.path < b.path ? -1 : 1));
  const reading: Promise<FileContent>[] = [];
  let sliceStart = performance.now();
  for (let i = 0; i < wanted.length; i++) {
    if (options.signal.aborted) return;
    while (reading.length < READ_AHEAD && i + reading.length < wanted.length) {
      reading.push(readText(wanted[i + reading.length]!.file));
    }
    const content = await reading.shift()!;
    const { path } = wanted[i]!;
    if (!options.isOpen(path)) take(workspace, path, content);
    if (performance.now() - sliceStart < SLICE) continue;
    yield { done: i + 1, total: wanted.length };
    await setImmediate();
    sliceStart = performance.now();
  }
  yield { done: wanted.length, total: wanted.length };
}

/** Gives a file's content, or its absence, to the workspace. */
export function take(workspace: Workspace, path: string, content: FileContent): void {
  if (content === 'missing') workspace.removeFile(path);
  else if ('text' in content) workspace.setFile(path, content.text);
  else workspace.setUnreadable(path, content.problem);
}

/** Loads folders whole, for a command that ends. */
export async function loadAll(workspace: Workspace, roots: Roots, rules: FileRules): Promise<void> {
  const options = { signal: new AbortController().signal, isOpen: () => false };
  const steps = load(workspace, roots, rules, options);
  while (!(await steps.next()).done);
  workspace.commit();
}
