import { fileURLToPath, pathToFileURL } from 'node:url';
import { basename, isAbsolute, join, relative, sep } from 'node:path';

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

  /** The absolute file of a library path. */
  fileOf(path: string): string | null {
    const root = this.all.find(({ prefix }) => path.startsWith(prefix));
    return root ? join(root.directory, ...path.slice(root.prefix.length).split('/')) : null;
  }

  /** The URI of a library path as clients write URIs. */
  uriOf(path: string): string {
    const file = this.fileOf(path);
    return file === null ? '' : pathToFileURL(file).href;
  }
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
