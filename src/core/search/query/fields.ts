/** The fields of the query language: one table for the parser, the evaluation and the help. */

/** Fields of text, searched as words. */
export type TextField = 'title' | 'author' | 'abstract' | 'key' | 'venue' | 'notes';
/** Fields whose value is compared as a whole or in part. */
export type ValueField = 'topic' | 'tag' | 'status' | 'source' | 'has' | 'cited-in' | 'arxiv' | 'doi';
/** Fields of time: the paper's own, and the reader's. */
export type TimeField = 'year' | 'date' | 'added' | 'read' | 'highlighted';
export type QueryField = TextField | ValueField | TimeField;

export interface FieldHelp {
  readonly kind: 'text' | 'value' | 'time';
  readonly meaning: string;
  readonly example: string;
  readonly synonyms?: readonly string[];
}

export const FIELDS: ReadonlyMap<QueryField, FieldHelp> = new Map<QueryField, FieldHelp>([
  ['title', { kind: 'text', meaning: 'words of the title', example: 'title:"linear attention"' }],
  [
    'author',
    { kind: 'text', meaning: 'names of authors', example: 'author:hinton', synonyms: ['authors', 'by'] },
  ],
  ['abstract', { kind: 'text', meaning: 'words of the abstract', example: 'abstract:benchmark' }],
  [
    'key',
    { kind: 'text', meaning: 'the citekey and its parts', example: 'key:vaswani2017', synonyms: ['citekey'] },
  ],
  [
    'venue',
    {
      kind: 'text',
      meaning: 'journal or conference',
      example: 'venue:neurips',
      synonyms: ['journal', 'conference'],
    },
  ],
  [
    'notes',
    {
      kind: 'text',
      meaning: 'your own highlights and remarks',
      example: 'notes:"check table"',
      synonyms: ['note', 'highlight', 'remark'],
    },
  ],
  [
    'topic',
    {
      kind: 'value',
      meaning: 'a topic, or a part of its name',
      example: 'topic:"state space"',
      synonyms: ['topics'],
    },
  ],
  [
    'tag',
    { kind: 'value', meaning: 'a tag of yours', example: 'tag:course-w3', synonyms: ['tags', 'keyword'] },
  ],
  [
    'status',
    {
      kind: 'value',
      meaning: 'queued, reading, read, dismissed or none',
      example: 'status:queued',
      synonyms: ['is'],
    },
  ],
  [
    'source',
    {
      kind: 'value',
      meaning: 'the file or format that lists it, or a part of its path',
      example: 'source:digests/2024',
      synonyms: ['in', 'file'],
    },
  ],
  ['has', { kind: 'value', meaning: 'what a paper has', example: 'has:highlights' }],
  [
    'cited-in',
    {
      kind: 'value',
      meaning: 'cited by a note, or by notes of a folder',
      example: 'cited-in:chapters/',
      synonyms: ['cited'],
    },
  ],
  [
    'arxiv',
    {
      kind: 'value',
      meaning: 'the arXiv identifier, or its beginning',
      example: 'arxiv:2310',
      synonyms: ['arXiv'],
    },
  ],
  ['doi', { kind: 'value', meaning: 'the DOI, or its beginning', example: 'doi:10.1145/' }],
  ['year', { kind: 'time', meaning: 'the year of the paper', example: 'year:2020..2023' }],
  ['date', { kind: 'time', meaning: 'the date of the paper', example: 'date:>=2024-05' }],
  ['added', { kind: 'time', meaning: 'when you took it into the reading list', example: 'added:7d' }],
  ['read', { kind: 'time', meaning: 'when you had read it', example: 'read:2024' }],
  ['highlighted', { kind: 'time', meaning: 'when you highlighted in it', example: 'highlighted:2w' }],
]);

/** What `has:` may ask for. */
export const HAS = [
  'abstract',
  'notes',
  'highlights',
  'tags',
  'status',
  'arxiv',
  'doi',
  'url',
  'venue',
  'date',
  'citations',
] as const;
export type Has = (typeof HAS)[number];

export const STATUSES = ['queued', 'reading', 'read', 'dismissed', 'none'] as const;

const BY_NAME = new Map<string, QueryField>();
for (const [field, { synonyms }] of FIELDS)
  for (const name of [field, ...(synonyms ?? [])]) BY_NAME.set(name.toLowerCase(), field);

/** The field that a name means, in any case; undefined where there is none. */
export function fieldNamed(name: string): QueryField | undefined {
  return BY_NAME.get(name.toLowerCase());
}

export function isTextField(field: QueryField): field is TextField {
  return FIELDS.get(field)!.kind === 'text';
}

export function isTimeField(field: QueryField): field is TimeField {
  return FIELDS.get(field)!.kind === 'time';
}

/** How words, operators and times are written, for help: an example and what it means. */
export const WRITING: readonly { readonly example: string; readonly meaning: string }[] = [
  { example: 'sparse attention', meaning: 'both words, in any field; the last may be unfinished' },
  { example: '"state space"', meaning: 'the words side by side' },
  { example: 'transform*', meaning: 'words that begin so' },
  { example: 'mamba OR rwkv', meaning: 'one of them; OR, AND and NOT are written large' },
  { example: 'attention -vision', meaning: 'without the word; NOT vision is the same' },
  { example: 'title:(sparse OR linear) year:2024', meaning: 'a field holds for what is in its parentheses' },
  { example: 'year:>=2020', meaning: 'also <, >, <=, 2020..2023, 2020.. and ..2023' },
  { example: 'added:7d', meaning: 'the last seven days; w, m and y are weeks, months and years' },
];
