import { setImmediate } from 'node:timers/promises';
import type { FileProblem } from '../../core/workspace/digest-file.ts';
import type { FileRules } from '../../core/workspace/file-rules.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Roots } from '../roots.ts';
import { readText, walk, type FileContent } from './disk.ts';
import type { Stamps } from './stamps.ts';

export interface LoadProgress {
  readonly done: number;
  readonly total: number;
}

/** Files read ahead while one is parsed. */
const READ_AHEAD = 8;

/** How long parsing may hold the event loop before requests get their turn, in milliseconds. */
const SLICE = 20;

export interface LoadOptions {
  readonly signal: AbortSignal;
  /** Names files whose text the client owns: these are left alone. */
  isOpen(path: string): boolean;
  /** Where the states of the files that were read are noted. */
  readonly stamps?: Stamps;
}

/** A file of the workspace that matters, and where it lies. */
export interface Wanted {
  readonly path: string;
  readonly file: string;
}

/**
 * Reads all files of the folders into the workspace and reports progress; commits nothing. Stops between two files when `signal`
 * is aborted.
 */
export async function* load(
  workspace: Workspace,
  roots: Roots,
  rules: FileRules,
  options: LoadOptions,
): AsyncGenerator<LoadProgress> {
  const wanted: Wanted[] = [];
  for await (const found of listWanted(roots, rules)) {
    if (options.signal.aborted) return;
    if ('file' in found) wanted.push(found);
    else workspace.setFolderProblem(found.folder, found.problem);
  }
  yield* readInto(workspace, wanted, options);
}

/** A folder of which something must be told. */
interface OddFolder {
  readonly folder: string;
  readonly problem: FileProblem;
}

/** The files of all folders that matter by their names, and the folders with a problem, by path. */
export async function* listWanted(roots: Roots, rules: FileRules): AsyncGenerator<Wanted | OddFolder> {
  for (const root of roots.all) {
    for await (const found of walk(root.directory, (name) => !rules.skipsFolder(name))) {
      if ('file' in found) {
        const path = roots.pathOfFile(found.file);
        if (path !== null && rules.kindOf(path) !== 'other') yield { path, file: found.file };
      } else {
        const folder = roots.pathOfFile(found.folder) ?? root.prefix;
        if (found.reason !== null) yield { folder, problem: unlisted(found.reason) };
        else if (rules.kindOf(folder) === 'digest') yield { folder, problem: NOT_A_FILE };
      }
    }
  }
}

function unlisted(reason: string): FileProblem {
  const message = `The folder cannot be listed: ${reason}. Its files are not read.`;
  return { severity: 'warning', code: 'folder-unreadable', message };
}

const NOT_A_FILE: FileProblem = {
  severity: 'information',
  code: 'not-a-file',
  message:
    'This is a folder with the name of a bibliography or digest. What lies in it is read by its own names.',
};

/** Reads the given files in order of their paths, so that progress and problems come alike on every machine. */
async function* readInto(
  workspace: Workspace,
  wanted: Wanted[],
  options: LoadOptions,
): AsyncGenerator<LoadProgress> {
  wanted.sort((a, b) => (a.path < b.path ? -1 : 1));
  const reading: Promise<FileContent>[] = [];
  let sliceStart = performance.now();
  for (let i = 0; i < wanted.length; i++) {
    if (options.signal.aborted) return;
    while (reading.length < READ_AHEAD && i + reading.length < wanted.length) {
      reading.push(readNoted(wanted[i + reading.length]!.file, options.stamps));
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

async function readNoted(file: string, stamps: Stamps | undefined): Promise<FileContent> {
  await stamps?.note(file);
  return readText(file);
}

/** Gives a file's content, or its absence, to the workspace. */
export function take(workspace: Workspace, path: string, content: FileContent): void {
  if (content === 'missing') workspace.removeFile(path);
  else if ('text' in content) workspace.setFile(path, content.text, content.remark);
  else workspace.setUnreadable(path, content.problem);
}

/** Loads folders whole, for a command that ends. */
export async function loadAll(workspace: Workspace, roots: Roots, rules: FileRules): Promise<void> {
  const options = { signal: new AbortController().signal, isOpen: () => false };
  const steps = load(workspace, roots, rules, options);
  while (!(await steps.next()).done);
  workspace.commit();
}
