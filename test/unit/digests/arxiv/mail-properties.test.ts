import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arxivMail } from '../../../../src/core/digests/arxiv/mail.ts';
import { damage, known, noise, parseChecked } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';

interface Paper {
  readonly id: string;
  readonly title: readonly string[];
  readonly authors: readonly { readonly family: string; readonly given: string }[];
  readonly categories: readonly string[];
  /** Null where the paper is a replacement without one. */
  readonly abstract: readonly (readonly string[])[] | null;
  readonly kind: 'new' | 'cross' | 'replacement';
}

const word = fc.stringMatching(/^[A-Za-z(][A-Za-z0-9,.()$^-]{0,9}[A-Za-z.]$/);
// Long enough for two lines: where every line is indented, nothing tells paragraphs from an indented text.
const sentence = fc.array(word, { minLength: 40, maxLength: 60 });
const name = fc
  .stringMatching(/^[A-Z][a-z]{2,9}$/)
  .filter((text) => !/^(?:And|Team|Group|Project|Foundation|Van|Von|Del|Dos|Others)$/.test(text));

const paper: fc.Arbitrary<Paper> = fc.record({
  id: fc.oneof(
    fc.stringMatching(/^2[0-5](?:0[1-9]|1[0-2])\.\d{5}$/),
    fc.stringMatching(/^hep-th\/9[2-9](?:0[1-9]|1[0-2])\d{3}$/),
  ),
  title: fc.array(word, { minLength: 2, maxLength: 20 }),
  authors: fc.array(fc.record({ family: name, given: name }, { noNullPrototype: true }), {
    minLength: 1,
    maxLength: 12,
  }),
  categories: fc.uniqueArray(fc.constantFrom('cs.LG', 'cs.CL', 'math.OC', 'hep-th'), { minLength: 1 }),
  abstract: fc.option(fc.array(sentence, { minLength: 1, maxLength: 3 })),
  kind: fc.constantFrom('new', 'cross', 'replacement'),
});

/** Breaks words into lines of at most 76 characters; `indent` starts every line but the first. */
function wrap(words: readonly string[], indent: string, first = ''): string {
  const lines = [first];
  for (const next of words) {
    const line = lines.at(-1)!;
    if (line.length + next.length + 1 > 76 && line.trim() !== '') lines.push(indent + next);
    else lines[lines.length - 1] = line + (line.trim() === '' ? '' : ' ') + next;
  }
  return lines.join('\n');
}

const RULE = '-'.repeat(78);

function print(papers: readonly Paper[]): string {
  const section = (kind: Paper['kind']): string =>
    papers
      .filter((p) => p.kind === kind)
      .map(printPaper)
      .join('');
  return [
    `Subject: cs daily\n\n${RULE}\nreceived from  Fri  6 Oct 23 18:00:00 GMT  to  Mon  9 Oct 23 18:00:00 GMT\n`,
    section('new'),
    `${'%-'.repeat(39)}\n`,
    section('cross'),
    `${'%%--'.repeat(19)}\n`,
    section('replacement'),
    `${'%%%---'.repeat(13)}\n`,
  ].join('');
}

function printPaper(paper: Paper): string {
  const date = 'Mon, 9 Oct 2023 17:05:25 GMT   (123kb,D)';
  const authors = paper.authors
    .map(({ given, family }, i) => `${given} ${family}${i + 1 < paper.authors.length ? ',' : ''}`)
    .join(' ')
    .split(' ');
  const abstract = paper.abstract?.map((lines) => wrap(lines, '', '  ')).join('\n');
  return [
    RULE,
    '\\\\',
    `arXiv:${paper.id}${paper.kind === 'cross' ? ' (*cross-listing*)' : ''}`,
    paper.kind === 'replacement' ? `replaced with revised version ${date}` : `Date: ${date}`,
    '',
    wrap(paper.title, '  ', 'Title: '),
    wrap(authors, '  ', 'Authors: '),
    `Categories: ${paper.categories.join(' ')}`,
    ...(abstract === undefined ? [] : ['\\\\', abstract]),
    `\\\\ ( https://arxiv.org/abs/${paper.id} ,  123kb)`,
    '',
  ].join('\n');
}

function expected(paper: Paper): object {
  return {
    title: paper.title.join(' '),
    authors: paper.authors,
    authorCount: paper.authors.length,
    ...(paper.kind === 'replacement' ? {} : { date: '2023-10-09' }),
    ...(paper.abstract ? { abstract: paper.abstract.map((words) => words.join(' ')).join('\n\n') } : {}),
    arxiv: paper.id,
    url: `https://arxiv.org/abs/${paper.id}`,
    subjects: paper.categories,
    announced: paper.kind,
  };
}

const papers = fc.array(paper, { minLength: 1, maxLength: 6 });
const inOrder = (list: readonly Paper[]): Paper[] =>
  ['new', 'cross', 'replacement'].flatMap((kind) => list.filter((p) => p.kind === kind));

test('printing random papers and parsing them gives them back', () => {
  fc.assert(
    fc.property(papers, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '> '), (list, lineEnd, mark) => {
      const text = print(list).replace(/^/gm, mark).replaceAll('\n', lineEnd);
      const { entries, problems } = parseChecked(arxivMail, text);
      assert.deepEqual(entries.map(known), inOrder(list).map(expected));
      assert.deepEqual(problems, []);
    }),
    { numRuns: 200 },
  );
});

test('damage to one paper never loses another', () => {
  fc.assert(
    fc.property(fc.array(paper, { minLength: 3, maxLength: 5 }), fc.nat(), (list, seed) => {
      const next = random(seed);
      const text = print(list);
      const { entries } = parseChecked(arxivMail, text);
      const victim = next(entries.length);
      const { start, end } = entries[victim]!.spans.entry;
      const damaged = damage(text, next, start, end);
      const found = parseChecked(arxivMail, damaged).entries.map((e) => JSON.stringify(known(e)));
      entries.forEach((entry, i) => {
        if (i !== victim)
          assert.ok(found.includes(JSON.stringify(known(entry))), `${entry.title} is lost in\n${damaged}`);
      });
    }),
    { numRuns: 800 },
  );
});

test('random text is read without an error', () => {
  const pieces = [
    '\\\\\n',
    `${RULE}\n`,
    'arXiv:2310.05869\n',
    'Title: a\n',
    'Authors: (b\n',
    'Date: 9 Oct 2023\n',
    '%-%-%-%-%-\n',
    '%%--%%--%%\n',
    '\\\\ ( https://arxiv.org/abs/2310.05869 )\n',
    'replaced with revised version\n',
    '  text\n',
    'text\n',
    "\\'",
    '{',
    '$',
  ];
  for (let seed = 0; seed < 1000; seed++) parseChecked(arxivMail, noise(random(seed), pieces, 40));
});
