import { arxivOfDoi, parseDoi } from '../../text/identifiers.ts';
import type { JsonObject } from '../../text/json/objects.ts';
import { appendInlineHtml } from '../../text/unwrap-html.ts';
import { bareEntry, type CitedWork, type Entry } from '../entry.ts';
import { LINE } from '../../text/json/texts.ts';
import { JsonFields } from '../json/fields.ts';
import { formOf, jsonDigest } from '../json/json-digest.ts';
import { cslFields, cslKeys } from './csl-item.ts';

/** CSL-JSON, as Zotero, Better BibTeX, Pandoc and others export it. */
export const cslJson = jsonDigest({
  id: 'csl-json',
  label: 'CSL-JSON',
  mark: /"(?:type|issued|container-title|citation-key)"\s*:/,
  name: /\.csl\.json$/i,
  piece: appendInlineHtml,
  listsEntriesOnly: true,
  isRecord: ({ members }) =>
    ['id', 'citation-key', 'citekey', 'DOI'].some((name) => members.has(name)) &&
    members.has('type') &&
    (members.has('title') ||
      members.has('issued') ||
      members.has('author') ||
      members.has('container-title')),
  entryOf,
});

const TITLE = formOf({ piece: appendInlineHtml }, 'title');
const ABSTRACT = formOf({ piece: appendInlineHtml }, 'abstract');

function entryOf(text: string, object: JsonObject): Entry | null {
  const fields = new JsonFields(text, object);
  const title = fields.text(TITLE, 'title');
  const number = fields.value('id');
  const written = fields.text(LINE, 'id');
  const beside = fields.text(LINE, 'citation-key', 'citekey');
  const id = written?.value ?? (typeof number === 'number' ? String(number) : null);
  const { shown, ...keys } = cslKeys(id, beside?.value ?? null);
  const key = shown === 'id' ? written : beside;
  if (!title && !written && !beside) return null;
  const abstract = fields.text(ABSTRACT, 'abstract');
  const doi = fields.text(LINE, 'DOI');
  const values = cslFields({ value: (name) => fields.value(name) });
  const bare = bareEntry(title?.value ?? keys.key!, object.span, title?.span ?? null);
  return {
    ...bare,
    ...values,
    ...keys,
    arxiv: values.arxiv ?? (doi ? (arxivOfDoi(doi.value)?.id ?? null) : null),
    spans: {
      ...bare.spans,
      abstract: abstract?.span ?? null,
      key: key?.span ?? null,
      doi: doi?.span ?? null,
    },
    abstract: abstract?.value ?? null,
    cites: citedBy(fields),
  };
}

/** The list of references that Crossref delivers with an item (its REST API, field `reference`). */
function citedBy(fields: JsonFields): CitedWork[] {
  return fields.objects('reference').flatMap((work): CitedWork[] => {
    const doi = parseDoi(work.string('DOI') ?? '');
    const title = work.string('article-title', 'volume-title');
    if (doi === null && title === null) return [];
    return [{ arxiv: doi === null ? null : (arxivOfDoi(doi)?.id ?? null), doi, title }];
  });
}
