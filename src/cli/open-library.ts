import { resolve } from 'node:path';
import { ALL_FORMATS } from '../core/digests/formats.ts';
import type { Finder } from '../core/features/finder.ts';
import { createFinder } from '../core/features/library-finder.ts';
import { WorkspaceBonds } from '../core/features/paper-bonds.ts';
import { workspaceFacts } from '../core/features/workspace-facts.ts';
import type { LibraryPaper } from '../core/library/library-paper.ts';
import { papersOfReference } from '../core/library/resolve.ts';
import { Workspace } from '../core/workspace/workspace.ts';
import { today } from '../server/node/clock.ts';
import { isFolder, readText } from '../server/node/disk.ts';
import { pandocStyleFolders } from '../server/node/pandoc-folders.ts';
import { loadAll } from '../server/node/load.ts';
import { NO_SETTINGS, placedProblems, readRules } from '../server/node/rules.ts';
import { Roots } from '../server/roots.ts';
import { UsageError } from './arguments.ts';

/** A library read whole, for one command. */
export interface OpenLibrary {
  readonly workspace: Workspace;
  /** With everything that finding needs, built when it is first asked for. */
  finder(): Finder;
  /** The texts of files of the library, as far as they can be read. */
  textsOf(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The path in the library of a file that is named from the current folder; null for one outside of it. */
  pathOf(name: string): string | null;
}

export async function openLibrary(directory: string): Promise<OpenLibrary> {
  const folder = resolve(directory);
  if (!(await isFolder(folder))) throw new UsageError(`${directory} is not a folder that can be read`);
  const roots = new Roots([folder]);
  const placesOf = (from: string, name: string) => roots.placesOf(from, name, true);
  const { rules, projects } = await readRules(roots, () => NO_SETTINGS, true);
  const workspace = new Workspace({
    rules,
    formats: ALL_FORMATS,
    today,
    placesOf,
    styleFolders: pandocStyleFolders(),
  });
  workspace.files.setProjects(placedProblems(projects));
  await loadAll(workspace, roots, rules);
  let finder: Finder | null = null;
  return {
    workspace,
    textsOf: (paths) => textsOf(roots, paths),
    pathOf: (name) => roots.pathOfFile(resolve(name)),
    finder() {
      finder ??= builtFinder(workspace);
      return finder;
    },
  };
}

async function textsOf(roots: Roots, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const file = roots.fileOf(path);
    const content = file === null ? 'missing' : await readText(file);
    if (content !== 'missing' && 'text' in content) texts.set(path, content.text);
  }
  return texts;
}

function builtFinder(workspace: Workspace): Finder {
  const finder = createFinder(
    workspace.library,
    () => performance.now(),
    new WorkspaceBonds(workspace),
    workspaceFacts(workspace, today),
  );
  finder.apply({ removed: [], added: [...workspace.library.papers], retired: [] });
  while (!finder.work(1000));
  return finder;
}

/** The one paper that a reference names. */
export function onePaper(library: OpenLibrary, reference: string): LibraryPaper {
  const papers = papersOfReference(library.workspace.library, reference);
  if (papers.length > 1)
    throw new UsageError(`“${reference}” names ${papers.length} papers; use an identifier`);
  if (!papers[0]) throw new UsageError(`no paper of the library is “${reference}”`);
  return papers[0];
}
