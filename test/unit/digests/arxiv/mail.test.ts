import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arxivMail } from '../../../../src/core/digests/arxiv/mail.ts';
import { slice } from '../../../../src/core/text/span.ts';
import { known, parseChecked, sourceOf } from '../../../support/digests.ts';

const RULE = '-'.repeat(78);

const MAIL = String.raw`Date: Tue, 10 Oct 23 00:31:14 GMT
Subject: cs daily 2 new + 1 crosses received

${RULE}
${RULE}
Send any comments regarding submissions directly to submitter.
${RULE}
received from  Fri  6 Oct 23 18:00:00 GMT  to  Mon  9 Oct 23 18:00:00 GMT
${RULE}
\\
arXiv:2310.05869
Date: Mon, 9 Oct 2023 17:05:25 GMT   (123kb,D)

Title: Sorting Long Inputs: an Example Title that Is Wrapped because It Is
  Long
Authors: Ann B. Lee (1 and 2), J. van der Berg, Jr. and Bo Paczy\'nski ((1) MIT,
  (2) a group, and more)
Categories: cs.LG cs.DS
Comments: 12 pages
Report-no: XY-1
Journal-ref: J. of Examples 12
  (2023) 1-20
DOI: 10.1000/ABC.1 10.1000/abc.2
\\
  We sort long inputs with $O(n)$ steps. The first paragraph
goes on over lines, by Schr\"odinger.
  A second paragraph says more.
\\ ( https://arxiv.org/abs/2310.05869 ,  123kb)
${RULE}
\\
arXiv:2310.05870
Date: Mon, 9 Oct 2023 17:06:00 GMT   (12kb)

Title: Another One
Authors: The Example Collaboration: C. Ng, et al.
Categories: cs.CL
\\
  Short.
\\ ( https://arxiv.org/abs/2310.05870 ,  12kb)
%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-
${RULE}
\\
arXiv:2310.00001 (*cross-listing*)
Date: Sun, 1 Oct 2023 10:00:00 GMT   (5kb)

Title: Seen from Another Field
Authors: Dee Fo
Categories: math.OC cs.LG
\\
  Crossing.
\\ ( https://arxiv.org/abs/2310.00001 ,  5kb)
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%
${RULE}
\\
arXiv:2011.00552
replaced with revised version Mon, 9 Oct 2023 08:05:58 GMT   (829kb,D) (v3)

Title: Revised without an Abstract,
  with a Wrapped Title
Authors: Eve Sand, Flo Ray
Categories: cs.LG
\\ ( https://arxiv.org/abs/2011.00552 ,  829kb)
${RULE}
\\
arXiv:math.GT/0309136 (*cross-listing*)
replaced with revised version Mon, 9 Oct 2023 09:00:00 GMT   (1kb)

Title: An Old One
Authors: Gil Ott
Categories: math.GT
\\ ( https://arxiv.org/abs/math/0309136 ,  1kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
For subscribe options to combined archives see the help pages.
`;

test('a daily mail: every field, wrapping undone, sections told apart', () => {
  const { entries, problems } = parseChecked(arxivMail, MAIL);
  assert.deepEqual(problems, []);
  assert.deepEqual(entries.map(known), [
    {
      title: 'Sorting Long Inputs: an Example Title that Is Wrapped because It Is Long',
      authors: [
        { family: 'Lee', given: 'Ann B.' },
        { family: 'van der Berg', given: 'J., Jr.' },
        { family: 'Paczyński', given: 'Bo' },
      ],
      authorCount: 3,
      date: '2023-10-09',
      abstract:
        'We sort long inputs with $O(n)$ steps. The first paragraph goes on over lines, by Schrödinger.\n\nA second paragraph says more.',
      arxiv: '2310.05869',
      doi: '10.1000/abc.1',
      url: 'https://arxiv.org/abs/2310.05869',
      venue: 'J. of Examples 12 (2023) 1-20',
      subjects: ['cs.LG', 'cs.DS'],
      announced: 'new',
    },
    {
      title: 'Another One',
      authors: [{ literal: 'The Example Collaboration' }, { family: 'Ng', given: 'C.' }],
      date: '2023-10-09',
      abstract: 'Short.',
      arxiv: '2310.05870',
      url: 'https://arxiv.org/abs/2310.05870',
      subjects: ['cs.CL'],
      announced: 'new',
    },
    {
      title: 'Seen from Another Field',
      authors: [{ family: 'Fo', given: 'Dee' }],
      authorCount: 1,
      date: '2023-10-01',
      abstract: 'Crossing.',
      arxiv: '2310.00001',
      url: 'https://arxiv.org/abs/2310.00001',
      subjects: ['math.OC', 'cs.LG'],
      announced: 'cross',
    },
    {
      title: 'Revised without an Abstract, with a Wrapped Title',
      authors: [
        { family: 'Sand', given: 'Eve' },
        { family: 'Ray', given: 'Flo' },
      ],
      authorCount: 2,
      arxiv: '2011.00552',
      arxivVersion: 3,
      url: 'https://arxiv.org/abs/2011.00552',
      subjects: ['cs.LG'],
      announced: 'replacement',
    },
    {
      title: 'An Old One',
      authors: [{ family: 'Ott', given: 'Gil' }],
      authorCount: 1,
      arxiv: 'math/0309136',
      url: 'https://arxiv.org/abs/math/0309136',
      subjects: ['math.GT'],
      announced: 'replacement',
    },
  ]);
});

test('spans: the whole entry from mark to mark, the value of each part', () => {
  const [first, , , replaced] = parseChecked(arxivMail, MAIL).entries;
  const whole = slice(MAIL, first!.spans.entry);
  assert.ok(whole.startsWith('\\\\\narXiv:2310.05869\n') && whole.endsWith('2310.05869 ,  123kb)'), whole);
  assert.equal(slice(MAIL, first!.spans.title!).replace('\n ', ''), first!.title);
  assert.equal(slice(MAIL, first!.spans.arxiv!), '2310.05869');
  assert.equal(slice(MAIL, first!.spans.doi!), '10.1000/ABC.1 10.1000/abc.2');
  assert.match(slice(MAIL, first!.spans.abstract!), /^We sort[^]*says more\.$/);
  assert.equal(replaced!.spans.abstract, null);
});

test('the map of an abstract leads from its words to the lines of the file', () => {
  const [first] = parseChecked(arxivMail, MAIL).entries;
  const map = arxivMail.fieldMap!(sourceOf(MAIL), first!, 'abstract')!;
  const at = (word: string): string => {
    const start = map.text.indexOf(word);
    return slice(MAIL, map.toSource({ start, end: start + word.length }));
  };
  assert.equal(at('Schrödinger'), 'Schr\\"odinger');
  assert.equal(at('paragraph goes'), 'paragraph\ngoes');
});

/** The mail in other dresses gives the same entries, and their spans still point at the words in the file. */
function sameAsMail(text: string): void {
  const { entries } = parseChecked(arxivMail, text);
  assert.equal(arxivMail.recognise(sourceOf(text)), 'content');
  assert.deepEqual(entries.map(known), parseChecked(arxivMail, MAIL).entries.map(known));
  assert.match(slice(text, entries[1]!.spans.title!), /^(?:Another One|QW5vd)/);
}

test('the same mail quoted, as .eml, in quoted-printable, in base64, with CRLF', () => {
  const header =
    'From: arXiv <no-reply@arxiv.org>\nTo: me@example.org\nSubject: cs daily\nMIME-Version: 1.0\n';
  const printable = MAIL.replaceAll('=', '=3D')
    .split('\n')
    .map((line) =>
      line.length > 70 ? `${line.slice(0, 60)}=\n${line.slice(60)}` : line.replace(/ $/, '=20'),
    )
    .join('\n');
  sameAsMail(MAIL.replace(/^/gm, '> '));
  sameAsMail(MAIL.replace(/^/gm, '> > '));
  sameAsMail(`On Tuesday arXiv wrote:\n${MAIL.replace(/^/gm, '>')}`);
  sameAsMail(printable);
  sameAsMail(printable.replace(/^/gm, '> '));
  sameAsMail(
    `${header}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${printable}`,
  );
  const based = Buffer.from(MAIL, 'latin1')
    .toString('base64')
    .replace(/(.{76})/g, '$1\n');
  const inBase64 = `${header}Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${based}`;
  assert.deepEqual(
    parseChecked(arxivMail, inBase64).entries.map(known),
    parseChecked(arxivMail, MAIL).entries.map(known),
  );
  sameAsMail(MAIL.replaceAll('\n', '\r\n'));
  sameAsMail(`\ufeff${MAIL}`);
});

test('the layout with the indentation lost, as web mail copies it', () => {
  const text = MAIL.replace(/^ +/gm, '');
  const { entries } = parseChecked(arxivMail, text);
  const whole = parseChecked(arxivMail, MAIL).entries;
  // Without indentation nobody can see where a paragraph starts.
  const flat = (abstract: string | null): string | undefined => abstract?.replace('\n\n', ' ');
  assert.deepEqual(
    entries.map((e) => ({ ...known(e), abstract: flat(e.abstract) })),
    whole.map((e) => ({ ...known(e), abstract: flat(e.abstract) })),
  );
});

test('a monthly listing announces nothing and has no abstracts; revisions tell the version', () => {
  const text = String.raw`${RULE}
${RULE}

Papers received as of Sat Apr  4 02:55:44 METDST 1992.

${RULE}
\\
Paper: astro-ph/9204001
From: Ann <example@example.com>
Date: Mon, 13 Apr 92 18:20:01 GMT   (11kb)
Date (revised): Thu, 30 Apr 1992 20:39:38 GMT
Date (revised v3): Fri, 1 May 1992 20:39:38 GMT   (12kb)

Title: Old Listing
Authors: Ann Lee
Categories: astro-ph
\\
${RULE}
\\
Paper (*cross-listing*): cond-mat/9204067
Date: Tue, 14 Apr 1992 08:26:03 GMT   (29kb)

Title: Crossed
Authors: Bo Ray
Categories: cond-mat astro-ph
Subj-class: Example
\\
`;
  const { entries, problems } = parseChecked(arxivMail, text);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    entries.map(({ arxiv, arxivVersion, date, announced, abstract }) => ({
      arxiv,
      arxivVersion,
      date,
      announced,
      abstract,
    })),
    [
      { arxiv: 'astro-ph/9204001', arxivVersion: 3, date: '1992-04-13', announced: null, abstract: null },
      {
        arxiv: 'cond-mat/9204067',
        arxivVersion: null,
        date: '1992-04-14',
        announced: 'cross',
        abstract: null,
      },
    ],
  );
});

test('each kind of damage is told, and costs no other paper', () => {
  const titles = parseChecked(arxivMail, MAIL).entries.map((e) => e.title);
  const cases: [string, (text: string) => string, string[]][] = [
    ['identifier lost', (t) => t.replace('arXiv:2310.05870\n', ''), []],
    [
      'identifier and address lost',
      (t) => t.replace('arXiv:2310.05870\n', '').replace('/2310.05870', '/x'),
      ['listing-entry-without-id'],
    ],
    [
      'end mark lost',
      (t) => t.replace(/\\\\ \( https:\/\/arxiv.org\/abs\/2310.05870.*\n/, ''),
      ['listing-entry-not-closed'],
    ],
    ['rule lost', (t) => t.replace(`123kb)\n${RULE}\n`, '123kb)\n'), []],
    [
      'rule and end mark lost',
      (t) => t.replace(new RegExp(`\\\\\\\\ \\( \\S+2310.05869 .*\n${RULE}\n`), ''),
      ['listing-entry-not-closed'],
    ],
    ['first mark lost', (t) => t.replace('\\\\\narXiv:2310.05870', 'arXiv:2310.05870'), []],
    [
      'mark below the header lost',
      (t) => t.replace('DOI: 10.1000/ABC.1 10.1000/abc.2\n\\\\\n', 'DOI: 10.1000/ABC.1\n'),
      [],
    ],
  ];
  for (const [name, make, codes] of cases) {
    const text = make(MAIL);
    assert.notEqual(text, MAIL, name);
    const { entries, problems } = parseChecked(arxivMail, text);
    assert.deepEqual(
      entries.map((e) => e.title),
      titles,
      name,
    );
    assert.deepEqual(
      problems.map((p) => p.code),
      codes,
      name,
    );
    assert.ok(entries[0]!.abstract?.startsWith('We sort long inputs'), name);
  }
  const untitled = parseChecked(arxivMail, MAIL.replace('Title: Another One\n', ''));
  assert.deepEqual(
    untitled.entries.map((e) => e.title),
    titles.filter((title) => title !== 'Another One'),
  );
  assert.deepEqual(
    untitled.problems.map((p) => p.code),
    ['listing-entry-without-title'],
  );
});

test('a rule inside an abstract, and a line that looks like an identifier, divide nothing', () => {
  const text = MAIL.replace(
    '  Short.\n',
    `  Short.\n${RULE}\nand as shown in\narXiv:2310.05869\nit goes on.\n`,
  );
  const { entries, problems } = parseChecked(arxivMail, text);
  assert.equal(entries.length, 5);
  assert.match(entries[1]!.abstract!, /^Short\. -+ and as shown in arXiv:2310\.05869 it goes on\.$/);
  assert.deepEqual(problems, []);
});

test('what is no listing is not recognised', () => {
  for (const text of [
    '',
    'arXiv:2310.05869\n',
    '\\\\server\\share\n',
    '@article{x, title={y}}',
    'A line\n\\\\\nTitle: x\n',
  ]) {
    assert.equal(arxivMail.recognise(sourceOf(text)), 'no', text);
  }
});
