import { parseArxivId } from '../../text/identifiers.ts';
import type { Span } from '../../text/span.ts';
import { jsonValueEnd, readJsonObject, type JsonObject } from '../../text/json/objects.ts';
import { personOf } from '../arxiv/person.ts';
import { bareEntry, type Author, type Entry } from '../entry.ts';
import { LINE, PARAGRAPHS } from '../../text/json/texts.ts';
import { JsonFields } from '../json/fields.ts';
import { jsonDigest } from '../json/json-digest.ts';

/**
 * What Hugging Face's API answers about papers: a day's list (`/api/daily_papers`), a search, or one paper (`/api/papers/…`). Fields
 * came over the years; only a title is needed. Source: such answers from 2024 to 2026.
 */
export const huggingFaceJson = jsonDigest({
  id: 'huggingface-json',
  label: 'Hugging Face papers (JSON)',
  mark: /"(?:upvotes|submittedOnDailyAt|numComments|discussionId)"\s*:/,
  isRecord: ({ members }) =>
    members.has('paper') ||
    (members.has('id') && members.has('title') && (members.has('summary') || members.has('authors'))),
  titleIn,
  entryOf,
});

const TITLE = /"title"\s*:\s*(?=")/g;
const LONGEST_LEAD = 8000;

/** The title of the paper inside an object of a day's list: the first one that is no deeper. */
function titleIn(text: string, { members }: JsonObject): Span | undefined {
  const inner = members.get('paper');
  if (!inner) return members.get('title');
  TITLE.lastIndex = inner.start;
  const found = TITLE.exec(text.slice(0, Math.min(inner.end, inner.start + LONGEST_LEAD)));
  if (!found || depthAt(text, inner.start, found.index) !== 1) return undefined;
  const start = found.index + found[0].length;
  const end = jsonValueEnd(text, start);
  return end < 0 ? undefined : { start, end };
}

function depthAt(text: string, start: number, end: number): number {
  let depth = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 123) depth++;
    else if (code === 125) depth--;
  }
  return depth;
}

function entryOf(text: string, item: JsonObject): Entry | null {
  const inner = item.members.get('paper');
  const paper = inner && text[inner.start] === '{' ? readJsonObject(text, inner.start) : item;
  const own = new JsonFields(text, paper);
  const either = new JsonFields(text, paper, item);
  const title = either.text(LINE, 'title');
  if (!title) return null;
  const id = own.text(LINE, 'id');
  const arxiv = id && parseArxivId(id.value);
  const abstract = either.text(PARAGRAPHS, 'summary');
  const authors = authorsOf(either);
  const bare = bareEntry(title.value, item.span, title.span);
  return {
    ...bare,
    spans: { ...bare.spans, abstract: abstract?.span ?? null, arxiv: arxiv ? id.span : null },
    authors,
    authorCount: authors.length > 0 ? authors.length : null,
    date: either.day('publishedAt'),
    abstract: abstract?.value ?? null,
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    url: arxiv ? `https://huggingface.co/papers/${arxiv.id}` : null,
    comments: either.count('numComments'),
    upvotes: either.count('upvotes'),
    subjects: own.strings('ai_keywords'),
  };
}

/** The names of the authors that the site shows. */
function authorsOf(fields: JsonFields): Author[] {
  const names = fields
    .objects('authors')
    .filter((author) => author.value('hidden') !== true)
    .flatMap((author) => author.string('name') ?? []);
  return (names.length > 0 ? names : fields.strings('authors')).map(personOf);
}
