import { globMatcher } from '../text/glob.ts';
import { fileRules, isBibliography, type FileKind, type FileRules } from './file-rules.ts';
import { GitIgnore } from './git-ignore.ts';
import { DEFAULT_PROJECT, type ProjectSettings } from './project-settings.ts';

/** Why a file or folder that could have mattered is not read, as the report calls it. */
export const NEVER_READ = 'node_modules and hidden folders';

export interface FolderRulesParts {
  readonly settings: ProjectSettings;
  /** The folder's name, which may be `digests`. */
  readonly name: string;
  /** Globs of what the editor hides. */
  readonly hidden?: readonly string[];
  /** Whether the file system takes letters of both cases for one. */
  readonly foldCase?: boolean;
}

/** What counts in one workspace folder, by paths inside it: names, the project file, what the editor hides, what git ignores. */
export class FolderRules implements FileRules {
  readonly settings: ProjectSettings;
  /** Filled while the folder is listed. */
  readonly git: GitIgnore;
  readonly #name: string;
  readonly #byName: FileRules;
  readonly #added: (path: string) => boolean;
  readonly #readOnly: (path: string) => boolean;
  readonly #hidden: (path: string) => boolean;
  readonly #hiddenFolders = new Map<string, boolean>();

  constructor({ settings, name, hidden = [], foldCase = false }: FolderRulesParts) {
    this.settings = settings;
    this.#name = name;
    this.git = new GitIgnore(foldCase);
    this.#added = globMatcher([...settings['digests.include'], ...settings['notes.include']]);
    this.#readOnly = globMatcher(settings.readOnlyBibliographies);
    this.#hidden = globMatcher(hidden);
    this.#byName = fileRules(
      {
        include: settings['digests.include'],
        exclude: settings['digests.exclude'],
        notesInclude: settings['notes.include'],
        notesExclude: settings['notes.exclude'],
        readingLists: settings.readingLists,
      },
      name,
    );
  }

  kindOf(path: string): FileKind {
    if (this.settings.pandocDefaults.includes(path)) return 'project';
    const kind = this.#byName.kindOf(path);
    return kind === 'other' || this.#hiddenBy(path) === null ? kind : 'other';
  }

  skipsFolder(name: string): boolean {
    return this.#byName.skipsFolder(name);
  }

  leftOut(path: string): string | null {
    const byName = this.#byName.leftOut(path);
    if (byName !== null) return byName;
    return this.#byName.kindOf(path) === 'other' ? null : this.#hiddenBy(path);
  }

  leftOutFolder(path: string): string | null {
    if (this.skipsFolder(path.slice(path.lastIndexOf('/') + 1))) return NEVER_READ;
    return this.#isHiddenFolder(path) ? 'files.exclude' : null;
  }

  /** Whether a file would be a digest if the settings did not have this glob. */
  isDigestWithout(path: string, glob: string): boolean {
    const rest = (name: 'digests.include' | 'digests.exclude'): readonly string[] =>
      this.settings[name].filter((other) => other !== glob);
    const lists = { 'digests.include': rest('digests.include'), 'digests.exclude': rest('digests.exclude') };
    const settings = { ...this.settings, ...lists };
    return new FolderRules({ settings, name: this.#name }).kindOf(path) === 'digest';
  }

  isReadOnly(path: string): boolean {
    return this.#readOnly(path);
  }

  isReadingList(path: string): boolean {
    return this.#byName.isReadingList(path);
  }

  settingsOf(): ProjectSettings {
    return this.settings;
  }

  /** Bibliographies that git ignores or the editor hides count: programs that export them leave them so. */
  #hiddenBy(path: string): string | null {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (parent !== '' && this.#isHiddenFolder(parent)) return 'files.exclude';
    if (isBibliography(path)) return null;
    if (this.#hidden(path)) return 'files.exclude';
    // Who names a file wants it.
    if (!this.settings.respectGitignore || this.#added(path)) return null;
    return this.git.ignores(path);
  }

  #isHiddenFolder(folder: string): boolean {
    let known = this.#hiddenFolders.get(folder);
    if (known === undefined) {
      const parent = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      known = (parent !== '' && this.#isHiddenFolder(parent)) || this.#hidden(folder);
      this.#hiddenFolders.set(folder, known);
    }
    return known;
  }
}

/** The rules of several workspace folders, by paths that begin with each folder's prefix (`name/`, or nothing for a single one). */
export class WorkspaceRules implements FileRules {
  readonly #folders: ReadonlyMap<string, FolderRules>;

  constructor(folders: ReadonlyMap<string, FolderRules>) {
    this.#folders = folders;
  }

  kindOf(path: string): FileKind {
    const [rules, inner] = this.#of(path);
    return rules?.kindOf(inner) ?? 'other';
  }

  skipsFolder(name: string): boolean {
    return skipsEveryFolder(name);
  }

  leftOut(path: string): string | null {
    const [rules, inner] = this.#of(path);
    return rules?.leftOut(inner) ?? null;
  }

  leftOutFolder(path: string): string | null {
    const [rules, inner] = this.#of(path);
    return rules?.leftOutFolder(inner) ?? null;
  }

  isDigestWithout(path: string, glob: string): boolean {
    const [rules, inner] = this.#of(path);
    return rules?.isDigestWithout(inner, glob) ?? false;
  }

  isReadOnly(path: string): boolean {
    const [rules, inner] = this.#of(path);
    return rules?.isReadOnly(inner) ?? false;
  }

  isReadingList(path: string): boolean {
    const [rules, inner] = this.#of(path);
    return rules?.isReadingList(inner) ?? false;
  }

  settingsOf(path: string): ProjectSettings {
    return this.#of(path)[0]?.settings ?? DEFAULT_PROJECT;
  }

  /** The rules of the folder whose paths begin with a prefix. */
  folder(prefix: string): FolderRules | undefined {
    return this.#folders.get(prefix);
  }

  #of(path: string): readonly [FolderRules | undefined, string] {
    const only = this.#folders.get('');
    if (only) return [only, path];
    const end = path.indexOf('/') + 1;
    return [this.#folders.get(path.slice(0, end)), path.slice(end)];
  }
}

const { skipsFolder: skipsEveryFolder } = fileRules({ include: [], exclude: [] });
