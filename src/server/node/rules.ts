import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { LineIndex } from '../../core/text/lines.ts';
import { placed, type PlacedProblem } from '../../core/workspace/digest-file.ts';
import { FolderRules, WorkspaceRules } from '../../core/workspace/folder-rules.ts';
import { readProjectFile, type ReadSettings } from '../../core/workspace/project-file.ts';
import {
  effectiveSettings,
  PROJECT_SETTINGS_FILE,
  type GivenSettings,
} from '../../core/workspace/project-settings.ts';
import type { Roots } from '../roots.ts';
import { readText } from './disk.ts';

/** What a client says of one workspace folder. */
export interface FolderSettings {
  /** What its user set explicitly: this overrides the project file. */
  readonly given: GivenSettings;
  /** What is wrong with the rest, for the user. */
  readonly faults: readonly string[];
  /** Globs of what the editor hides. */
  readonly hidden: readonly string[];
}

export const NO_SETTINGS: FolderSettings = { given: {}, faults: [], hidden: [] };

/** The rules of all workspace folders, and what their project files say, by path. */
export interface ReadRules {
  readonly rules: WorkspaceRules;
  readonly projects: Projects;
}

type Projects = ReadonlyMap<string, { readonly text: string; readonly read: ReadSettings }>;

/** The problems of project files with their places, by path. */
export function placedProblems(projects: Projects): ReadonlyMap<string, readonly PlacedProblem[]> {
  const all = new Map<string, readonly PlacedProblem[]>();
  for (const [path, { text, read }] of projects) {
    const lines = new LineIndex(text);
    all.set(
      path,
      read.problems.map((problem) => placed(problem, lines)),
    );
  }
  return all;
}

/**
 * Reads the project files. `settingsOf` gives what the client says of a folder, by its place among the roots. Ignore files of folders
 * above are read only where `above` says so.
 */
export async function readRules(
  roots: Roots,
  settingsOf: (index: number) => FolderSettings,
  above: boolean,
): Promise<ReadRules> {
  const folders = new Map<string, FolderRules>();
  const projects = new Map<string, { text: string; read: ReadSettings }>();
  for (const [index, { directory, prefix }] of roots.all.entries()) {
    const content = await readText(join(directory, PROJECT_SETTINGS_FILE));
    const text = content !== 'missing' && 'text' in content ? content.text : null;
    const read = text === null ? null : readProjectFile(text);
    if (text !== null && read) projects.set(prefix + PROJECT_SETTINGS_FILE, { text, read });
    const { given, hidden } = settingsOf(index);
    const rules = new FolderRules({
      settings: effectiveSettings(read?.given ?? {}, given),
      name: basename(directory),
      hidden,
      foldCase: process.platform === 'win32' || process.platform === 'darwin',
    });
    if (above) await readIgnoreFilesAbove(rules, directory);
    folders.set(prefix, rules);
  }
  return { rules: new WorkspaceRules(folders), projects };
}

/** To be called with each folder before what it holds is judged. */
export async function readIgnoreFiles(
  rules: FolderRules,
  directory: string,
  folder: string,
  names: ReadonlySet<string>,
): Promise<void> {
  const path = relative(directory, folder).split(sep).join('/');
  if (names.has('.git')) {
    if (path !== '') rules.git.setRepository(path);
    await readIgnoreFile(rules, join(folder, '.git', 'info', 'exclude'), path, '.git/info/exclude');
  }
  if (!names.has('.gitignore')) return;
  await readIgnoreFile(rules, join(folder, '.gitignore'), path, `${path}${path === '' ? '' : '/'}.gitignore`);
}

/** The ignore files of the repository in which a workspace folder lies, from the top down. */
async function readIgnoreFilesAbove(rules: FolderRules, directory: string): Promise<void> {
  const folders: string[] = [];
  for (let folder = directory; !(await exists(join(folder, '.git')));) {
    const parent = dirname(folder);
    if (parent === folder) return;
    folders.push((folder = parent));
  }
  const top = folders.at(-1);
  if (top === undefined) return;
  await readIgnoreFile(rules, join(top, '.git', 'info', 'exclude'), '', '.git/info/exclude', above(top));
  for (const folder of folders.reverse()) {
    const file = join(folder, '.gitignore');
    await readIgnoreFile(rules, file, '', relative(directory, file).split(sep).join('/'), above(folder));
  }

  function above(folder: string): string[] {
    return relative(folder, directory).split(sep);
  }
}

async function readIgnoreFile(
  rules: FolderRules,
  file: string,
  folder: string,
  name: string,
  above: readonly string[] = [],
): Promise<void> {
  const content = await readText(file);
  if (content !== 'missing' && 'text' in content) rules.git.set(folder, name, content.text, above);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
