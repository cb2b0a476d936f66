import { parse } from 'yaml';
import { bibliographyNames } from '../notes/bibliography-names.ts';

/** Where Pandoc would look a note's keys up. */
export interface EffectiveBibliography {
  /** Files of the workspace, by path. */
  readonly files: readonly string[];
  /** Whether all that the note names is in the workspace: only then can a key's absence be told. */
  readonly complete: boolean;
}

/** Files that give every note below them a bibliography. Source: Quarto's manual, "Project Metadata" and "Directory Metadata". */
export const PROJECT_FILE = /(?:^|\/)(?:_quarto|_metadata)\.ya?ml$/;

/**
 * Which bibliographies hold for which note: what its front matter names, else the nearest `_metadata.yml` or `_quarto.yml` above it.
 * Paths are those of the workspace.
 */
export class Bibliographies {
  readonly #ofFolder = new Map<string, Map<string, readonly string[]>>();
  readonly #exists: (path: string) => boolean;

  constructor(exists: (path: string) => boolean) {
    this.#exists = exists;
  }

  /** Takes a project file's text; one that cannot be read gives nothing. */
  setProjectFile(path: string, text: string): void {
    const names = bibliographyNames(parsed(text));
    const folder = folderOf(path);
    const files = this.#ofFolder.get(folder) ?? new Map<string, readonly string[]>();
    if (names.length > 0) files.set(path, names);
    else files.delete(path);
    this.#ofFolder.set(folder, files);
  }

  removeProjectFile(path: string): void {
    this.#ofFolder.get(folderOf(path))?.delete(path);
  }

  projectFiles(): string[] {
    return [...this.#ofFolder.values()].flatMap((files) => [...files.keys()]);
  }

  /** Null for a note that has no bibliography at all: its keys are looked up in the whole workspace. */
  of(note: string, own: readonly string[]): EffectiveBibliography | null {
    if (own.length > 0) return this.#resolve(own, folderOf(note));
    for (let folder = folderOf(note); ; folder = folderOf(folder.slice(0, -1))) {
      const files = this.#ofFolder.get(folder);
      // Of two files in one folder the directory's metadata is nearer.
      const nearest = files && [...files.keys()].sort()[0];
      if (nearest !== undefined) return this.#resolve(files!.get(nearest)!, folder);
      if (folder === '') return null;
    }
  }

  #resolve(names: readonly string[], folder: string): EffectiveBibliography {
    const files: string[] = [];
    for (const name of names) {
      // Pandoc looks in the folder where it runs, Quarto in the note's own.
      const found = [joined(folder, name), joined('', name)].find(
        (path) => path !== null && this.#exists(path),
      );
      if (found) files.push(found);
    }
    return { files, complete: files.length === names.length };
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent', maxAliasCount: 100 }) as unknown;
  } catch {
    return null;
  }
}

/** The folder of a path, with a slash at its end; empty for the workspace's own. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Null where the path leads out of the workspace. */
function joined(folder: string, name: string): string | null {
  if (/^(?:[A-Za-z]:|[\\/])/.test(name)) return null;
  const parts: string[] = [];
  for (const part of `${folder}${name.replaceAll('\\', '/')}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
