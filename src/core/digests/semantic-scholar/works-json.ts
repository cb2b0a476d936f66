import { parseArxivId, parseDoi } from '../../text/identifiers.ts';
import { readJsonObject, type JsonObject } from '../../text/json/objects.ts';
import { readJsonRecords } from '../../text/json/records.ts';
import type { Steps } from '../../text/steps.ts';
import { LINE } from '../../text/json/texts.ts';
import type { Problem } from '../../text/problem.ts';
import { bareEntry, type Author, type CitedWork, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest } from '../format.ts';
import { personOf } from '../arxiv/person.ts';
import { JsonFields } from '../json/fields.ts';
import { formOf, jsonDigest, type JsonKind } from '../json/json-digest.ts';
import { brokenJson, brokenRecord, recordWithoutTitle } from '../json/problems.ts';

/**
 * What the API of Semantic Scholar answers: a paper with the lists of what it cites and what cites it, each a paper too; the answers of a search or
 * a batch; pages of `citingPaper` and `citedPaper`. Source: the field list of its Academic Graph API, and such answers.
 */
const KIND: JsonKind = {
  id: 'semantic-scholar-json',
  label: 'Semantic Scholar (JSON)',
  mark: /"(?:paperId|citingPaper|citedPaper)"\s*:/,
  isRecord: ({ members }) => members.has('paperId') && members.has('title'),
  entryOf: (text, object) => workOf(text, object, object.span.end)?.entry ?? null,
};

export const semanticScholarJson: DigestFormat = {
  ...jsonDigest(KIND),
  parse,
};

const ABSTRACT = formOf(KIND, 'abstract');
/** The lists that a paper carries: what it cites, and what cites it. */
const CITED = 'references';
const CITING = 'citations';

/** An entry of the file, and the same as others name it. */
interface Work {
  readonly entry: Entry;
  readonly name: CitedWork;
}

function* parse({ text }: DigestSource): Steps<ParsedDigest> {
  const { records, broken } = yield* readJsonRecords(text, KIND.isRecord);
  const problems: Problem[] = broken.map(({ at, expected }) => brokenJson(text, at, expected));
  const entries: Entry[] = [];
  for (const record of records) {
    yield;
    if (record.broken) problems.push(brokenRecord(text, record));
    const cited = worksIn(text, record, CITED);
    const citing = worksIn(text, record, CITING);
    const lists = [record.members.get(CITED), record.members.get(CITING)].flatMap(
      (span) => span?.start ?? [],
    );
    const own = workOf(text, record, Math.min(record.span.end, ...lists));
    if (!own) problems.push(recordWithoutTitle(record.span.start, false));
    else {
      const names = cited.map(({ name }) => name);
      entries.push(names.length > 0 ? { ...own.entry, cites: names } : own.entry);
    }
    for (const { entry } of cited) entries.push(entry);
    for (const { entry } of citing) entries.push(own ? { ...entry, cites: [own.name] } : entry);
  }
  problems.sort((a, b) => a.span.start - b.span.start);
  return { entries: entries.sort((a, b) => a.spans.entry.start - b.spans.entry.start), problems };
}

/** The papers of one of the lists. What has no title is a number that nobody resolved, and no paper. */
function worksIn(text: string, { members }: JsonObject, list: string): Work[] {
  const span = members.get(list);
  if (!span || text.charCodeAt(span.start) !== 91) return [];
  const inside = text.slice(0, span.end);
  const works: Work[] = [];
  for (let at = inside.indexOf('{', span.start); at >= 0;) {
    const object = readJsonObject(inside, at);
    const work = workOf(inside, object, object.span.end);
    if (work) works.push(work);
    at = inside.indexOf('{', object.span.end);
  }
  return works;
}

/** The paper that an object describes, whose own part ends at `end`: lists of other papers may follow. */
function workOf(text: string, object: JsonObject, end: number): Work | null {
  const fields = new JsonFields(text, object);
  const title = fields.text(LINE, 'title');
  if (!title) return null;
  const abstract = fields.text(ABSTRACT, 'abstract');
  const ids = fields.object('externalIds');
  const doi = ids?.text(LINE, 'DOI') ?? null;
  const arxiv = ids?.text(LINE, 'ArXiv') ?? null;
  const id = arxiv && parseArxivId(arxiv.value);
  const authors = authorsOf(fields);
  const year = fields.count('year');
  const bare = bareEntry(title.value, { start: object.span.start, end }, title.span);
  const entry: Entry = {
    ...bare,
    spans: {
      ...bare.spans,
      abstract: abstract?.span ?? null,
      doi: doi?.span ?? null,
      arxiv: id ? arxiv.span : null,
    },
    authors,
    authorCount: authors.length > 0 ? authors.length : null,
    date:
      fields.day('publicationDate') ?? (year !== null && year >= 1000 && year <= 9999 ? String(year) : null),
    abstract: abstract?.value ?? null,
    arxiv: id?.id ?? null,
    arxivVersion: id?.version ?? null,
    doi: doi && parseDoi(doi.value),
    url: fields.string('url'),
    venue: fields.object('journal')?.string('name') ?? fields.string('venue'),
    subjects: fields.strings('fieldsOfStudy'),
  };
  return { entry, name: { arxiv: entry.arxiv, doi: entry.doi, title: entry.title } };
}

function authorsOf(fields: JsonFields): Author[] {
  return fields.objects('authors').flatMap((author) => {
    const name = author.string('name');
    return name === null ? [] : [personOf(name)];
  });
}
