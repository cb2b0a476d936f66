import type { FileProblem } from '../../core/workspace/digest-file.ts';
import { isBibliography } from '../../core/workspace/file-rules.ts';
import type { WorkspaceRules } from '../../core/workspace/folder-rules.ts';
import type { Root, Roots } from '../roots.ts';
import { walk } from './disk.ts';
import { readIgnoreFiles } from './rules.ts';

/** A file of the workspace that matters, and where it lies. */
export interface Wanted {
  readonly path: string;
  readonly file: string;
}

/** What a listing meets that has to do with the library. */
export type Listed =
  | Wanted
  /** A folder of which something must be told. */
  | { readonly folder: string; readonly problem: FileProblem }
  /** A file, or a folder with a slash at its end, that a rule leaves out. */
  | { readonly leftOut: string; readonly rule: string };

/** All of the workspace folders that matters by its names and rules. Reads the ignore files on its way. */
export async function* list(roots: Roots, rules: WorkspaceRules): AsyncGenerator<Listed> {
  for (const root of roots.all) yield* listBelow(roots, root, root.directory, rules);
}

/** The same for one folder of a workspace folder. */
export async function* listBelow(
  roots: Roots,
  root: Root,
  directory: string,
  rules: WorkspaceRules,
): AsyncGenerator<Listed> {
  const folderRules = rules.folder(root.prefix);
  if (!folderRules) return;
  const leftOut: Listed[] = [];
  const enter = (_name: string, folder: string): boolean => {
    const path = roots.pathOfFile(folder);
    // A workspace folder inside another is listed by itself.
    if (path === null || roots.all.some((other) => other.directory === folder)) return false;
    const rule = rules.leftOutFolder(path);
    if (rule !== null) leftOut.push({ leftOut: `${path}/`, rule });
    return rule === null;
  };
  const opened = (folder: string, names: ReadonlySet<string>): Promise<void> =>
    readIgnoreFiles(folderRules, root.directory, folder, names);
  for await (const found of walk(directory, enter, opened)) {
    if ('file' in found) {
      const path = roots.pathOfFile(found.file);
      if (path === null) continue;
      if (rules.kindOf(path) !== 'other') yield { path, file: found.file };
      else {
        const rule = rules.leftOut(path);
        if (rule !== null) yield { leftOut: path, rule };
      }
    } else {
      const folder = roots.pathOfFile(found.folder) ?? root.prefix;
      if (found.reason !== null) yield { folder, problem: unlisted(found.reason) };
      else if (isBibliography(folder)) yield { folder, problem: NOT_A_FILE };
    }
    yield* leftOut.splice(0);
  }
  yield* leftOut;
}

function unlisted(reason: string): FileProblem {
  const message = `The folder cannot be listed: ${reason}. Its files are not read.`;
  return { severity: 'warning', code: 'folder-unreadable', message };
}

const NOT_A_FILE: FileProblem = {
  severity: 'information',
  code: 'not-a-file',
  message: 'This is a folder with the name of a bibliography. What lies in it is read by its own names.',
};
