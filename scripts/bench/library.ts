import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ALL_FORMATS } from '../../src/core/digests/formats.ts';
import { createFinder } from '../../src/core/features/library-finder.ts';
import { WorkspaceBonds } from '../../src/core/features/paper-bonds.ts';
import { workspaceFacts } from '../../src/core/features/workspace-facts.ts';
import { LineIndex } from '../../src/core/text/lines.ts';
import { fileRules } from '../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../src/core/workspace/workspace.ts';
import { Intake } from '../../src/server/intake.ts';
import { today } from '../../src/server/node/clock.ts';
import { readText } from '../../src/server/node/disk.ts';
import type { MadeUp } from './made-up.ts';

/** How long it takes until a .bib file is a library, and until one edit in it is, in milliseconds. */
export interface LibraryTimes {
  /** Parsing, papers and keys. */
  readonly load: number;
  readonly edit: number;
  readonly editedPapers: number;
}

const EDITS = 20;

export function measureLibrary({ text, entries }: MadeUp): LibraryTimes {
  const workspace = emptyWorkspace();
  const start = performance.now();
  workspace.setFile('refs.bib', text);
  workspace.commit();
  const load = performance.now() - start;
  const at = text.indexOf(`{Study} ${entries >> 1}`);
  let lines = new LineIndex(text);
  let current = text;
  let edit = Infinity;
  let editedPapers = 0;
  for (let i = 0; i < EDITS; i++) {
    const begin = performance.now();
    current = `${current.slice(0, at)}x${current.slice(at)}`;
    lines = lines.after({ start: at, end: at }, 1, current);
    workspace.setFile('refs.bib', current, undefined, lines);
    editedPapers = workspace.commit().added.length;
    edit = Math.min(edit, performance.now() - begin);
  }
  return { load, edit, editedPapers };
}

/** What a server's event loop goes through while it reads one large file: the time in all, and the longest that a request had to wait. */
export interface Reading {
  readonly megabytes: number;
  readonly papers: number;
  readonly seconds: number;
  readonly longestBlock: number;
}

export async function measureReading(folder: string, { text }: MadeUp): Promise<Reading> {
  const file = join(folder, 'large.bib');
  await writeFile(file, text);
  const workspace = emptyWorkspace();
  const finder = createFinder(
    workspace.library,
    () => performance.now(),
    new WorkspaceBonds(workspace),
    workspaceFacts(workspace, today),
  );
  const intake = new Intake(workspace, (change) => finder.apply(change));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const start = performance.now();
  delay.enable();
  await intake.take('large.bib', await readText(file));
  await intake.commitInSlices();
  delay.disable();
  return {
    megabytes: Buffer.byteLength(text) / 1e6,
    papers: workspace.library.size,
    seconds: (performance.now() - start) / 1000,
    longestBlock: delay.max / 1e6,
  };
}

function emptyWorkspace(): Workspace {
  const rules = fileRules({ include: [], exclude: [] });
  return new Workspace({ rules, formats: ALL_FORMATS, today });
}
