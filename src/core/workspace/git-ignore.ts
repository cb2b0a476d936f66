import { ANY_FOLDERS, matchesNames, namePattern, type PathPattern } from '../text/glob.ts';

interface IgnoreLine {
  readonly pattern: PathPattern;
  /** `!`: what an earlier line ignored counts again. */
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

interface IgnoreFile {
  /** How it is called in the report. */
  readonly name: string;
  /** The names of the folders between its own and the one that it is noted for. */
  readonly above: readonly string[];
  readonly lines: readonly IgnoreLine[];
}

/**
 * What git ignores, by the `.gitignore` files of the folders and a repository's `info/exclude`. Source: gitignore(5). Paths are those
 * of one workspace folder; ignore files of folders above it count for the names below.
 */
export class GitIgnore {
  readonly #foldCase: boolean;
  /** By folder, without a slash at the end; the workspace folder is ''. The last is asked first. */
  readonly #files = new Map<string, IgnoreFile[]>();
  /** Folders that are repositories of their own: what is above them does not count in them. */
  readonly #repositories = new Set<string>();
  readonly #folders = new Map<string, string | null>();

  constructor(foldCase = false) {
    this.#foldCase = foldCase;
  }

  /**
   * Takes the ignore file `name` of a folder. One that lies above the workspace folder is given for '', with the names of the folders
   * in between; of one folder's files the last one given is asked first.
   */
  set(folder: string, name: string, text: string, above: readonly string[] = []): void {
    this.#folders.clear();
    const file = { name, above, lines: linesOf(text, this.#foldCase) };
    const files = this.#files.get(folder) ?? [];
    const place = files.findIndex((other) => other.name === name);
    this.#files.set(folder, place < 0 ? [...files, file] : files.with(place, file));
  }

  setRepository(folder: string): void {
    this.#folders.clear();
    this.#repositories.add(folder);
  }

  /** The name of the ignore file because of which git ignores a path; null where it does not. */
  ignores(path: string, isFolder = false): string | null {
    if (this.#files.size === 0) return null;
    const parent = folderOf(path);
    // What lies in an ignored folder cannot be taken back.
    return (parent === null ? null : this.#ignoresFolder(parent)) ?? this.#lastWord(path, isFolder);
  }

  #ignoresFolder(folder: string): string | null {
    let known = this.#folders.get(folder);
    if (known === undefined) {
      known = this.#repositories.has(folder) ? null : this.ignores(folder, true);
      this.#folders.set(folder, known);
    }
    return known;
  }

  #lastWord(path: string, isFolder: boolean): string | null {
    const names = path.split('/');
    for (let depth = names.length - 1; depth >= 0; depth--) {
      const folder = names.slice(0, depth).join('/');
      for (const file of this.#files.get(folder)?.toReversed() ?? []) {
        const below = [...file.above, ...names.slice(depth)];
        const line = file.lines.findLast(
          ({ pattern, foldersOnly }) => (isFolder || !foldersOnly) && matchesNames(pattern, below),
        );
        if (line) return line.negated ? null : file.name;
      }
      if (this.#repositories.has(folder)) return null;
    }
    return null;
  }
}

function linesOf(text: string, fold: boolean): IgnoreLine[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .flatMap((line) => lineOf(line, fold) ?? []);
}

function lineOf(line: string, fold: boolean): IgnoreLine | null {
  if (line.startsWith('#')) return null;
  const negated = line.startsWith('!');
  let glob = withoutTrailingBlanks(negated ? line.slice(1) : line);
  const foldersOnly = glob.endsWith('/');
  if (foldersOnly) glob = glob.slice(0, -1);
  if (glob === '') return null;
  const anchored = glob.includes('/');
  const names = glob.replace(/^\//, '').split('/');
  const pattern: PathPattern[number][] = anchored ? [] : [ANY_FOLDERS];
  for (const name of names) {
    const one = name === '**' ? ANY_FOLDERS : namePattern(name, fold);
    if (one === null) return null;
    pattern.push(one);
  }
  // `folder/**` is what is in the folder, not the folder.
  if (pattern.at(-1) === ANY_FOLDERS) pattern.push(namePattern('*')!);
  return { pattern, negated, foldersOnly };
}

function withoutTrailingBlanks(glob: string): string {
  let end = glob.length;
  while (end > 0 && glob[end - 1] === ' ' && glob[end - 2] !== '\\') end--;
  return glob.slice(0, end);
}

function folderOf(path: string): string | null {
  const end = path.lastIndexOf('/');
  return end < 0 ? null : path.slice(0, end);
}
