import picomatch from 'picomatch';
import { PROJECT_FILE } from './bibliographies.ts';

/**
 * What a file is taken for by its name alone.
 * - `digest`: a digest; what cannot be read as one is reported.
 * - `perhaps`: text that is a digest if its content says so with certainty; otherwise nobody's business.
 * - `project`: metadata of a folder of notes.
 * - `note`: Markdown; one whose front matter says `carrel: digest` is a digest.
 */
export type FileKind = 'digest' | 'perhaps' | 'project' | 'note' | 'other';

export interface FileRules {
  readonly kindOf: (path: string) => FileKind;
  /** Whether a folder is never looked into. */
  readonly skipsFolder: (name: string) => boolean;
}

export interface RuleSettings {
  /** Globs of files that are digests beside those of the rule. */
  readonly include: readonly string[];
  /** Globs of files that are none. */
  readonly exclude: readonly string[];
}

const BIBLIOGRAPHY = /\.(?:bib|ris|nbib|csl\.json|csl\.ya?ml)$/i;
const DIGEST_NAME = /\.digest\.[^./]+$/i;
const DIGEST_FOLDER =
  /(?:^|\/)digests\/(?:.*\/)?[^/]+\.(?:txt|text|eml|mbox|json|jsonl|ndjson|xml|rss|atom)$/i;
const PLAIN_TEXT = /\.(?:txt|eml)$/i;
const NOTE = /\.(?:md|markdown|qmd|rmd)$/i;

/**
 * The rule of which files are digests and which are notes: bibliographies anywhere, `*.digest.*`, text, mail, JSON and XML in a
 * folder named `digests`, and what settings add. Plain text elsewhere counts if its content is certain: a page that was saved
 * beside one's notes should not need a setting. `libraryName` is the name of the folder that is opened, which may be `digests`.
 */
export function fileRules(settings: RuleSettings, libraryName = ''): FileRules {
  const included = matcher(settings.include);
  const excluded = matcher(settings.exclude);
  return {
    kindOf(path) {
      if (excluded(path)) return NOTE.test(path) ? 'note' : 'other';
      if (included(path) || DIGEST_NAME.test(path) || BIBLIOGRAPHY.test(path)) return 'digest';
      if (DIGEST_FOLDER.test(`${libraryName}/${path}`)) return 'digest';
      if (NOTE.test(path)) return 'note';
      if (PROJECT_FILE.test(path)) return 'project';
      return PLAIN_TEXT.test(path) ? 'perhaps' : 'other';
    },
    skipsFolder: (name) => name === 'node_modules' || name.startsWith('.'),
  };
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true });
}
