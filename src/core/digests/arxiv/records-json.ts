import { arxivOfUrl, parseArxivId, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import type { JsonObject } from '../../text/json/objects.ts';
import { bareEntry, type Author, type Entry } from '../entry.ts';
import { LINE } from '../../text/json/texts.ts';
import { JsonFields, type PlacedText } from '../json/fields.ts';
import { formOf, jsonDigest } from '../json/json-digest.ts';
import { readAuthors } from './authors.ts';
import { personOf } from './person.ts';
import { appendTexAccents, texAccents } from './tex-accents.ts';

/**
 * arXiv's metadata as JSON: its own snapshot with an object a line (`id`, `authors_parsed`, `versions`), and the daily mirrors that people
 * keep (`arxiv_id`, `summary`, `published`). Source: the field list of arXiv's metadata snapshot, and such mirrors.
 */
export const arxivJson = jsonDigest({
  id: 'arxiv-jsonl',
  label: 'arXiv metadata (JSON)',
  mark: /"(?:arxiv_id|arxivId|authors_parsed|journal-ref|entry_id|pdf_url|update_date|primary_category)"\s*:/,
  name: /(?:^|\/)arxiv[^/]*\.jsonl?$/i,
  piece: appendTexAccents,
  isRecord: ({ members }) => members.has('title') && ID_NAMES.some((name) => members.has(name)),
  entryOf,
});

const TITLE = formOf({ piece: appendTexAccents }, 'title');
const ABSTRACT = formOf({ piece: appendTexAccents }, 'abstract');

const ID_NAMES = ['arxiv_id', 'arxivId', 'id', 'entry_id', 'paper_id', 'url', 'abs_url', 'pdf_url', 'link'];

function entryOf(text: string, object: JsonObject): Entry | null {
  const fields = new JsonFields(text, object);
  const title = fields.text(TITLE, 'title');
  if (!title) return null;
  const abstract = fields.text(ABSTRACT, 'summary', 'abstract');
  const found = arxivOf(fields);
  const authors = authorsOf(fields);
  const doi = fields.text(LINE, 'doi');
  const bare = bareEntry(title.value, object.span, title.span);
  return {
    ...bare,
    spans: {
      ...bare.spans,
      abstract: abstract?.span ?? null,
      arxiv: found?.place.span ?? null,
      doi: doi?.span ?? null,
    },
    ...authors,
    date:
      fields.day('published', 'published_date', 'publishedAt', 'date', 'submitted') ??
      firstVersion(fields) ??
      fields.day('updated', 'update_date'),
    abstract: abstract?.value ?? null,
    arxiv: found?.id.id ?? null,
    arxivVersion: found?.id.version ?? null,
    doi: doi ? parseDoi(doi.value.split(/\s/)[0]!) : null,
    url: found ? `https://arxiv.org/abs/${found.id.id}` : null,
    venue: fields.string('journal-ref', 'journal_ref'),
    subjects: subjectsOf(fields),
  };
}

function arxivOf(fields: JsonFields): { readonly id: ArxivId; readonly place: PlacedText } | null {
  for (const name of ID_NAMES) {
    const place = fields.text(LINE, name);
    const id = place && (parseArxivId(place.value.replace(/^arxiv:\s*/i, '')) ?? arxivOfUrl(place.value));
    if (id) return { id, place };
  }
  return null;
}

function authorsOf(fields: JsonFields): Pick<Entry, 'authors' | 'authorCount'> {
  const parsed = fields.value('authors_parsed');
  const line = fields.string('authors', 'author');
  if (Array.isArray(parsed) && parsed.length > 0) return counted(parsed.flatMap(parsedName));
  if (line !== null) return readAuthors(texAccents(line));
  const listed = fields.strings('authors', 'author');
  const names =
    listed.length > 0
      ? listed
      : fields.objects('authors', 'author').flatMap((author) => author.string('name') ?? []);
  return counted(names.filter((name) => name !== '').map((name) => personOf(texAccents(name))));
}

function counted(authors: readonly Author[]): Pick<Entry, 'authors' | 'authorCount'> {
  return { authors, authorCount: authors.length > 0 ? authors.length : null };
}

/** `["Lee", "Ann", "Jr"]`, as the snapshot has it. */
function parsedName(name: unknown): Author[] {
  if (!Array.isArray(name)) return [];
  const [family, given, suffix] = name.map((part) =>
    typeof part === 'string' ? texAccents(part.trim()) : '',
  );
  if (family === undefined || family === '') return [];
  if (given === undefined || given === '') return [{ literal: family }];
  return [{ family, given: suffix === undefined || suffix === '' ? given : `${given}, ${suffix}` }];
}

/** The day of the first version: `Mon, 2 Apr 2007 19:18:42 GMT`. */
function firstVersion(fields: JsonFields): string | null {
  const created = fields.objects('versions')[0]?.string('created');
  const time = created === null || created === undefined ? NaN : Date.parse(created);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

function subjectsOf(fields: JsonFields): string[] {
  const line = fields.string('categories', 'category', 'primary_category');
  return line === null ? fields.strings('categories', 'tags') : line.split(/[\s,;]+/);
}
