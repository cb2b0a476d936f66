import type { Connection } from 'vscode-languageserver';
import { pathToFileURL } from 'node:url';
import { WorkspaceRules } from '../core/workspace/folder-rules.ts';
import { PROJECT_SETTINGS_FILE } from '../core/workspace/project-settings.ts';
import { showError } from './detached.ts';
import { NO_SETTINGS, placedProblems, readRules, type FolderSettings, type ReadRules } from './node/rules.ts';
import type { Roots } from './roots.ts';
import type { Session } from './session.ts';
import { DEFAULT_SETTINGS, readEditorSettings, readFolderSettings, type EditorSettings } from './settings.ts';

/** Files whose change may change which files count. */
const RULE_FILE = /(?:^|\/)(?:\.gitignore|\.git\/info\/exclude)$/;

/** What the reader's editor and the project files say, and the rules that follow. */
export class Configuration {
  readonly #connection: Connection;
  readonly #session: Session;
  #folders: readonly FolderSettings[] = [];
  #told: ReadonlySet<string> = new Set();
  #rules = new WorkspaceRules(new Map());

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  /** The rules that hold; `use` changes them. */
  get rules(): WorkspaceRules {
    return this.#rules;
  }

  /** Asks the client what its user set. */
  async ask(): Promise<EditorSettings> {
    const { client, roots } = this.#session;
    if (!client.configuration) return DEFAULT_SETTINGS;
    const uris = roots.all.map(({ directory }) => pathToFileURL(directory).href);
    const items = uris.flatMap((scopeUri) => [
      { scopeUri, section: 'carrel' },
      { scopeUri, section: 'files.exclude' },
    ]);
    const [own, ...answers] = (await this.#connection.workspace.getConfiguration([
      { section: 'carrel' },
      ...items,
    ])) as unknown[];
    this.#folders = uris.map((_, i) => readFolderSettings(answers[2 * i] ?? own, answers[2 * i + 1]));
    this.#tell(this.#folders.flatMap(({ faults }) => faults));
    return readEditorSettings(own);
  }

  /** Tells the user of each fault once. */
  #tell(faults: readonly string[]): void {
    for (const fault of new Set(faults))
      if (!this.#told.has(fault)) showError(this.#connection, `carrel.${fault.replace(/\.$/, '')}`);
    this.#told = new Set(faults);
  }

  /** Reads the project files anew. The rules hold from `use` on. */
  read(): Promise<ReadRules> {
    const { roots, client } = this.#session;
    return readRules(roots, (i) => this.#folders[i] ?? NO_SETTINGS, client.trusted);
  }

  use({ rules, projects }: ReadRules): void {
    this.#rules = rules;
    const { workspace } = this.#session;
    workspace.useRules(rules);
    workspace.files.setProjects(placedProblems(projects));
  }

  /** Whether the user's editor overrides a setting of the project file in the folder of a path. */
  overrides(path: string, name: keyof FolderSettings['given']): boolean {
    const { all } = this.#session.roots;
    const index = all.findIndex(({ prefix }) => path.startsWith(prefix));
    return this.#folders[index]?.given[name] !== undefined;
  }
}

/** Whether a file, by its path, says which files count. */
export function isRuleFile(roots: Roots, path: string): boolean {
  return RULE_FILE.test(path) || isProjectFile(roots, path);
}

export function isProjectFile(roots: Roots, path: string | null): boolean {
  return path !== null && roots.all.some(({ prefix }) => path === prefix + PROJECT_SETTINGS_FILE);
}
