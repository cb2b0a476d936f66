import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../src/core/digests/entry.ts';
import { Library } from '../../../src/core/library/library.ts';
import { distinguish, referencesOf } from '../../../src/core/library/references.ts';
import { appendVerdict, parseVerdicts, type Verdict } from '../../../src/core/library/verdict-file.ts';
import { applyEdits } from '../../../src/core/text/text-edit.ts';
import { entry, setEntries } from '../../support/entries.ts';

const conference = entry({ title: 'Planning by Graphs', key: 'blum95', date: '1995', venue: 'IJCAI' });
const article = entry({ title: 'Planning by Graphs', key: 'blum97', date: '1997', venue: 'AIJ' });
const preprint = entry({ title: 'A Study of Deep Lakes', arxiv: '2301.00001' });
const renamed = entry({ title: 'Lakes, Deeper', doi: '10.1000/lakes', key: 'lakes2024' });

function papers(entries: readonly Entry[], verdicts: readonly Verdict[]): string[][] {
  const library = new Library();
  library.setVerdicts('.carrel/verdicts.tsv', verdicts);
  entries.forEach((each, i) => {
    setEntries(library, `${i}.bib`, [each], 'bibtex');
  });
  library.commit();
  return [...library.papers].map((paper) => paper.entries.map(({ path }) => path).sort()).sort();
}

function said(a: string, b: string, verdict: 'same' | 'different', time = '2026-11-24T10:00:00Z'): Verdict {
  return { a, b, verdict, time };
}

test('what a reader calls the same is one paper, whatever speaks against it', () => {
  assert.equal(papers([preprint, renamed], []).length, 2);
  assert.equal(
    papers([preprint, renamed], [said('arxiv:2301.00001', 'doi:10.1000/lakes', 'same')]).length,
    1,
  );
  assert.equal(papers([conference, article], [said('key:blum97', 'key:blum95', 'same')]).length, 1);
});

test('what a reader tells apart is two papers, and the rest goes with what it is more like', () => {
  const twin = entry({ title: preprint.title, arxiv: preprint.arxiv, key: 'mine' });
  const first = { ...preprint, authorCount: 3 };
  const listed = entry({ ...first, date: '2023-01-02' });
  assert.equal(papers([first, twin, listed], []).length, 1);
  const divided = papers(
    [first, twin, listed],
    [said('key:mine', 'title:a study of deep lakes|2023', 'different')],
  );
  assert.deepEqual(divided, [['0.bib', '2.bib'], ['1.bib']]);
});

test('the latest verdict on a pair counts, whatever the order of lines', () => {
  const earlier = said('key:blum95', 'key:blum97', 'same', '2026-11-24T10:00:00Z');
  const later = said('key:blum97', 'key:blum95', 'different', '2026-11-25T10:00:00Z');
  for (const lines of [
    [earlier, later],
    [later, earlier],
    [later, earlier, later],
  ])
    assert.equal(papers([conference, article], lines).length, 2);
});

test('of verdicts that contradict each other the newer ones hold', () => {
  const verdicts = [
    said('key:blum95', 'arxiv:2301.00001', 'same', '2026-11-24T10:00:00Z'),
    said('key:blum97', 'arxiv:2301.00001', 'same', '2026-11-25T10:00:00Z'),
    said('key:blum95', 'key:blum97', 'different', '2026-11-26T10:00:00Z'),
  ];
  for (const list of [verdicts, [...verdicts].reverse()])
    assert.deepEqual(papers([conference, article, preprint], list), [['0.bib'], ['1.bib', '2.bib']]);
});

test('entries are named by what tells them apart', () => {
  assert.deepEqual(distinguish(conference, article), ['key:blum95', 'key:blum97']);
  assert.deepEqual(distinguish(preprint, renamed), ['arxiv:2301.00001', 'doi:10.1000/lakes']);
  assert.equal(distinguish(preprint, preprint), null);
  assert.deepEqual(referencesOf(entry({ title: 'X', key: 'a\tb%c' })), ['key:a%09b%25c', 'title:x|']);
  const chapter = entry({ title: 'Snow', doi: '10.1000/book', identifiersInherited: true });
  assert.deepEqual(referencesOf(chapter), ['title:snow|']);
});

test('a verdict on a key with strange characters reaches its entry', () => {
  const strange = { ...conference, key: 'a\tb%09' };
  const [a, b] = distinguish(strange, article)!;
  const text = applyEdits('', appendVerdict('', said(a, b, 'same')));
  assert.equal(papers([strange, article], parseVerdicts(text).verdicts).length, 1);
});

test('what is no verdict is told with its place, and costs its line alone', () => {
  const good = 'key:a\tkey:b\tsame\t2026-11-24T10:00:00Z';
  const bad = [
    'key:a\tkey:b\tsame',
    'key:a\tkey:b\tmaybe\t2026-11-24T10:00:00Z',
    'a\tkey:b\tsame\t2026-11-24T10:00:00Z',
    'key:a\tkey:a\tsame\t2026-11-24T10:00:00Z',
    'key:a\tkey:b\tsame\tyesterday',
    '<<<<<<< HEAD',
  ];
  for (const line of bad) {
    const text = `# comment\r\n\n${line}\n${good}\r\n`;
    const { verdicts, problems } = parseVerdicts(text);
    assert.equal(verdicts.length, 1, line);
    assert.deepEqual(
      problems.map(({ span }) => text.slice(span.start, span.end)),
      [line],
    );
  }
});

test('verdicts are appended as they were said, to any text, and never change what stands there', () => {
  const reference = fc.constantFrom('key:a', 'doi:10.1000/x', 'title:a b|2020', 'arxiv:2301.00001');
  const verdict = fc.record(
    {
      a: reference,
      b: fc.constantFrom('key:z', 'arxiv:2301.00002'),
      verdict: fc.constantFrom('same' as const, 'different' as const),
      time: fc.constantFrom('2026-11-24T10:00:00Z', '2026-11-24T10:00:00.123Z'),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), verdict), { maxLength: 6 }), (pieces) => {
      let text = '';
      const expected: Verdict[] = [];
      for (const piece of pieces) {
        const before = text;
        if (typeof piece === 'string') text += piece;
        else {
          text = applyEdits(text, appendVerdict(text, piece));
          expected.push(piece);
        }
        assert.ok(text.startsWith(before));
      }
      const read = parseVerdicts(text).verdicts.map((each) => JSON.stringify(each));
      let at = -1;
      for (const each of expected) {
        at = read.indexOf(JSON.stringify(each), at + 1);
        assert.ok(at >= 0, `${JSON.stringify(each)} is read again`);
      }
    }),
  );
});
