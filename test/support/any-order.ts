import { readdirSync, readFileSync, statSync } from 'node:fs';
import { entryAt } from '../../src/core/digests/entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest } from '../../src/core/digests/format.ts';
import { ALL_FORMATS } from '../../src/core/digests/formats.ts';
import { listingOf, reportOf, sortedPapers } from '../../src/core/features/listing.ts';
import { fileRules } from '../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../src/core/workspace/workspace.ts';
import { decode } from '../../src/server/node/disk.ts';
import { corpus } from './corpora.ts';
import { parseWhole } from '../../src/core/digests/parse-whole.ts';

/** A file in the states that it goes through: as it is, and cut off at some place. */
export interface ChangingFile {
  readonly path: string;
  readonly text: string;
  readonly part: string;
}

/** Files of folders of the corpora that can be digests, up to a size in bytes, as files of one library. */
export function corpusFiles(
  folders: readonly string[],
  limits: { readonly largest: number; readonly mostOfFolder: number },
  next: (below: number) => number,
): ChangingFile[] {
  return folders.flatMap((folder) =>
    readdirSync(corpus(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => !/truth|oracle|\.(?:zip|png|csv|py|qmd)$/.test(name))
      .filter((name) => statSync(corpus(`${folder}/${name}`)).isFile())
      .filter((name) => statSync(corpus(`${folder}/${name}`)).size < limits.largest)
      .sort()
      .slice(0, limits.mostOfFolder)
      .flatMap((name): ChangingFile[] => {
        const content = decode(readFileSync(corpus(`${folder}/${name}`)));
        if (content === 'missing' || !('text' in content)) return [];
        const path = `${folder}/${name.replace(/\.md$/, '')}${/\.(?:bib|ris|nbib)$/.test(name) ? '' : `.digest${/\.md$/.test(name) ? '.md' : '.txt'}`}`;
        return [{ path, text: content.text, part: content.text.slice(0, next(content.text.length)) }];
      }),
  );
}

/** The formats with a memory: what was parsed once is not parsed again, so that hundreds of orders take seconds. */
export function rememberingFormats(): DigestFormat[] {
  return ALL_FORMATS.map((format) => {
    const known = new Map<string, ParsedDigest>();
    const recognised = new Map<string, ReturnType<DigestFormat['recognise']>>();
    const recall = <T>(memory: Map<string, T>, source: DigestSource, make: () => T): T => {
      const name = `${source.path}\n${source.text.length}`;
      if (!memory.has(name)) memory.set(name, make());
      return memory.get(name)!;
    };
    const read = (source: DigestSource): ParsedDigest =>
      recall(known, source, () => decoded(parseWhole(format, source)));
    return {
      id: format.id,
      label: format.label,
      recognise: (source) => recall(recognised, source, () => format.recognise(source)),
      *parse(source) {
        yield;
        return read(source);
      },
    };
  });
}

/** With all values read, which entries may decode anew whenever they are asked for. */
function decoded({ entries, problems }: ParsedDigest): ParsedDigest {
  return { entries: entries.map((entry) => entryAt(entry, entry.spans)), problems };
}

export function emptyWorkspace(formats: readonly DigestFormat[]): Workspace {
  return new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats,
    today: () => '2026-11-24',
  });
}

/** What `carrel list --json` prints, but topics, which are a function of the papers in order. */
export function listed(workspace: Workspace): string {
  return sortedPapers(workspace)
    .map((paper) => JSON.stringify(listingOf(workspace, paper, [])))
    .join('\n');
}

/** What `carrel report --json` prints, with all that is doubtful. */
export function reported(workspace: Workspace): string {
  workspace.doubts.work(() => false);
  return JSON.stringify(reportOf(workspace));
}

/** Loads the files in a random order; some come first as a part of themselves, or are there, gone and back. */
export function loadSomehow(
  workspace: Workspace,
  files: readonly ChangingFile[],
  next: (below: number) => number,
): void {
  for (const { path, text, part } of shuffled(files, next)) {
    if (next(6) === 0) workspace.setFile(path, part);
    if (next(6) === 0) workspace.commit();
    if (next(9) === 0) workspace.removeFile(path);
    workspace.setFile(path, text);
    if (next(3) === 0) workspace.commit();
    if (next(12) === 0) workspace.doubts.work(() => next(50) === 0);
  }
  workspace.commit();
}

function shuffled<T>(all: readonly T[], next: (below: number) => number): T[] {
  const result = [...all];
  for (let i = result.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
