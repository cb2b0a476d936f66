import { parse } from 'yaml';
import { bibliographyNames, NO_BIBLIOGRAPHY, type NamedBibliographies } from '../notes/bibliography-names.ts';

/** Where Pandoc would look a note's keys up. */
export interface EffectiveBibliography {
  /** Files whose entries are known, by path; those outside of the workspace by their absolute one. */
  readonly files: readonly string[];
  /** Whether all that the note names could be read: only then can a key's absence be told. */
  readonly complete: boolean;
  /** Names of files that are nowhere: Pandoc refuses the note. */
  readonly missing: readonly string[];
}

/** The paths under which a named file may lie, best first. */
export interface Places {
  readonly paths: readonly string[];
  /** False where it may also lie at a place that must not or cannot be looked at. */
  readonly certain: boolean;
}

export interface BibliographyPorts {
  /** Whether a path is a file whose entries are known, one that is not there, or not known yet. */
  readonly stateOf: (path: string) => 'known' | 'absent' | 'unknown';
  /** Where a name leads from a folder (with a slash at its end; empty for the workspace's own). */
  readonly placesOf: (folder: string, name: string) => Places;
}

/** Files that give notes a bibliography: Quarto's metadata of projects and folders, and Pandoc's defaults. */
export const PROJECT_FILE = /(?:^|\/)(?:_quarto|_metadata|defaults)\.ya?ml$/;
const BESIDE = /(?:^|\/)defaults\.ya?ml$/;
const QUARTO_FILE = /(?:^|\/)(?:_quarto|_metadata)\.ya?ml$/;
const QUARTO_PROJECT = /(?:^|\/)_quarto\.ya?ml$/;

/**
 * Which bibliographies hold for which note: what its front matter names, joined with `_metadata.yml` and `_quarto.yml` above it as Quarto
 * joins them; before all else what the defaults name that the project file lists. A `defaults.yaml` beside a note counts where nothing else names one: Pandoc reads it only when it is told to, but
 * what else would it be there for? Paths are those of the workspace.
 * Sources: Quarto's manual, "Project Metadata" and "Directory Metadata"; Pandoc's, "Defaults files".
 */
export class Bibliographies {
  readonly #ofFolder = new Map<string, Map<string, NamedBibliographies>>();
  /** Who names which paths, and by whom a path is named. */
  readonly #pathsOf = new Map<string, ReadonlySet<string>>();
  readonly #namers = new Map<string, Set<string>>();
  readonly #ports: BibliographyPorts;

  constructor(ports: BibliographyPorts) {
    this.#ports = ports;
  }

  /** Takes a project file's text; one that cannot be read gives nothing. */
  setProjectFile(path: string, text: string): void {
    const found = namesIn(parsed(text), !QUARTO_FILE.test(path));
    const folder = folderOf(path);
    const files = this.#ofFolder.get(folder) ?? new Map<string, NamedBibliographies>();
    files.set(path, found);
    this.#ofFolder.set(folder, files);
    this.#name(path, folder, found);
  }

  removeProjectFile(path: string): void {
    if (this.#ofFolder.get(folderOf(path))?.delete(path) === true)
      this.#name(path, folderOf(path), NO_BIBLIOGRAPHY);
  }

  projectFiles(): string[] {
    return [...this.#ofFolder.values()].flatMap((files) => [...files.keys()]);
  }

  setNote(path: string, own: NamedBibliographies): void {
    this.#name(path, folderOf(path), own);
  }

  removeNote(path: string): void {
    this.#name(path, folderOf(path), NO_BIBLIOGRAPHY);
  }

  /** Whether a note or project names a path as its bibliography. */
  isNamed(path: string): boolean {
    return this.#namers.has(path);
  }

  namedPaths(): Iterable<string> {
    return this.#namers.keys();
  }

  /** Null for a note that has no bibliography at all: its keys are looked up in the whole workspace. */
  of(note: string, own: NamedBibliographies, defaults: readonly string[] = []): EffectiveBibliography | null {
    const given = this.#givenDefaults(note, defaults);
    const named = given.length > 0 ? given : this.#levels(note, own);
    if (named.length === 0) return null;
    const files: string[] = [];
    const missing: string[] = [];
    let unknown = 0;
    for (const { name, folder } of named) {
      const { paths, certain } = this.#ports.placesOf(folder, name);
      const found = paths.find((path) => this.#ports.stateOf(path) === 'known');
      if (found !== undefined) {
        if (!files.includes(found)) files.push(found);
      } else if (certain && paths.every((path) => this.#ports.stateOf(path) === 'absent')) missing.push(name);
      else unknown++;
    }
    return { files, complete: missing.length + unknown === 0, missing };
  }

  /** The names that hold for a note, each with the folder that it counts from. */
  #levels(note: string, own: NamedBibliographies): Named[] {
    let joined = placed(own, folderOf(note));
    let isList = own.isList;
    for (let folder = folderOf(note); ; folder = folderOf(folder.slice(0, -1))) {
      const files = this.#ofFolder.get(folder);
      // Of two files in one folder the directory's metadata is nearer.
      for (const path of files ? [...files.keys()].sort() : []) {
        const level = files!.get(path)!;
        if (!QUARTO_FILE.test(path) || level.names.length === 0) continue;
        if (joined.length === 0) joined = placed(level, folder);
        else if (isList || level.isList) joined = [...joined, ...placed(level, folder)];
        isList ||= level.isList;
      }
      if (folder === '' || (files && [...files.keys()].some((path) => QUARTO_PROJECT.test(path)))) break;
    }
    return joined.length > 0 ? joined : this.#defaultsBeside(note);
  }

  /** Defaults that the project says it runs Pandoc with: what they name takes the place of all else, as Pandoc has it. */
  #givenDefaults(note: string, defaults: readonly string[]): Named[] {
    return defaults.flatMap((name) => {
      const path = this.#ports.placesOf(folderOf(note), `./${name}`).paths.at(-1) ?? name;
      const folder = folderOf(path);
      const found = this.#ofFolder.get(folder)?.get(path);
      return found ? placed(found, folder) : [];
    });
  }

  #defaultsBeside(note: string): Named[] {
    const folder = folderOf(note);
    const files = this.#ofFolder.get(folder);
    const path = files && [...files.keys()].sort().find((name) => BESIDE.test(name));
    return path === undefined ? [] : placed(files!.get(path)!, folder);
  }

  #name(owner: string, folder: string, { names }: NamedBibliographies): void {
    const paths = new Set(names.flatMap((name) => this.#ports.placesOf(folder, name).paths));
    for (const path of this.#pathsOf.get(owner) ?? []) {
      if (paths.has(path)) continue;
      const namers = this.#namers.get(path);
      namers?.delete(owner);
      if (namers?.size === 0) this.#namers.delete(path);
    }
    for (const path of paths) {
      const namers = this.#namers.get(path);
      if (namers) namers.add(owner);
      else this.#namers.set(path, new Set([owner]));
    }
    if (paths.size > 0) this.#pathsOf.set(owner, paths);
    else this.#pathsOf.delete(owner);
  }
}

interface Named {
  readonly name: string;
  readonly folder: string;
}

function placed({ names }: NamedBibliographies, folder: string): Named[] {
  return names.map((name) => ({ name, folder }));
}

/** Where a name leads inside the workspace: Pandoc looks in the folder where it runs, Quarto in the note's own. */
export function placesInside(folder: string, name: string): Places {
  const paths = [joined(folder, name), joined('', name)].filter((path) => path !== null);
  return { paths: [...new Set(paths)], certain: paths.length === 2 };
}

/** Pandoc's defaults give it at their top or as metadata, and `${.}` is their own folder. */
function namesIn(metadata: unknown, isDefaults: boolean): NamedBibliographies {
  const found = bibliographyNames(metadata);
  if (!isDefaults) return found;
  const inner =
    typeof metadata === 'object' && metadata !== null && Object.hasOwn(metadata, 'metadata')
      ? bibliographyNames((metadata as { metadata: unknown }).metadata)
      : NO_BIBLIOGRAPHY;
  const names = found.names.length > 0 ? found : inner;
  return { ...names, names: names.names.map((name) => name.replace(/^\$\{\.\}[\\/]?/, './')) };
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent', maxAliasCount: 100 }) as unknown;
  } catch {
    return null;
  }
}

/** Whether a path is that of a file outside of the workspace: absolute. */
export function isOutside(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path);
}

/** The folder of a path, with a slash at its end; empty for the workspace's own. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Null where the path leads out of the workspace. */
function joined(folder: string, name: string): string | null {
  if (/^(?:[A-Za-z]:|[\\/])/.test(name) || isUrl(name)) return null;
  const parts: string[] = [];
  for (const part of `${folder}${name.replaceAll('\\', '/')}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Pandoc fetches what we do not. */
export function isUrl(name: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(name);
}
