import { arxivOfDoi, arxivOfUrl, parseArxivId, parseDoi } from '../text/identifiers.ts';

/** What a note's front matter says about the paper that the note is about. */
export interface PaperFieldsOfNote {
  readonly citekey: string | null;
  readonly title: string | null;
  /** Without version: `2501.00663`. */
  readonly arxiv: string | null;
  readonly doi: string | null;
  /** A page about the paper that is neither arXiv's nor a DOI's. */
  readonly url: string | null;
  readonly tags: readonly string[];
  /** 1 to 5. */
  readonly rating: number | null;
}

/** Names under which people and programs keep identifiers. */
const IDENTIFIERS = [
  'paper',
  'arxiv',
  'arxivid',
  'eprint',
  'doi',
  'url',
  'link',
  'uri',
  'permalink',
  'source',
];

/** Reads the fields of front matter, whose scalars are the strings that are written. */
export function paperFields(data: unknown): PaperFieldsOfNote {
  const values = new Map<string, unknown>();
  if (typeof data === 'object' && data !== null && !Array.isArray(data))
    for (const [name, value] of Object.entries(data)) {
      const key = name.toLowerCase();
      if (!values.has(key)) values.set(key, value);
    }
  const identifiers = {
    arxiv: null as string | null,
    doi: null as string | null,
    url: null as string | null,
  };
  for (const name of IDENTIFIERS) readIdentifier(scalar(values.get(name)), name, identifiers);
  const citekey = scalar(values.get('citekey')) ?? scalar(values.get('citation-key'));
  return {
    citekey: citekey === null ? null : bareKey(citekey),
    title: scalar(values.get('title')),
    ...identifiers,
    tags: tagsOf(values.get('tags') ?? values.get('tag')),
    rating: ratingOf(scalar(values.get('rating'))),
  };
}

/** Notes have the key as a citation too: `[@key]`, `[[@key]]`, `@key`. */
function bareKey(value: string): string {
  return /^(?:\[{1,2})?@?(.*?)\]{0,2}$/.exec(value)![1]!.trim();
}

function readIdentifier(
  value: string | null,
  name: string,
  found: { arxiv: string | null; doi: string | null; url: string | null },
): void {
  if (value === null) return;
  const doi =
    name === 'doi' || /^(?:doi:|10\.|https?:\/\/(?:dx\.|www\.)?doi\.org\/)/i.test(value)
      ? parseDoi(value)
      : null;
  const arxiv =
    arxivOfUrl(value) ??
    parseArxivId(value.replace(/^arxiv:\s*/i, '')) ??
    (doi === null ? null : arxivOfDoi(doi));
  if (arxiv) found.arxiv ??= arxiv.id;
  else if (doi !== null) found.doi ??= doi;
  else if (/^https?:\/\/\S+$/i.test(value)) found.url ??= value;
}

/** Obsidian's spellings of tags: a list, or one string with blanks or commas; with or without `#`. */
function tagsOf(value: unknown): string[] {
  const words = Array.isArray(value)
    ? value.filter((item) => typeof item === 'string')
    : typeof value === 'string'
      ? value.split(/[\s,]+/)
      : [];
  return [...new Set(words.map((word) => word.trim().replace(/^#/, '')).filter((word) => word !== ''))];
}

function ratingOf(value: string | null): number | null {
  return value !== null && /^[1-5]$/.test(value) ? Number(value) : null;
}

function scalar(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
