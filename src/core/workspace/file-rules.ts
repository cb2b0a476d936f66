import { isDecisionFile } from '../annotations/decisions.ts';
import { globMatcher } from '../text/glob.ts';
import { PROJECT_FILE } from './bibliographies.ts';
import { DEFAULT_PROJECT, type ProjectSettings } from './project-settings.ts';

/**
 * What a file is taken for by its name alone.
 * - `digest`: a digest; what cannot be read as one is reported.
 * - `perhaps`: text that is a digest if its content says so with certainty; otherwise nobody's business.
 * - `project`: metadata of a folder of notes.
 * - `decisions`: what readers decided in triage.
 * - `verdicts`: what readers said about which entries are one paper.
 * - `less-like-this`: what readers do not want to see as related.
 * - `topics`: topics that readers keep.
 * - `note`: Markdown; one whose front matter says `carrel: digest` is a digest.
 */
export type FileKind =
  | 'digest'
  | 'perhaps'
  | 'project'
  | 'decisions'
  | 'verdicts'
  | 'less-like-this'
  | 'topics'
  | 'note'
  | 'other';

export interface FileRules {
  readonly kindOf: (path: string) => FileKind;
  /** Whether the tasks of a note are a reading list. */
  readonly isReadingList: (path: string) => boolean;
  /** Whether a folder is never looked into, whatever the settings. */
  readonly skipsFolder: (name: string) => boolean;
  /** The rule by which a file is left out that would matter by its name; null for all others. */
  readonly leftOut: (path: string) => string | null;
  /** The rule by which a folder is not looked into; null where it is. */
  readonly leftOutFolder: (path: string) => string | null;
  /** Whether a file must not be written to. */
  readonly isReadOnly: (path: string) => boolean;
  /** The settings that hold for a file. */
  readonly settingsOf: (path: string) => ProjectSettings;
}

export interface RuleSettings {
  /** Globs of files that are digests beside those of the rule. */
  readonly include: readonly string[];
  /** Globs of files that are none. */
  readonly exclude: readonly string[];
  readonly notesInclude?: readonly string[];
  readonly notesExclude?: readonly string[];
  /** Globs of reading lists; null: those of the rule. */
  readonly readingLists?: readonly string[] | null;
}

const BIBLIOGRAPHY = /\.(?:bib|ris|nbib|csl\.json|csl\.ya?ml)$/i;
const DIGEST_NAME = /\.digest\.[^./]+$/i;
const DIGEST_FOLDER =
  /(?:^|\/)digests\/(?:.*\/)?[^/]+\.(?:txt|text|eml|mbox|json|jsonl|ndjson|xml|rss|atom|csv|tsv|tab|ya?ml|zip|gz|html?|enw|isi|ciw)$/i;
const PLAIN_TEXT = /\.(?:txt|eml)$/i;
/** Below a workspace folder. */
export const VERDICTS_FILE = '.carrel/verdicts.tsv';
export const LESS_LIKE_THIS_FILE = '.carrel/less-like-this.tsv';
export const TOPICS_FILE = '.carrel/topics.yaml';
const LESS_LIKE_THIS = /(?:^|\/)\.carrel\/less-like-this\.tsv$/;
const TOPICS = /(?:^|\/)\.carrel\/topics\.ya?ml$/;
const VERDICTS = /(?:^|\/)\.carrel\/verdicts\.tsv$/;
const NOTE = /\.(?:md|markdown|qmd|rmd)$/i;

/** Whether a file keeps what readers decided, so that it matters if it cannot be read. */
export function isReadersFile(kind: FileKind): boolean {
  return kind === 'verdicts' || kind === 'less-like-this' || kind === 'topics';
}

export function isBibliography(path: string): boolean {
  return BIBLIOGRAPHY.test(path);
}

/**
 * The rule of which files are digests and which are notes: bibliographies anywhere, `*.digest.*`, text, mail, JSON and XML in a
 * folder named `digests`, and what settings add. Plain text elsewhere counts if its content is certain: a page that was saved
 * beside one's notes should not need a setting. `libraryName` is the name of the folder that is opened, which may be `digests`.
 */
export function fileRules(settings: RuleSettings, libraryName = ''): FileRules {
  const included = globMatcher(settings.include);
  const excluded = globMatcher(settings.exclude);
  const notesIncluded = globMatcher(settings.notesInclude ?? []);
  const notesExcluded = globMatcher(settings.notesExclude ?? []);
  const ruleOf = (path: string): FileKind => {
    if (isDecisionFile(path)) return 'decisions';
    if (VERDICTS.test(path)) return 'verdicts';
    if (LESS_LIKE_THIS.test(path)) return 'less-like-this';
    if (TOPICS.test(path)) return 'topics';
    if (included(path)) return 'digest';
    if (notesIncluded(path)) return 'note';
    if (DIGEST_NAME.test(path) || BIBLIOGRAPHY.test(path)) return 'digest';
    if (DIGEST_FOLDER.test(`${libraryName}/${path}`)) return 'digest';
    if (NOTE.test(path)) return 'note';
    if (PROJECT_FILE.test(path)) return 'project';
    return PLAIN_TEXT.test(path) ? 'perhaps' : 'other';
  };
  const asNote = (path: string): FileKind =>
    (NOTE.test(path) || notesIncluded(path)) && !notesExcluded(path) ? 'note' : 'other';
  const kindOf = (path: string): FileKind => {
    const kind = ruleOf(path);
    if (kind === 'note') return asNote(path);
    return (kind === 'digest' || kind === 'perhaps') && excluded(path) ? asNote(path) : kind;
  };
  return {
    kindOf,
    isReadingList: globMatcher(settings.readingLists ?? READING_LISTS),
    skipsFolder: (name) => name === 'node_modules' || (name.startsWith('.') && name !== OWN_FOLDER),
    leftOut(path) {
      const kind = ruleOf(path);
      if (kind === 'other' || kindOf(path) !== 'other') return null;
      return kind === 'note' ? 'notes.exclude' : 'digests.exclude';
    },
    leftOutFolder: () => null,
    isReadOnly: () => false,
    settingsOf: () => DEFAULT_PROJECT,
  };
}

/** Where Carrel keeps what readers decided. */
const OWN_FOLDER = '.carrel';
/** Paths inside a workspace folder. */
const READING_LISTS = ['reading-list.md', 'reading/*.md', '_reading/*.md'];
