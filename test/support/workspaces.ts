import { ALL_FORMATS } from '../../src/core/digests/formats.ts';
import { fileRules } from '../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../src/core/workspace/workspace.ts';

/** The day that tests of workspaces live in. */
const TODAY = '2026-11-24';

/** A workspace of every format whose settings nobody touched. */
export function emptyWorkspace(): Workspace {
  return new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today: () => TODAY,
  });
}

/** The same with files, all of them counted. */
export function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = emptyWorkspace();
  for (const [path, text] of Object.entries(files)) workspace.setFile(path, text);
  workspace.commit();
  return workspace;
}
