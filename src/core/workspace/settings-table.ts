import type { SettingName } from './project-settings.ts';

/** What form a setting has. */
export type SettingForm =
  'globs' | 'paths' | 'flag' | 'folder' | 'name-pattern' | 'citekey-format' | 'severities';

export interface SettingRow {
  readonly form: SettingForm;
  /** For the schema and the documentation; one or two sentences. */
  readonly description: string;
}

export const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** Every setting of the project file. The reader, the JSON schema and the documentation's test follow this table. */
export const SETTINGS_TABLE: { readonly [name in SettingName]: SettingRow } = {
  'digests.include': {
    form: 'globs',
    description:
      'More files to read as digests, beside bibliographies, *.digest.* and what lies in folders named digests.',
  },
  'digests.exclude': { form: 'globs', description: 'Files never to read as digests.' },
  'notes.include': {
    form: 'globs',
    description: 'More files to read as notes, beside those that end in .md, .markdown, .qmd and .Rmd.',
  },
  'notes.exclude': {
    form: 'globs',
    description: 'Files never to read as notes: nothing in them is a citation.',
  },
  respectGitignore: {
    form: 'flag',
    description: 'Whether files that git ignores are left out. Bibliographies are read all the same.',
  },
  readOnlyBibliographies: {
    form: 'globs',
    description: 'Bibliographies that Carrel never writes to, such as those that another program exports.',
  },
  pandocDefaults: {
    form: 'paths',
    description: "Pandoc's defaults files whose bibliography and metadata hold for all notes.",
  },
  'annotations.folder': { form: 'folder', description: 'The folder for new annotation files.' },
  'annotations.pattern': {
    form: 'name-pattern',
    description: 'The name of a new annotation file; {citekey} stands for the citekey.',
  },
  readingLists: { form: 'globs', description: 'Markdown files whose tasks are reading lists.' },
  citekeyFormat: {
    form: 'citekey-format',
    description:
      'How citekeys of papers are made that no bibliography gives one and whose authors are known: a formula of Better BibTeX, such as auth.lower + year, or a pattern of JabRef, such as [auth:lower][year].',
  },
  diagnostics: {
    form: 'severities',
    description: 'How severe a problem is, by its code: error, warning, information, hint or off.',
  },
};
