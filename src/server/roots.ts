import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { basename, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import { isUrl, type Places } from '../core/workspace/bibliographies.ts';

/** A workspace folder. */
export interface Root {
  /** Absolute path. */
  readonly directory: string;
  /** What the paths of its files begin with in the library: nothing when it is the only one, else its name and `/`. */
  readonly prefix: string;
}

/** Translates between the client's URIs, files on disk and paths of the library, for one folder or several. */
export class Roots {
  readonly all: readonly Root[];

  constructor(directories: readonly string[]) {
    const taken = new Set<string>();
    this.all = directories.map((directory) => ({
      directory,
      prefix: directories.length === 1 ? '' : `${freeName(basename(directory) || 'root', taken)}/`,
    }));
  }

  static ofUris(uris: readonly string[]): Roots {
    return new Roots(uris.flatMap((uri) => fileOfUri(uri) ?? []));
  }

  /** The library path of a URI, or null where it lies in no folder or is no file. */
  pathOf(uri: string): string | null {
    const file = fileOfUri(uri);
    return file === null ? null : this.pathOfFile(file);
  }

  /** What the paths begin with of the folder that has a path; of the first folder for a path in none. */
  prefixOf(path: string): string {
    return (
      (this.all.find(({ prefix }) => path !== '' && path.startsWith(prefix)) ?? this.all[0])?.prefix ?? ''
    );
  }

  pathOfFile(file: string): string | null {
    const root = this.rootOfFile(file);
    const path = root && relative(root.directory, file);
    return path ? root.prefix + path.split(sep).join('/') : null;
  }

  /** The folder in which a file lies, the innermost of several; itself for a folder. */
  rootOfFile(file: string): Root | null {
    let best: Root | null = null;
    for (const root of this.all) {
      const path = relative(root.directory, file);
      if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) continue;
      if (!best || root.directory.length > best.directory.length) best = root;
    }
    return best;
  }

  /**
   * Where a file that a note names may lie: beside the note, else at the top of its workspace folder. What lies outside of all folders
   * is known by its absolute path, and only if `outside` allows to look there.
   */
  placesOf(folder: string, name: string, outside: boolean): Places {
    const root = this.#rootOf(folder);
    if (isUrl(name) || !root) return { paths: [], certain: false };
    const bases = [this.fileOf(folder) ?? root.directory, root.directory].filter((base) => leads(base, name));
    const found = bases.map((base) => {
      const file = resolve(base, name);
      return this.pathOfFile(file) ?? (outside ? outsidePath(file) : null);
    });
    const paths = [...new Set(found)].filter((path) => path !== null);
    return { paths, certain: !found.includes(null) };
  }

  #rootOf(path: string): Root | undefined {
    return this.all.find(({ prefix }) => path.startsWith(prefix));
  }

  /** The absolute file of a library path. */
  fileOf(path: string): string | null {
    if (isAbsolute(path)) return normalize(path);
    const root = this.#rootOf(path);
    return root ? join(root.directory, ...path.slice(root.prefix.length).split('/')) : null;
  }

  /** The URI of a library path as clients write URIs. */
  uriOf(path: string): string {
    const file = this.fileOf(path);
    return file === null ? '' : pathToFileURL(file).href;
  }
}

/** The path by which a file is known that lies in no folder of the workspace: its absolute one. */
export function outsidePath(file: string): string {
  return file.split(sep).join('/');
}

/** Whether every folder that a name goes into and out of again (`sub/../x`) is there: most systems want it to be. */
function leads(base: string, name: string): boolean {
  if (process.platform === 'win32') return true;
  const detour = /^.*?[^./\\][^/]*\/\.\.(?=\/)/.exec(name)?.[0];
  return detour === undefined || existsSync(resolve(base, detour.slice(0, -3)));
}

function fileOfUri(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  taken.add(free);
  return free;
}
