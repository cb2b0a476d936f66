import { parse } from 'yaml';
import { bibliographyNames, NO_BIBLIOGRAPHY, type NamedBibliographies } from '../notes/bibliography-names.ts';
import type { NoteScan } from '../notes/citation.ts';
import { customKinds, dialectOf } from '../notes/dialect.ts';
import { styleNames, type NamedStyle } from '../notes/style-names.ts';
import type { Paper } from '../library/paper.ts';
import { Namers } from './namers.ts';

/** Where Pandoc would look a note's keys up. */
export interface EffectiveBibliography {
  /** Files whose entries are known, by path; those outside of the workspace by their absolute one. */
  readonly files: readonly string[];
  /** Whether all that the note names could be read: only then can a key's absence be told. */
  readonly complete: boolean;
  /** Names of files that are nowhere: Pandoc refuses the note. */
  readonly missing: readonly string[];
  /** Files that are there, but from which nothing could be read. */
  readonly unread: readonly string[];
}

/** The paths under which a named file may lie, best first. */
export interface Places {
  readonly paths: readonly string[];
  /** False where it may also lie at a place that must not or cannot be looked at. */
  readonly certain: boolean;
}

export interface BibliographyPorts {
  /** Whether a path is a file whose entries are known, one from which nothing could be read, one that is not there, or not known yet. */
  readonly stateOf: (path: string) => 'known' | 'unread' | 'absent' | 'unknown';
  /** Where a name leads from a folder (with a slash at its end; empty for the workspace's own). */
  readonly placesOf: (folder: string, name: string) => Places;
  /** The same for a citation style, which may also lie in Pandoc's own folder. */
  readonly placesOfStyle: (folder: string, name: string) => Places;
}

/** What a project file names. */
interface ProjectNames extends NamedBibliographies {
  readonly styles: readonly NamedStyle[];
  /** Kinds of cross-references beside Quarto's own. */
  readonly kinds: readonly string[];
}

const NO_NAMES: ProjectNames = { ...NO_BIBLIOGRAPHY, styles: [], kinds: [] };

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
  readonly #ofFolder = new Map<string, Map<string, ProjectNames>>();
  readonly #namers = new Namers();
  readonly #stylesNamed = new Namers();
  readonly #ports: BibliographyPorts;

  constructor(ports: BibliographyPorts) {
    this.#ports = ports;
  }

  /** Takes a project file's text; one that cannot be read gives nothing. */
  setProjectFile(path: string, text: string): void {
    const found = namesIn(parsed(text), !QUARTO_FILE.test(path));
    const folder = folderOf(path);
    const files = this.#ofFolder.get(folder) ?? new Map<string, ProjectNames>();
    files.set(path, found);
    this.#ofFolder.set(folder, files);
    this.#name(path, folder, found);
  }

  removeProjectFile(path: string): void {
    if (this.#ofFolder.get(folderOf(path))?.delete(path) === true) this.#name(path, folderOf(path), NO_NAMES);
  }

  projectFiles(): string[] {
    return [...this.#ofFolder.values()].flatMap((files) => [...files.keys()]);
  }

  setNote(path: string, { bibliography, styles }: Pick<NoteScan, 'bibliography' | 'styles'>): void {
    this.#name(path, folderOf(path), { ...bibliography, styles, kinds: [] });
  }

  removeNote(path: string): void {
    this.#name(path, folderOf(path), NO_NAMES);
  }

  /** Whether a note or project names a path as its bibliography. */
  isNamed(path: string): boolean {
    return this.#namers.has(path);
  }

  /** Whether a note or project names a path as its citation style. */
  isStyle(path: string): boolean {
    return this.#stylesNamed.has(path);
  }

  /** The paths of bibliographies and citation styles. */
  namedPaths(): Iterable<string> {
    return [...this.#namers.paths(), ...this.#stylesNamed.paths()];
  }

  /** Null for a note that has no bibliography at all: its keys are looked up in the whole workspace. */
  of(note: string, own: NamedBibliographies, defaults: readonly string[] = []): EffectiveBibliography | null {
    const given = this.#givenDefaults(note, defaults);
    const named = given.length > 0 ? given : this.#levels(note, own);
    if (named.length === 0 && !own.isList) return null;
    const files: string[] = [];
    const missing: string[] = [];
    const unread: string[] = [];
    let unknown = 0;
    for (const { name, folder } of named) {
      const { paths, certain } = this.#ports.placesOf(folder, name);
      const found = paths.find((path) => this.#ports.stateOf(path) === 'known');
      if (found !== undefined) {
        if (!files.includes(found)) files.push(found);
      } else if (certain && paths.every((path) => this.#ports.stateOf(path) === 'absent')) missing.push(name);
      else {
        unknown++;
        unread.push(...paths.filter((path) => this.#ports.stateOf(path) === 'unread').slice(0, 1));
      }
    }
    return { files, complete: missing.length + unknown === 0, missing, unread };
  }

  /** The kinds of cross-references that a note and Quarto's files above it add; null where neither its name nor a project says that Quarto reads it. */
  kindsOf(note: string, own: readonly string[]): readonly string[] | null {
    const levels = this.#quartoLevels(note);
    const isQuarto = dialectOf(note) === 'quarto' || levels.some(({ isProject }) => isProject);
    return isQuarto ? [...own, ...levels.flatMap(({ names }) => names.kinds)] : null;
  }

  /** The citation styles that hold for a note and are nowhere, which Pandoc refuses: of each field what is named nearest. */
  missingStyles(note: string, own: readonly NamedStyle[], defaults: readonly string[] = []): NamedStyle[] {
    const nearest = new Map<NamedStyle['field'], { style: NamedStyle; folder: string }>();
    const given = this.#defaultsFiles(note, defaults);
    const levels = [
      ...given,
      { folder: folderOf(note), names: { styles: own } },
      ...this.#quartoLevels(note),
    ];
    for (const { folder, names } of levels)
      for (const style of names.styles)
        if (!nearest.has(style.field)) nearest.set(style.field, { style, folder });
    return [...nearest.values()].flatMap(({ style, folder }) => {
      const { paths, certain } = this.#ports.placesOfStyle(folder, style.name);
      return certain && paths.every((path) => this.#ports.stateOf(path) === 'absent') ? [style] : [];
    });
  }

  /** The names that hold for a note, each with the folder that it counts from. */
  #levels(note: string, own: NamedBibliographies): Named[] {
    let joined = placed(own, folderOf(note));
    let isList = own.isList;
    for (const { folder, names } of this.#quartoLevels(note)) {
      if (names.names.length === 0) continue;
      if (joined.length === 0) joined = placed(names, folder);
      else if (isList || names.isList) joined = [...joined, ...placed(names, folder)];
      isList ||= names.isList;
    }
    return joined.length > 0 ? joined : this.#defaultsBeside(note);
  }

  /** Quarto's metadata of the folders above a note up to its project's, nearest first. */
  #quartoLevels(note: string): QuartoLevel[] {
    const levels: QuartoLevel[] = [];
    for (let folder = folderOf(note); ; folder = folderOf(folder.slice(0, -1))) {
      const files = this.#ofFolder.get(folder);
      // Of two files in one folder the directory's metadata is nearer.
      for (const path of files ? [...files.keys()].sort() : [])
        if (QUARTO_FILE.test(path))
          levels.push({ folder, names: files!.get(path)!, isProject: QUARTO_PROJECT.test(path) });
      if (folder === '' || (files && [...files.keys()].some((path) => QUARTO_PROJECT.test(path))))
        return levels;
    }
  }

  /** Defaults that the project says it runs Pandoc with: what they name takes the place of all else, as Pandoc has it. */
  #givenDefaults(note: string, defaults: readonly string[]): Named[] {
    return this.#defaultsFiles(note, defaults).flatMap(({ folder, names }) => placed(names, folder));
  }

  #defaultsFiles(note: string, defaults: readonly string[]): Level[] {
    return defaults.flatMap((name) => {
      const path = this.#ports.placesOf(folderOf(note), `./${name}`).paths.at(-1) ?? name;
      const folder = folderOf(path);
      const found = this.#ofFolder.get(folder)?.get(path);
      return found ? [{ folder, names: found }] : [];
    });
  }

  #defaultsBeside(note: string): Named[] {
    const folder = folderOf(note);
    const files = this.#ofFolder.get(folder);
    const path = files && [...files.keys()].sort().find((name) => BESIDE.test(name));
    return path === undefined ? [] : placed(files!.get(path)!, folder);
  }

  #name(owner: string, folder: string, { names, styles }: ProjectNames): void {
    this.#namers.set(owner, new Set(names.flatMap((name) => this.#ports.placesOf(folder, name).paths)));
    this.#stylesNamed.set(
      owner,
      new Set(styles.flatMap(({ name }) => this.#ports.placesOfStyle(folder, name).paths)),
    );
  }
}

interface Level {
  readonly folder: string;
  readonly names: ProjectNames;
}

interface QuartoLevel extends Level {
  /** Whether it is the project's own file. */
  readonly isProject: boolean;
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

/** With the folders in which Pandoc looks for a style that is not beside the note; it fetches what has an address. */
export function withStyleFolders(
  { paths, certain }: Places,
  name: string,
  folders: readonly string[] | null = [],
): Places {
  if (isUrl(name) || folders === null) return { paths, certain: false };
  return { paths: [...paths, ...folders.map((folder) => `${folder}/${name}`)], certain };
}

/** Pandoc's defaults give them at their top or as metadata, and `${.}` is their own folder. */
function namesIn(metadata: unknown, isDefaults: boolean): ProjectNames {
  const found = {
    ...bibliographyNames(metadata),
    styles: styleNames(metadata),
    kinds: customKinds(metadata),
  };
  if (!isDefaults) return found;
  const inner =
    typeof metadata === 'object' && metadata !== null && Object.hasOwn(metadata, 'metadata')
      ? namesIn((metadata as { metadata: unknown }).metadata, false)
      : NO_NAMES;
  const own = (name: string): string => name.replace(/^\$\{\.\}[\\/]?/, './');
  const { names, ...rest } = found.names.length > 0 ? found : inner;
  const styles = found.styles.length > 0 ? found.styles : inner.styles;
  return {
    ...rest,
    names: names.map(own),
    styles: styles.map((style) => ({ ...style, name: own(style.name) })),
  };
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

/**
 * Whether a bibliography of the note gives the paper the key. Other keys of an entry (BibLaTeX's `ids`) do not count: Pandoc 2.17 finds by
 * them only what the text cites by its first key too, and not each of them.
 */
export function isIn(bibliography: EffectiveBibliography | null, paper: Paper, key: string): boolean {
  return (
    bibliography !== null &&
    paper.entries.some(
      ({ path, entry }) => (entry.pandocKey ?? entry.key) === key && bibliography.files.includes(path),
    )
  );
}

/** The entry of a paper in a bibliography, and the key by which Pandoc finds it there; null where it has none. */
export function ownEntry(
  bibliography: EffectiveBibliography | null,
  { entries }: Paper,
): { readonly path: string; readonly key: string } | null {
  for (const { path, entry } of entries) {
    const key = entry.pandocKey ?? entry.key;
    if (key !== null && bibliography?.files.includes(path) === true) return { path, key };
  }
  return null;
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
