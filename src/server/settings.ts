import type { Severity } from '../core/text/problem.ts';

/** The settings that the server honours, as `workspace/configuration` gives section `carrel`. */
export interface Settings {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly unknownCitation: Severity | 'off';
  readonly completeAt: boolean;
  readonly completeWikilinks: boolean;
  /** Behind `arXiv:` and `doi:`. */
  readonly completeIdentifiers: boolean;
  /** What inlay hints behind citations say. */
  readonly citationHints: 'off' | 'short' | 'full' | 'status';
  readonly codeLens: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  include: [],
  exclude: [],
  unknownCitation: 'error',
  completeAt: true,
  completeWikilinks: true,
  completeIdentifiers: true,
  citationHints: 'off',
  codeLens: true,
};

const HINTS = ['off', 'short', 'full', 'status'] as const;

const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** Reads what a client sent; whatever is not of the right form keeps its default. */
export function readSettings(value: unknown): Settings {
  const severity = at(value, 'diagnostics', 'unknownCitation');
  return {
    include: strings(at(value, 'digests', 'include')),
    exclude: strings(at(value, 'digests', 'exclude')),
    unknownCitation: SEVERITIES.find((known) => known === severity) ?? DEFAULT_SETTINGS.unknownCitation,
    completeAt: boolean(at(value, 'completion', 'at'), DEFAULT_SETTINGS.completeAt),
    completeWikilinks: boolean(at(value, 'completion', 'wikilink'), DEFAULT_SETTINGS.completeWikilinks),
    completeIdentifiers: boolean(
      at(value, 'completion', 'identifiers'),
      DEFAULT_SETTINGS.completeIdentifiers,
    ),
    citationHints:
      HINTS.find((known) => known === at(value, 'inlayHints', 'citations')) ?? DEFAULT_SETTINGS.citationHints,
    codeLens: boolean(at(value, 'codeLens', 'enabled'), DEFAULT_SETTINGS.codeLens),
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function boolean(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}
