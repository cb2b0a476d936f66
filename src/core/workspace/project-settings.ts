import type { KeyFormat } from '../library/key-format/format.ts';
import type { Severity } from '../text/problem.ts';

/**
 * What the command line, other editors and VS Code agree on, by the names under which it stands in `.carrel.yaml` (`digests.include` is
 * `include` below `digests`) and, with `carrel.` in front, in a client's settings.
 */
export interface ProjectSettings {
  readonly 'digests.include': readonly string[];
  readonly 'digests.exclude': readonly string[];
  readonly 'notes.include': readonly string[];
  readonly 'notes.exclude': readonly string[];
  readonly respectGitignore: boolean;
  readonly readOnlyBibliographies: readonly string[];
  readonly pandocDefaults: readonly string[];
  /** Null: `annotations`, or `_annotations` where Quarto would publish it. */
  readonly 'annotations.folder': string | null;
  readonly 'annotations.pattern': string;
  /** Null: the globs of the rule. */
  readonly readingLists: readonly string[] | null;
  /** Null: by titles. */
  readonly citekeyFormat: KeyFormat | null;
  /** How severe a problem is, by its code. */
  readonly diagnostics: ReadonlyMap<string, Severity | 'off'>;
}

export type SettingName = keyof ProjectSettings;

/** Some of the settings: those that a file or a user gave. */
export type GivenSettings = Partial<ProjectSettings>;

export const DEFAULT_PROJECT: ProjectSettings = {
  'digests.include': [],
  'digests.exclude': [],
  'notes.include': [],
  'notes.exclude': [],
  respectGitignore: true,
  readOnlyBibliographies: [],
  pandocDefaults: [],
  'annotations.folder': null,
  'annotations.pattern': '@{citekey}.md',
  readingLists: null,
  citekeyFormat: null,
  diagnostics: new Map(),
};

/** The name of the project file, in a workspace folder itself. */
export const PROJECT_SETTINGS_FILE = '.carrel.yaml';

/** What holds: a later one's value in place of an earlier one's, severities one by one. */
export function effectiveSettings(...given: readonly GivenSettings[]): ProjectSettings {
  const settings = given.reduce<ProjectSettings>((all, some) => ({ ...all, ...some }), DEFAULT_PROJECT);
  return {
    ...settings,
    diagnostics: new Map(given.flatMap(({ diagnostics }) => [...(diagnostics ?? [])])),
  };
}
