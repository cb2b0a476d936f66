import type { Problem } from '../core/text/problem.ts';
import { readClientSettings } from '../core/workspace/project-file.ts';
import type { GivenSettings } from '../core/workspace/project-settings.ts';
import { SEVERITIES } from '../core/workspace/settings-table.ts';
import type { FolderSettings } from './node/rules.ts';

/** The settings of the reader's own editor. */
export interface EditorSettings {
  readonly completeAt: boolean;
  readonly completeWikilinks: boolean;
  /** Behind `arXiv:` and `doi:`. */
  readonly completeIdentifiers: boolean;
  /** Behind `#^` in a wikilink to a paper. */
  readonly completeHighlights: boolean;
  /** Whether choosing a completion writes the paper into the note's bibliography. */
  readonly pinOnCompletion: boolean;
  /** What inlay hints behind citations say. */
  readonly citationHints: 'off' | 'short' | 'full' | 'status';
  readonly codeLens: boolean;
  /** Whose annotations are written; null where one person alone annotates. */
  readonly annotator: string | null;
}

export const DEFAULT_SETTINGS: EditorSettings = {
  completeAt: true,
  completeWikilinks: true,
  completeIdentifiers: true,
  completeHighlights: true,
  pinOnCompletion: true,
  citationHints: 'off',
  codeLens: true,
  annotator: null,
};

const HINTS = ['off', 'short', 'full', 'status'] as const;

/** Reads section `carrel` as a client sent it; whatever is not of the right form keeps its default. */
export function readEditorSettings(value: unknown): EditorSettings {
  return {
    completeAt: boolean(at(value, 'completion', 'at'), DEFAULT_SETTINGS.completeAt),
    completeWikilinks: boolean(at(value, 'completion', 'wikilink'), DEFAULT_SETTINGS.completeWikilinks),
    completeIdentifiers: boolean(
      at(value, 'completion', 'identifiers'),
      DEFAULT_SETTINGS.completeIdentifiers,
    ),
    completeHighlights: boolean(at(value, 'completion', 'highlights'), DEFAULT_SETTINGS.completeHighlights),
    pinOnCompletion: boolean(at(value, 'completion', 'pin'), DEFAULT_SETTINGS.pinOnCompletion),
    citationHints:
      HINTS.find((known) => known === at(value, 'inlayHints', 'citations')) ?? DEFAULT_SETTINGS.citationHints,
    codeLens: boolean(at(value, 'codeLens', 'enabled'), DEFAULT_SETTINGS.codeLens),
    annotator: name(at(value, 'annotator')),
  };
}

/**
 * Reads sections `carrel` and `files.exclude` of one folder. A client sends of `carrel` what its user set; what it leaves out the
 * project file decides.
 */
export function readFolderSettings(carrel: unknown, filesExclude: unknown): FolderSettings {
  const { given, problems } = readClientSettings(carrel);
  return { given: withSeverities(given, carrel), faults: faultsOf(problems), hidden: hiddenOf(filesExclude) };
}

/** VS Code's settings name severities otherwise than the project file. */
function withSeverities(given: GivenSettings, carrel: unknown): GivenSettings {
  const { given: severities } = readClientSettings({ diagnostics: at(carrel, 'diagnostics', 'severity') });
  const diagnostics = new Map([...(given.diagnostics ?? []), ...(severities.diagnostics ?? [])]);
  const named = at(carrel, 'diagnostics', 'unknownCitation');
  const unknownCitation = SEVERITIES.find((known) => known === named);
  if (unknownCitation) diagnostics.set('unknown-citation', unknownCitation);
  return { ...given, diagnostics };
}

/** What no schema tells the user of. */
function faultsOf(problems: readonly Problem[]): string[] {
  return problems.filter(({ code }) => code === 'settings-citekey-format').map(({ message }) => message);
}

/** VS Code's `files.exclude`: globs that are on. Those that depend on a file beside are left alone. */
function hiddenOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([glob, on]) => (on === true ? glob : []));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

function name(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 100) : null;
}

function boolean(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}
