import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bibtex } from '../../../../src/core/digests/bibtex/bibtex.ts';
import type { Entry } from '../../../../src/core/digests/entry.ts';
import { latexText } from '../../../../src/core/digests/bibtex/latex.ts';
import { decode } from '../../../../src/server/node/disk.ts';
import { known, parseChecked, sourceOf } from '../../../support/digests.ts';

function only(text: string): Entry {
  const { entries } = parseChecked(bibtex, text, 'refs.bib');
  assert.equal(entries.length, 1, text);
  return entries[0]!;
}

const field = (line: string): Entry => only(`@article{k, title = {T}, ${line}}`);
const title = (value: string): string => only(`@article{k, title = ${value}}`).title;
const authors = (value: string): unknown[] => [...field(`author = {${value}}`).authors];
const codes = (text: string): string[] =>
  parseChecked(bibtex, text, 'refs.bib').problems.map(({ code }) => code);
const keys = (text: string): (string | null)[] =>
  parseChecked(bibtex, text, 'refs.bib').entries.map(({ key }) => key);

test('an entry gives its fields', () => {
  assert.deepEqual(
    known(
      only(`@article{moor2021peat,
  title     = {A Census of {Northern} Peat},
  author    = {Moor, Ada and van Dyke, Bo},
  journal   = {Journal of Bogs},
  year      = 2021,
  month     = may,
  doi       = {10.1000/Bogs.1},
  keywords  = {peat, carbon; cores},
  abstract  = {Peat holds carbon.
               We count it.},
}`),
    ),
    {
      key: 'moor2021peat',
      title: 'A Census of Northern Peat',
      authors: [
        { family: 'Moor', given: 'Ada' },
        { family: 'van Dyke', given: 'Bo' },
      ],
      authorCount: 2,
      date: '2021-05',
      abstract: 'Peat holds carbon. We count it.',
      doi: '10.1000/bogs.1',
      venue: 'Journal of Bogs',
      subjects: ['peat', 'carbon', 'cores'],
    },
  );
});

describe('syntax', () => {
  test('values in braces, quotes and bare, joined by #, with strings', () => {
    assert.equal(title('"On {"}Turns{"}"'), 'On "Turns"');
    assert.equal(title('{a {nested {deep}} b}'), 'a nested deep b');
    assert.equal(title('"On " # {Lakes} # " and Ponds"'), 'On Lakes and Ponds');
    const { entries } = parseChecked(
      bibtex,
      '@string{jb = "J. Bogs"} @STRING(x = jb # ", B")\n@article{k, title={T}, journal = x}',
      'a.bib',
    );
    assert.equal(entries[0]!.venue, 'J. Bogs, B');
  });

  test('parentheses, blanks, capitals, comments and what stands between entries', () => {
    assert.deepEqual(
      keys(
        'junk @ junk\n% @article{no, title={x}}\n@Article ( k1 , Title = {T} )\n@comment{ @article{no2, title={x}} }\n@preamble{"x"} @misc{k2,title={U},}',
      ),
      ['k1', 'k2'],
    );
  });

  test('keys of any alphabet', () => {
    const odd = ['a:b.c-d+e/f', 'müller2020', '李2020', '10.1000/x(1)', "o'neil", '__proto__'];
    assert.deepEqual(keys(odd.map((key) => `@misc{${key}, title={T}}`).join('\n')), odd);
  });

  test('a byte order mark and Windows line ends', () => {
    assert.equal(only('\ufeff@misc{k,\r\n title = {A\r\n   B},\r\n}').title, 'A B');
  });

  test('an entry without key is read, and that is said', () => {
    assert.deepEqual(keys('@misc{title = {T}}'), [null]);
    assert.deepEqual(codes('@misc{title = {T}}'), ['bibtex-key-missing']);
  });
});

describe('what is broken costs itself alone', () => {
  const good = '@misc{good, title = {Good}, year = 2020}\n';
  const broken: readonly [string, readonly (string | null)[], string][] = [
    ['@misc{bad, title = {Bad, year = 2020}\n\n', ['bad', 'good'], 'bibtex-entry-not-closed'],
    ['@misc{bad, title = {{Bad, year = 2020}\n\n', ['bad', 'good'], 'bibtex-value-not-closed'],
    ['@misc{bad, title = "Bad, year = 2020}\n', ['bad', 'good'], 'bibtex-value-not-closed'],
    ['@misc{bad, title = {Bad}, year = 2020\n', ['bad', 'good'], 'bibtex-entry-not-closed'],
    ['@misc{bad title = {Bad}}\n', ['bad', 'good'], 'bibtex-comma-missing'],
    ['@misc{title = {Bad}}\n', [null, 'good'], 'bibtex-key-missing'],
    ['@misc{bad, title = {Bad} year = 2020}\n', ['bad', 'good'], 'bibtex-comma-missing'],
    ['@misc{bad, title {Bad}, year = 2020}\n', ['bad', 'good'], 'bibtex-field-broken'],
    ['@misc{bad, = , title = {Bad}}\n', ['bad', 'good'], 'bibtex-field-broken'],
    ['@misc{bad, title = , year = 2020}\n', ['bad', 'good'], 'bibtex-value-missing'],
  ];
  for (const [text, expected, code] of broken)
    test(JSON.stringify(text), () => {
      assert.deepEqual(keys(good.replace('good', 'first') + text + good), ['first', ...expected]);
      assert.ok(codes(text + good).includes(code), codes(text + good).join());
    });

  test('fields behind a missing comma are kept', () => {
    assert.equal(only('@misc{bad, title = {Bad} year = 2020 doi = {10.1000/x}}').doi, '10.1000/x');
  });

  test('an abstract may hold BibTeX', () => {
    const text = '@misc{k, title={T}, abstract = {Cite as\n@misc{other, title={X}}\nplease.}}\n' + good;
    assert.deepEqual(keys(text), ['k', 'good']);
  });

  test('a repeated key and an undefined string are said once', () => {
    assert.deepEqual(
      codes('@misc{k, title={T}}\n@misc{k, title={U}, journal = nope}\n@misc{l, title=nope}'),
      ['bibtex-key-repeated', 'bibtex-string-undefined'],
    );
  });
});

describe('LaTeX', () => {
  const cases: readonly [string, string][] = [
    ['{G{\\"o}del, Erd\\H{o}s, \\v{C}ech, \\c{c}a, na\\"{\\i}ve}', 'Gödel, Erdős, Čech, ça, naïve'],
    ["{\\'Etude de l'\\oe uvre \\ss{} \\AA}", "Étude de l'œuvre ß Å"],
    ['{A \\& B, 50\\%, \\$5, a\\_b, \\#1}', 'A & B, 50%, $5, a_b, #1'],
    ['{$$\\hat{f} \\leq 1$$ {or} \\[x^{2}\\]}', '$$\\hat{f} \\leq 1$$ or \\[x^{2}\\]'],
    ["{pages 1--2 --- and ``so''}", 'pages 1–2 — and “so”'],
    ['{\\emph{In vivo} {\\it and} \\textsc{Small}}', 'In vivo and Small'],
    ['{Order $n^{2}$ and \\(x\\)}', 'Order $n^{2}$ and \\(x\\)'],
    ['{\\unknown{x} stays}', '\\unknownx stays'],
    ['{see \\url{http://a.example/~b--c}}', 'see http://a.example/~b--c'],
    ['{\\enquote{Lakes} turn}', '“Lakes” turn'],
    ['{van~der~Waals\\ldots}', 'van der Waals…'],
  ];
  for (const [value, text] of cases) test(value, () => assert.equal(title(value), text));
});

describe('names', () => {
  const cases: readonly [string, readonly unknown[]][] = [
    ['Ludwig van Beethoven', [{ family: 'van Beethoven', given: 'Ludwig' }]],
    ['van Beethoven, Ludwig', [{ family: 'van Beethoven', given: 'Ludwig' }]],
    ['King, Jr, Martin Luther', [{ family: 'King', given: 'Martin Luther, Jr' }]],
    ['{World Health Organization}', [{ literal: 'World Health Organization' }]],
    ['{Barnes and Noble} and Ann Lee', [{ literal: 'Barnes and Noble' }, { family: 'Lee', given: 'Ann' }]],
    ['Kurt G{\\"o}del', [{ family: 'Gödel', given: 'Kurt' }]],
    ['{\\O}rsted, Hans', [{ family: 'Ørsted', given: 'Hans' }]],
    ['Plato', [{ family: 'Plato', given: null }]],
    ['family=Vries, given=Jan, prefix=de, useprefix=true', [{ family: 'de Vries', given: 'Jan' }]],
    [
      'Anderson and\nBand',
      [
        { family: 'Anderson', given: null },
        { family: 'Band', given: null },
      ],
    ],
  ];
  for (const [value, expected] of cases) test(value, () => assert.deepEqual(authors(value), expected));

  test('"and others" leaves the number open', () => {
    const { authors: named, authorCount } = field('author = {Ann Lee and others}');
    assert.equal(named.length, 1);
    assert.equal(authorCount, null);
  });
});

test('dates', () => {
  const cases: readonly [string, string | null][] = [
    ['date = {2020-05-01}', '2020-05-01'],
    ['date = {2020-05/2020-07}', '2020-05'],
    ['date = {2020~}', '2020'],
    ['date = {2020-21}', '2020'],
    ['date = {20XX}', null],
    ['date = {2020-02-31}', '2020-02'],
    ['year = 2020, month = "10~" # jan', '2020-01-10'],
    ['year = {2020}, month = {March}', '2020-03'],
    ['year = {2020}, month = 13', '2020'],
    ['year = {c. 1999}', '1999'],
    ['year = {in press}', null],
  ];
  for (const [line, date] of cases) assert.equal(field(line).date, date, line);
});

test('identifiers wherever people put them', () => {
  const cases: readonly [string, Partial<Entry>][] = [
    ['eprint = {2310.05869v2}, archiveprefix = {arXiv}', { arxiv: '2310.05869', arxivVersion: 2 }],
    ['eprint = {hep-th/9901001}, eprinttype = {arxiv}', { arxiv: 'hep-th/9901001' }],
    ['eprint = {1234.5678}, eprinttype = {jstor}', { arxiv: null }],
    ['journal = {arXiv preprint arXiv:1706.03762}', { arxiv: '1706.03762' }],
    ['journal = {CoRR}, volume = {abs/1706.03762}', { arxiv: '1706.03762' }],
    ['journal = {ArXiv}, volume = {abs/1706.03762}', { arxiv: '1706.03762' }],
    ['journal = {Journal of Bogs}, volume = {abs/1706.03762}', { arxiv: null }],
    ['howpublished = {\\url{https://arxiv.org/abs/1706.03762v2}}', { arxiv: '1706.03762', arxivVersion: 2 }],
    ['note = {Also at https://arxiv.org/pdf/1706.03762.}', { arxiv: '1706.03762' }],
    ['doi = {10.48550/arXiv.1706.03762}', { arxiv: '1706.03762', doi: '10.48550/arxiv.1706.03762' }],
    ['doi = {https://doi.org/10.1000/a\\_b}', { doi: '10.1000/a_b' }],
    ['url = {https://arxiv.org/abs/1706.03762}', { arxiv: '1706.03762' }],
  ];
  for (const [line, expected] of cases) {
    const entry = field(line);
    for (const [name, value] of Object.entries(expected))
      assert.equal(entry[name as keyof Entry], value, line);
  }
});

describe('parents', () => {
  test('crossref gives what is missing, and its identifiers are marked', () => {
    const { entries } = parseChecked(
      bibtex,
      '@incollection{c, title={Chapter}, crossref={B}}\n@book{b, title={Book}, year=1999, doi={10.1000/b}}',
      'a.bib',
    );
    const [chapter] = entries;
    assert.equal(chapter!.title, 'Chapter');
    assert.equal(chapter!.venue, 'Book');
    assert.equal(chapter!.date, '1999');
    assert.equal(chapter!.identifiersInherited, true);
  });

  test('xdata is data and no paper; circles end', () => {
    const text = '@xdata{x, year=1999, xdata={y}}\n@xdata{y, xdata={x}}\n@misc{k, title={T}, xdata={x}}';
    assert.deepEqual(known(only(text)), { key: 'k', title: 'T', date: '1999' });
  });
});

test('further keys', () => {
  assert.deepEqual(only('@book{k, title={T}, ids = {old:1, k, older}}').otherKeys, ['old:1', 'older']);
  assert.deepEqual(only('@book{k, title={T}, ids = " , "}').otherKeys, []);
});

test('a subtitle belongs to the title', () => {
  assert.equal(only('@book{k, title={Lakes}, subtitle={A Reader}}').title, 'Lakes: A Reader');
  assert.equal(only('@book{k, subtitle={A Reader}, title={What Turns?}}').title, 'What Turns? A Reader');
});

test('what is BibTeX is told by content, or by name if nothing speaks against it', () => {
  assert.equal(bibtex.recognise(sourceOf('% mine\n\n@misc{k,\n title={T}}', 'a.txt')), 'content');
  assert.equal(bibtex.recognise(sourceOf('', 'refs.bib')), 'name');
  assert.equal(bibtex.recognise(sourceOf('See @misc{k, title={T}} for more.', 'a.txt')), 'no');
  assert.equal(bibtex.recognise(sourceOf('mail@example.org, x', 'a.txt')), 'no');
});

describe('quirks of real files', () => {
  test('Latin-1, with and without a mark of another encoding', () => {
    const bytes = Buffer.from('@book{müller, author = {Müller, Jörg}, title = {Über Bäche}}\n', 'latin1');
    const content = decode(bytes);
    assert.ok(content !== 'missing' && 'text' in content);
    assert.deepEqual(known(only(content.text)), {
      key: 'müller',
      title: 'Über Bäche',
      authors: [{ family: 'Müller', given: 'Jörg' }],
      authorCount: 1,
    });
  });

  test('strings that use others, are used before they are defined, or are named like a month', () => {
    const text =
      '@misc{k, title = full, journal = name, month = jan, year = 2020}\n@string{full = "On " # name}\n@string(name = {Bogs})\n@string{jan = "May"}';
    const entry = only(text);
    assert.equal(entry.title, 'On Bogs');
    assert.equal(entry.venue, 'Bogs');
    assert.equal(entry.date, '2020-05');
    assert.equal(only('@string{a = b}\n@string{b = a}\n@misc{k, title = a}').title, 'a');
  });

  test('quotes in braces, braces in quotes, and what only looks like the end', () => {
    assert.equal(title('{Say "no}'), 'Say "no');
    assert.equal(title('"A {"}B{"} and {\\"o}"'), 'A "B" and ö');
    assert.equal(only('@misc(k, title = "a) b", note = {)})').title, 'a) b');
    assert.equal(title('{50\\% of \\{x\\}}'), '50% of {x}');
  });

  test('xdata before crossref, own fields before both, and parents behind their children', () => {
    const { entries } = parseChecked(
      bibtex,
      '@incollection{c, title = {C}, crossref = {b}, xdata = {x,y}}\n@xdata{x, publisher = {X}}\n@xdata{y, publisher = {Y}, year = 1999}\n@book{b, title = {B}, year = 2000, publisher = {P}}',
      'a.bib',
    );
    assert.equal(entries[0]!.date, '1999');
    assert.equal(entries[0]!.venue, 'B');
  });

  test('dates of EDTF that are ranges, unsure, seasons, with a time, or before our era', () => {
    const dates: readonly [string, string | null][] = [
      ['2004-06-11%', '2004-06-11'],
      ['1984?', '1984'],
      ['../1985', '1985'],
      ['1985/..', '1985'],
      ['2004-22', '2004'],
      ['199X', null],
      ['2004-01-05T10:15:30Z', '2004-01-05'],
      ['-0876', null],
      ['-3000~', null],
      ['y17E7', null],
    ];
    for (const [date, expected] of dates) assert.equal(field(`date = {${date}}`).date, expected, date);
  });

  test('keywords with commas, semicolons or neither', () => {
    assert.deepEqual(field('keywords = {peat, {carbon, cores}; lakes}').subjects, [
      'peat',
      'carbon',
      'cores',
      'lakes',
    ]);
    assert.deepEqual(field('keywords = {}').subjects, []);
  });

  test('a repeated key is read twice and told', () => {
    assert.deepEqual(keys('@misc{k, title={T}}\n@misc{k, title={U}}'), ['k', 'k']);
    assert.deepEqual(codes('@misc{k, title={T}}\n@misc{k, title={U}}'), ['bibtex-key-repeated']);
  });

  test('fields in capitals, twice, empty, or with signs in their names', () => {
    const entry = only('@MISC{k, TITLE = {T}, title = {U}, date+an = {x}, doi = {}, Author = "A B"}');
    assert.equal(entry.title, 'T');
    assert.equal(entry.doi, null);
    assert.equal(entry.authorCount, 1);
  });

  test('two accents on one letter make one character, in whatever order they are written', () => {
    for (const [latex, text] of [
      ['Nguy{\\~{\\^{e}}}n', 'Nguyễn'],
      ['Tr{\\^{\\`a}}n', 'Trần'],
      ['Tr{\\`{\\^a}}n', 'Trần'],
      ["Phan Th{\\d{\\^{e}}} L\\'{\\^e}", 'Phan Thệ Lế'],
      ['V{\\u{\\d{a}}}n', 'Vặn'],
      ['\\~{{\\^e}}', 'ễ'],
      ["\\^{}\\'{e}", '^é'],
    ] as const)
      assert.equal(latexText(latex), text, latex);
  });

  test('accents on digits and on nothing, Cyrillic as commands, phantoms, and Spanish signs', () => {
    assert.equal(title("{(11\\={2}0) Ragnhei{\\d}ur \\v{S} \\'\\i l}"), '(112̄0) Ragnheiur Š íl');
    assert.equal(title('{\\cyrchar\\CYRV\\cyrchar\\cyrl a {\\vphantom}ii\\vphantom{}}'), 'Влa ii');
    assert.equal(title("{?`Y t\\'u, \\foreignlanguage{german}{Bach}?}"), '¿Y tú, Bach?');
  });
});
