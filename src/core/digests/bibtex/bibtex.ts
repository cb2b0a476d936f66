import { detach } from '../../text/fold.ts';
import { arxivOfDoi, arxivOfUrl, parseArxivId, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import type { Span } from '../../text/span.ts';
import type { Problem } from '../../text/problem.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { bareEntry, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { readEdtf, readYearMonth } from './bib-dates.ts';
import { Inheritance } from './inherit.ts';
import { readNames } from './names.ts';
import type { RawEntry, RawField } from './raw.ts';
import { scanBibtex } from './scanner.ts';
import { fieldOf, ValueReader, verbatim } from './values.ts';

/** BibTeX and BibLaTeX. Sources: Patashnik, "BibTeXing" (1988); the biblatex manual. */
export const bibtex: DigestFormat = { id: 'bibtex', label: 'BibTeX', recognise, parse, fieldMap };

const HEAD = 40_000;
const FIRST_ENTRY = /^[\ufeff\s]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*(?:[^\s,{}()="]+\s*,|[A-Za-z]\w*\s*=)/;

function recognise({ path, text }: DigestSource): Recognition {
  const head = text.slice(0, HEAD).replace(/^[ \t]*%.*$/gm, '');
  if (FIRST_ENTRY.test(head)) return 'content';
  return /\.(?:bib|bibtex|biblatex)$/i.test(path) ? 'name' : 'no';
}

/** Kinds of entries that are data for others and no works. */
const NO_WORKS = new Set(['xdata', 'control', 'bibnote']);

function parse({ text }: DigestSource): ParsedDigest {
  const { entries: raw, strings, problems: broken } = scanBibtex(text);
  const values = new ValueReader(text, strings);
  const inheritance = new Inheritance(raw, values);
  const problems = [...broken];
  const seen = new Map<string, RawEntry>();
  const undefinedNames = new Set<string>();
  const entries: Entry[] = [];
  for (const entry of raw) {
    checkKey(entry, seen, problems);
    checkStrings(entry, values, problems, undefinedNames);
    if (NO_WORKS.has(entry.type)) continue;
    const { entry: whole, identifiers } = inheritance.of(entry);
    const made = entryOf(whole, entry, values, identifiers);
    if (made) entries.push(made);
    else
      problems.push({
        severity: 'information',
        code: 'bibtex-title-missing',
        message: 'This entry has neither title nor key; it is left out.',
        span: { start: entry.span.start, end: entry.span.start + 1 },
      });
  }
  return { entries, problems };
}

function checkKey(entry: RawEntry, seen: Map<string, RawEntry>, problems: Problem[]): void {
  if (entry.key === null || !entry.keySpan) return;
  if (seen.has(entry.key))
    problems.push({
      severity: 'warning',
      code: 'bibtex-key-repeated',
      message: `The key "${entry.key.slice(0, 80)}" is given to an earlier entry of this file too.`,
      span: entry.keySpan,
    });
  else seen.set(entry.key, entry);
}

/** Tells of each name that no string defines, once a file. */
function checkStrings(entry: RawEntry, values: ValueReader, problems: Problem[], told: Set<string>): void {
  for (const field of entry.fields) {
    for (const { name, span } of values.undefinedNames(field)) {
      if (told.has(name)) continue;
      told.add(name);
      problems.push({
        severity: 'warning',
        code: 'bibtex-string-undefined',
        message: `No @string defines "${name.slice(0, 40)}"; its name is used as it stands, here and wherever else it is used.`,
        span,
      });
    }
  }
}

function entryOf(entry: RawEntry, own: RawEntry, values: ValueReader, inherited: boolean): Entry | null {
  const text = (...names: string[]): string | null => {
    const field = fieldOf(entry, ...names);
    return field ? nonEmpty(values.text(field)) : null;
  };
  const raw = (...names: string[]): string | null => {
    const field = fieldOf(entry, ...names);
    return field ? nonEmpty(verbatim(values.raw(field))) : null;
  };
  const titleField = titleOf(own) ?? titleOf(entry);
  const ownTitle = titleOf(own);
  const title = titleField ? titleText(values, entry, titleField) : '';
  if (title === '' && own.key === null) return null;
  const bare = bareEntry(
    title === '' ? own.key! : detach(title),
    own.span,
    ownTitle && title !== '' ? values.spanOf(ownTitle) : null,
  );
  const abstractField = fieldOf(own, 'abstract', 'annotation', 'summary');
  const abstract = abstractField ? nonEmpty(values.text(abstractField)) : null;
  const doiField = fieldOf(own, 'doi');
  const doi = doiOf(raw('doi'), raw('url'));
  const arxiv = arxivOf(raw, doi);
  const authorField = fieldOf(entry, 'author') ?? fieldOf(entry, 'editor');
  const names = authorField ? readNames(values.raw(authorField)) : null;
  return {
    ...bare,
    spans: {
      ...bare.spans,
      abstract: abstract !== null && abstractField ? values.spanOf(abstractField) : null,
      key: own.keySpan,
      doi: doiField ? values.spanOf(doiField) : null,
      arxiv: spanOfField(own, values, 'eprint', 'arxivid'),
    },
    key: own.key,
    authors: names?.authors ?? [],
    authorCount: names && !names.isOpen && names.authors.length > 0 ? names.authors.length : null,
    date: dateOf(entry, values),
    abstract: abstract === null ? null : detach(abstract),
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    doi,
    url: raw('url') ?? urlOf(raw('howpublished')),
    venue: text('journaltitle', 'journal', 'booktitle', 'maintitle', 'school', 'institution', 'publisher'),
    subjects: (text('keywords', 'keyword', 'mendeley-tags') ?? '')
      .split(/[,;]/)
      .map((word) => detach(word.trim()))
      .filter((word) => word !== ''),
    identifiersInherited: inherited,
  };
}

function titleOf(entry: RawEntry): RawField | null {
  return fieldOf(entry, 'title', 'shorttitle', 'maintitle', 'booktitle');
}

function titleText(values: ValueReader, entry: RawEntry, field: RawField): string {
  const title = values.text(field);
  const subtitle = field.name === 'title' ? fieldOf(entry, 'subtitle') : null;
  const more = subtitle ? values.text(subtitle) : '';
  return more === '' || title === '' ? title : `${title}${divider(title)}${more}`;
}

/** Between title and subtitle, as citation styles print them. */
function divider(title: string): string {
  return /[.:!?]$/.test(title) ? ' ' : ': ';
}

function nonEmpty(text: string): string | null {
  return text === '' ? null : text;
}

function spanOfField(
  entry: RawEntry,
  values: ValueReader,
  ...names: string[]
): ReturnType<ValueReader['spanOf']> {
  const field = fieldOf(entry, ...names);
  return field ? values.spanOf(field) : null;
}

/** The DOI of its own field, in whatever resolver's address, or of an address at doi.org. */
function doiOf(doi: string | null, url: string | null): string | null {
  const own = /10\.\d{4,9}\/\S+/.exec(doi ?? '')?.[0];
  return (
    (own === undefined ? null : parseDoi(own)) ??
    (url !== null && /doi\.org\//i.test(url) ? parseDoi(url) : null)
  );
}

/** The arXiv id, wherever people and programs put it. */
function arxivOf(raw: (...names: string[]) => string | null, doi: string | null): ArxivId | null {
  const archive = raw('archiveprefix', 'eprinttype') ?? 'arxiv';
  const eprint = /arxiv/i.test(archive) ? raw('eprint', 'arxivid') : raw('arxivid');
  const journal = raw('journal', 'journaltitle', 'howpublished', 'note', 'publisher') ?? '';
  return (
    (eprint === null ? null : parseArxivId(eprint.replace(/^arxiv:\s*/i, ''))) ??
    (doi === null ? null : arxivOfDoi(doi)) ??
    arxivOfUrl(raw('url') ?? '') ??
    idIn(/arxiv[\s:,]*(?:preprint\s*)?(?:arxiv:)?\s*(\S+)/i.exec(journal)?.[1]) ??
    (/^corr$/i.test(journal) ? idIn(/^abs\/(.+)$/.exec(raw('volume') ?? '')?.[1]) : null)
  );
}

function idIn(text: string | undefined): ArxivId | null {
  return text === undefined ? null : parseArxivId(text.replace(/[.,;)\]]+$/, ''));
}

function urlOf(text: string | null): string | null {
  return /https?:\/\/[^\s}]+/.exec(text ?? '')?.[0] ?? null;
}

function dateOf(entry: RawEntry, values: ValueReader): string | null {
  const date = fieldOf(entry, 'date');
  const read = date ? readEdtf(values.raw(date)) : null;
  if (read !== null) return read;
  const raw = (name: string): string | null => {
    const field = fieldOf(entry, name);
    return field ? values.raw(field) : null;
  };
  const year = raw('year') ?? (date ? values.raw(date) : null);
  return year === null ? null : readYearMonth(year, raw('month'), raw('day'));
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const { entries, strings } = scanBibtex(text);
  const values = new ValueReader(text, strings);
  const own = entries.find((raw) => raw.span.start === entry.spans.entry.start);
  const found = own?.fields.find((candidate) => values.spanOf(candidate)?.start === span.start);
  if (!found) return null;
  const built = new TextMapBuilder();
  values.append(found, built);
  const value = entry[field] ?? '';
  const made = trimmedMap(built.build());
  return made.text.length < value.length ? withSubtitle(made, value, span) : made;
}

/** A subtitle has its place behind the title. */
function withSubtitle(title: TextMap, value: string, { end }: Span): TextMap {
  const built = new TextMapBuilder();
  appendMap(title, 0, title.text.length, built);
  built.put(value.slice(title.text.length), end, end);
  return built.build();
}

function trimmedMap(map: TextMap): TextMap {
  const text = map.text.trim();
  if (text.length === map.text.length) return map;
  const built = new TextMapBuilder();
  const start = map.text.indexOf(text);
  appendMap(map, start, start + text.length, built);
  return built.build();
}

function appendMap(map: TextMap, start: number, end: number, to: TextMapBuilder): void {
  for (let i = start; i < end; i++) {
    const place = map.toSource({ start: i, end: i + 1 });
    to.put(map.text.charAt(i), place.start, place.end);
  }
}
