import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scanBibtex } from '../../../src/core/digests/bibtex/scanner.ts';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { pandocMissing, withoutPandoc, type PandocCase } from '../../support/pandoc.ts';
import { random } from '../../support/random.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const NOTES = 'notes/';
const CASES = Number(process.env['CARREL_CASES'] ?? 160);
const LONGEST = 6_000;

interface Source {
  readonly note: string;
  /** Entries as text, each with its key, and how they make a file. */
  readonly entries: readonly { readonly key: string; readonly text: string }[];
  readonly kind: 'bib' | 'json';
}

/** The notes of the corpora, each with the bibliography that it cites from. */
function sources(): Source[] {
  const folders: [string, string, Source['kind']][] = [
    ['joss_inara', 'joss_inara/paper.bib', 'bib'],
    ['stan_users_guide', 'stan_users_guide/src/bibtex/all.bib', 'bib'],
    ['bnnyng_garden', 'bnnyng_garden/.pandoc/zotero-library-1.json', 'json'],
    ['deep_review', 'deep_review/content/manual-references.json', 'json'],
  ];
  return folders.flatMap(([folder, bibliography, kind]) => {
    const text = readFileSync(corpus(NOTES + bibliography), 'utf8');
    const entries = kind === 'bib' ? bibEntries(text) : jsonEntries(text);
    return readdirSync(corpus(NOTES + folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:md|qmd)$/.test(name))
      .map((name) => readFileSync(join(corpus(NOTES + folder), name), 'utf8'))
      .map((note) => ({ note: bodyOf(note), entries, kind }));
  });
}

function bibEntries(text: string): Source['entries'] {
  return scanBibtex(text).entries.flatMap(({ key, span }) =>
    key === null ? [] : [{ key, text: text.slice(span.start, span.end) }],
  );
}

function jsonEntries(text: string): Source['entries'] {
  return (JSON.parse(text) as { id: string }[]).map((item, i) => {
    // As Zotero writes them: a key beside the id, or an id that is an address.
    const beside = i % 7 === 2 ? { 'citation-key': `${item.id}x` } : {};
    const address = i % 7 === 4 ? { id: `http://zotero.org/items/${i}`, 'citation-key': item.id } : {};
    return { key: item.id, text: JSON.stringify({ ...item, ...beside, ...address }) };
  });
}

function bodyOf(note: string): string {
  const { frontMatter } = scanNote(note);
  // Pandoc drops text between two rules: a listed difference.
  return note.slice(frontMatter?.end ?? 0).replace(/^(?:---|\.\.\.)[ \t]*$/gm, '');
}

/** A piece of a note in which paragraphs stay whole. */
function pieceOf(note: string, below: (n: number) => number): string {
  if (note.length <= LONGEST) return note;
  const at = note.indexOf('\n\n', below(note.length - LONGEST));
  return note.slice(at, note.indexOf('\n\n', at + LONGEST - 1000) + 1 || undefined);
}

function caseOf(source: Source, below: (n: number) => number): PandocCase {
  const chance = (percent: number): boolean => below(100) < percent;
  const body = pieceOf(source.note, below);
  const cited = new Set(scanNote(body).citations.map(({ name }) => name));
  const chosen = source.entries.filter(({ key }) => cited.has(key) || chance(4));
  if (chance(40)) chosen.splice(below(Math.max(1, chosen.length)), 1);
  const names = [`a.${source.kind}`, `b.${source.kind}`];
  const half = below(chosen.length + 1);
  const parts = [chosen.slice(0, half), chosen.slice(half)].map((part) => fileOf(source.kind, part));
  // No line break into JSON: this Pandoc takes it inside some strings, though JSON does not allow it.
  const marks = `{}"=,@%#\\ []:x${source.kind === 'bib' ? '\n' : ''}`;
  const files = Object.fromEntries(names.map((name, i) => [name, damaged(parts[i]!, marks, below)]));
  const written = chance(8) ? [names[0]!, 'lost.bib'] : names;
  const front = chance(50) ? `[${written.join(', ')}]` : `\n- ${written.join('\n- ')}`;
  return { note: `---\nbibliography: ${front}\n---\n\n${respelt(body, below)}`, files };
}

function fileOf(kind: Source['kind'], entries: Source['entries']): string {
  const texts = entries.map(({ text }) => text);
  return kind === 'bib' ? texts.join('\n\n') : `[\n${texts.join(',\n')}\n]\n`;
}

/** The text with characters taken out, put in or exchanged, in some of the cases. */
function damaged(text: string, marks: string, below: (n: number) => number): string {
  if (below(100) >= 15 || text === '') return text;
  const at = below(text.length);
  const mark = marks.charAt(below(marks.length));
  return text.slice(0, at) + mark + text.slice(at + below(3));
}

/** The note with one key misspelt, in some of the cases. */
function respelt(body: string, below: (n: number) => number): string {
  const citations = scanNote(body).citations.filter(({ form }) => form === 'pandoc');
  if (citations.length === 0 || below(100) < 50) return body;
  const { target } = citations[below(citations.length)]!;
  const at = target.start + below(target.end - target.start);
  return body.slice(0, at) + 'xY9-.:z'.charAt(below(7)) + body.slice(at + below(2));
}

/** The errors that `carrel check` would tell of. */
function errorsOf({ note, files }: PandocCase): { code: string; message: string }[] {
  const workspace = emptyWorkspace();
  workspace.setFile('note.md', note);
  for (const path of workspace.takeUnread()) {
    const text = files[path];
    if (text === undefined) workspace.setAbsent(path);
    else workspace.setFile(path, text);
  }
  workspace.commit();
  const { scan } = workspace.notes.get('note.md')!;
  return findingsOfNote(workspace, 'note.md', scan).filter(({ severity }) => severity === 'error');
}

/** Differences that are meant. */
const MEANT: readonly (readonly [string, (found: Compared) => boolean])[] = [
  [
    'a link to a heading or a title that holds an @ is no citation ([[Title#@key]])',
    ({ missing, errors, note }) =>
      errors.length === 0 &&
      missing !== null &&
      missing.every((key) => new RegExp(`\\[\\[[^@\\]]+@${key.replace(/\W/g, '\\$&')}`).test(note)),
  ],
  [
    "manubot's @doi: and its kin are looked up by identifier",
    ({ missing, errors }) =>
      errors.length === 0 && missing !== null && missing.every((key) => /^(?:doi|arxiv|url|tag|pmid|pmcid|isbn|wikidata):/i.test(key)),
  ],
]; // prettier-ignore

interface Compared {
  readonly note: string;
  readonly missing: readonly string[] | null;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

const skip = withoutPandoc() || withoutCorpus(NOTES);

test(
  'no error is told exactly where Pandoc finds every citation, in damaged notes and bibliographies too',
  { skip },
  (t) => {
    const all = sources().filter(({ note }) =>
      scanNote(note).citations.some(({ form }) => form !== 'identifier'),
    );
    const below = random(Number(process.env['CARREL_SEED'] ?? 7));
    const cases = Array.from({ length: CASES }, (_, i) => caseOf(all[i % all.length]!, below));
    const judged = pandocMissing(cases);
    const counts = new Map<string, number>();
    const wrong: unknown[] = [];
    cases.forEach((one, i) => {
      const compared: Compared = { note: one.note, missing: judged[i]!, errors: errorsOf(one) };
      const green = compared.missing?.length === 0;
      const agrees = green === (compared.errors.length === 0);
      const meant = agrees ? undefined : MEANT.find(([, holds]) => holds(compared))?.[0];
      const name = agrees ? (green ? 'both green' : 'both red') : (meant ?? 'wrong');
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (!agrees && meant === undefined)
        wrong.push({ missing: compared.missing, errors: compared.errors, case: i });
    });
    t.diagnostic([...counts].map(([name, count]) => `${name}: ${count}`).join(', '));
    assert.deepEqual(wrong, []);
  },
);
