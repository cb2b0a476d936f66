import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PandocCitation } from '../../../src/core/notes/citation.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';
import { pandocCitations, withoutPandoc, type PandocCite } from '../../support/pandoc.ts';
import { random } from '../../support/random.ts';
import { randomNote, randomTokens } from './grammar.ts';

const skip = withoutPandoc();

/** What must agree: which keys are cited, and how. Whether a bare `-@key` drops its author depends on Pandoc's version. */
function ours(text: string): string[] {
  const cites = scanNote(text).citations.filter((c) => c.form === 'pandoc');
  return distinct(cites.map((c) => `${modeOf(c)} ${c.name}`));
}

/** Pandoc repeats a footnote wherever it is referred to. */
function distinct(cites: readonly string[]): string[] {
  return [...new Set(cites)].sort();
}

function modeOf({ inText, suppressAuthor }: PandocCitation): PandocCite['mode'] {
  if (inText) return 'AuthorInText';
  return suppressAuthor ? 'SuppressAuthor' : 'NormalCitation';
}

function compare(notes: readonly string[]): {
  readonly agreed: number;
  readonly differing: readonly string[];
} {
  const theirs = pandocCitations(notes);
  const differing: string[] = [];
  let agreed = 0;
  notes.forEach((note, i) => {
    const cites = theirs[i];
    if (!cites) return;
    const expected = distinct(cites.map(({ key, mode }) => `${mode} ${key}`));
    const found = ours(note);
    if (JSON.stringify(found) === JSON.stringify(expected)) agreed++;
    else
      differing.push(
        `${JSON.stringify(note)}\n  ours   ${found.join(', ')}\n  pandoc ${expected.join(', ')}`,
      );
  });
  return { agreed, differing };
}

// We differ on purpose where Pandoc knows no wikilinks (`[[@key]]`), and where it reads the inside of `<pre>`.

test('notes as people write them are read as Pandoc reads them', { skip }, () => {
  const next = random(3);
  const { agreed, differing } = compare(Array.from({ length: 1500 }, () => randomNote(next)));
  assert.ok(
    differing.length < agreed / 20,
    `${differing.length} differ:\n${differing.slice(0, 5).join('\n')}`,
  );
});

test('so are lines of tokens in any order', { skip }, () => {
  const next = random(5);
  const { agreed, differing } = compare(Array.from({ length: 1500 }, () => randomTokens(next, 9)));
  assert.ok(
    differing.length < agreed / 50,
    `${differing.length} differ:\n${differing.slice(0, 5).join('\n')}`,
  );
});
