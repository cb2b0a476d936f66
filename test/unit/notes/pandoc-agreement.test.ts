import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Citation } from '../../../src/core/notes/citation.ts';
import { dialectOf, isCrossReference } from '../../../src/core/notes/dialect.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { pandocCitations, pandocPlain, withoutPandoc, type PandocCite } from '../../support/pandoc.ts';
import { random } from '../../support/random.ts';
import { randomNote, randomTokens } from './grammar.ts';

const skip = withoutPandoc();
const NOTES = 'notes';

/** What must agree of a citation: its key, its mode, and what stands before and behind it, as plain text. */
interface Row {
  readonly mode: PandocCite['mode'];
  readonly key: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The citations of each note as we read them. */
function ourRows(notes: readonly (readonly Citation[])[]): Row[][] {
  const cited = notes.map((citations) => citations.filter((citation) => citation.form === 'pandoc'));
  // A word in front keeps a prefix from being read as a list or heading.
  const plain = pandocPlain(cited.flat().flatMap(({ prefix, suffix }) => [`Q ${prefix}`, `Q ${suffix}`]));
  let at = 0;
  const next = (): string => plain[at++]!.slice(1);
  return cited.map((citations) =>
    citations.map(({ name, inText, suppressAuthor }) => ({
      mode: inText ? 'AuthorInText' : suppressAuthor ? 'SuppressAuthor' : 'NormalCitation',
      key: name,
      prefix: next(),
      suffix: next(),
    })),
  );
}

/** Pandoc repeats a footnote wherever it is referred to, so citations are compared as a set. */
function asSet(rows: readonly Row[]): string[] {
  const single = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const lines = rows.map((row) => `${row.mode} ${row.key} [${single(row.prefix)}] [${single(row.suffix)}]`);
  return [...new Set(lines)].sort();
}

/** Text that Pandoc takes for metadata. */
const RULED_OFF = /\n\n---\n(?=\S)/;

/** The notes that are read otherwise than by Pandoc, with both readings. */
function differing(notes: readonly string[]): string[] {
  const theirs = pandocCitations(notes);
  const ours = ourRows(notes.map((note) => scanNote(note).citations));
  return notes.flatMap((note, i) => {
    const expected = theirs[i];
    if (!expected) return [];
    const [found, wanted] = [asSet(ours[i]!), asSet(expected)];
    if (JSON.stringify(found) === JSON.stringify(wanted)) return [];
    return `${JSON.stringify(note)}\n  ours   ${found.join('; ')}\n  pandoc ${wanted.join('; ')}`;
  });
}

/**
 * Where we differ on purpose, and what each of us reads:
 * - `[[...]]` is a wikilink for us; Pandoc reads the inner brackets;
 * - `@*` stands for all papers in `nocite`; elsewhere Pandoc cites a paper named `*`;
 * - the text of `<pre>` is code for us; Pandoc reads it where an inner `<` looks like a tag;
 * - braces at the end of a heading are its attributes, also behind a lone `*` or a bracket, where Pandoc reads them as text;
 * - text between two rules of hyphens is text, as every preview shows it; Pandoc takes it for a block of metadata and drops it;
 * - words behind a fence's language leave it a fence, as every preview shows it; Pandoc wants braces around them;
 * - an address in angle brackets is one within a link's label too.
 */
const MEANT: readonly { readonly note: string; readonly ours: string[]; readonly pandoc: string[] }[] = [
  { note: 'a [[@k|alias]]', ours: [], pandoc: ['NormalCitation k [] [|alias]'] },
  { note: 'a @* b', ours: [], pandoc: ['AuthorInText * [] []'] },
  { note: '<pre>\n@u<v\n</pre>', ours: [], pandoc: ['AuthorInText u<v [] []'] },
  { note: '```py title=@k\n\n```', ours: [], pandoc: ['AuthorInText k [] []'] },
  { note: '# T x*y {#i k="@a"}', ours: [], pandoc: ['AuthorInText a [] []'] },
];

const MEANT_PATTERN =
  /\[\[|@\*|<pre>|^```\w+ \w|^#.*[*_"'\\].*\{#id|^.*\]\{\.c\}.*\n---|\[[^\]]*\[[^\]]*mail <a@b[^\n]*\]\(http/m;

test('the differences that are meant are as they are described', { skip }, () => {
  for (const { note, ours, pandoc } of MEANT) {
    assert.deepEqual(asSet(ourRows([scanNote(note).citations])[0]!), ours, note);
    assert.deepEqual(asSet(pandocCitations([note])[0]!), pandoc, note);
    assert.match(note.replace('{#i ', '{#id '), MEANT_PATTERN);
  }
});

/** Notes of a kind, without those that hold a difference that is meant. */
function notesLike(count: number, make: () => string): string[] {
  const notes: string[] = [];
  while (notes.length < count) {
    const note = make();
    if (!MEANT_PATTERN.test(note)) notes.push(note);
  }
  return notes;
}

/** In a thousand: brackets that nest in brackets as nobody writes them, which Pandoc reads anew from several beginnings. */
const LEFT_OVER = 2;

test('notes made from the grammar of citations are read as Pandoc reads them', { skip }, () => {
  const next = random(3);
  const notes = notesLike(2200, () => randomNote(next, false));
  const found = differing(notes);
  assert.ok(
    found.length * 1000 <= notes.length * LEFT_OVER,
    `${found.length} differ:\n${found.slice(0, 5).join('\n')}`,
  );
});

test('so are lines of tokens in any order', { skip }, () => {
  const next = random(5);
  const notes = notesLike(3000, () => randomTokens(next, 9));
  const found = differing(notes);
  assert.ok(
    found.length * 1000 <= notes.length * LEFT_OVER,
    `${found.length} differ:\n${found.slice(0, 5).join('\n')}`,
  );
});

test('notes with brackets that stay open are read much as Pandoc reads them', { skip }, () => {
  const next = random(7);
  const notes = notesLike(400, () => randomNote(next));
  const found = differing(notes);
  assert.ok(found.length * 50 <= notes.length, `${found.length} differ:\n${found.slice(0, 5).join('\n')}`);
});

test('real notes are read as Pandoc reads them', { skip: skip || withoutCorpus(NOTES) }, () => {
  const files = readdirSync(corpus(NOTES), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:md|markdown|qmd|rmd)$/i.test(file))
    .sort();
  const texts = files.map((file) => readFileSync(corpus(`${NOTES}/${file}`), 'utf8'));
  const theirs = pandocCitations(texts);
  let compared = 0;
  files.forEach((file, i) => {
    // Pandoc refuses some front matter, and then reads nothing.
    const cites = theirs[i];
    if (!cites || RULED_OFF.test(texts[i]!.replace(/^---\n[^]*?\n---\n/, ''))) return;
    const { citations } = scanNote(texts[i]!, dialectOf(file));
    const ours = citations.flatMap((citation) => {
      if (citation.form === 'identifier')
        return citation.manubot ? texts[i]!.slice(citation.span.start, citation.span.end) : [];
      return citation.form === 'pandoc' || citation.marked ? `@${citation.name}` : [];
    });
    const expected = cites
      .map(({ key }) => key)
      // Manubot's tags are no papers, and Quarto's cross-references none either.
      .filter((key) => !key.startsWith('tag:') && !isCrossReference(key, dialectOf(file)));
    compared += expected.length;
    const plain = (key: string): string => key.replace(/^-?@\{?|\}$/g, '').replace(/#.*$/, '');
    assert.deepEqual([...new Set(ours.map(plain))].sort(), [...new Set(expected.map(plain))].sort(), file);
  });
  assert.ok(compared > 500, `only ${compared} citations`);
});
