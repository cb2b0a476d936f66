import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ALL_FORMATS } from '../../../../src/core/digests/formats.ts';
import { citationInPlace } from '../../../../src/core/features/pasting/cite-pasted.ts';
import { pastedPapers } from '../../../../src/core/features/pasting/pasted-papers.ts';
import { scanNote } from '../../../../src/core/notes/scan.ts';
import { workspaceOf } from '../../../support/workspaces.ts';

const BIB = `@misc{titans, title = {Titans: Learning to Memorize}, author = {Roe, Ann}, year = 2024, eprint = {2501.00663}, archiveprefix = {arXiv}}
@article{lakes, title = {On the Stability of Shallow Lakes}, author = {Doe, Bo}, year = 2021, doi = {10.1000/lakes.7}}
@misc{twin1, title = {Twins}, author = {Roe, Ann}, year = 1990, eprint = {2401.00001}, archiveprefix = {arXiv}}
`;
const workspace = workspaceOf({ 'refs.bib': BIB });

/** Known papers by their keys, with the version that is meant; new ones with a plus and where their entry comes from. */
function pasted(text: string): string[] | null {
  const papers = pastedPapers(text, workspace.library, ALL_FORMATS, '2026-11-24');
  return (
    papers &&
    papers.map((one) =>
      one.kind === 'known'
        ? `${one.paper.key}${one.version === null ? '' : `v${one.version}`}`
        : `+${one.pin.key} ${one.pin.source ?? one.pin.paper.title}`,
    )
  );
}

test('addresses and identifiers of papers that are known', () => {
  assert.deepEqual(pasted('https://arxiv.org/abs/2501.00663'), ['titans']);
  assert.deepEqual(pasted(' https://arxiv.org/pdf/2501.00663v2.pdf\n'), ['titansv2']);
  assert.deepEqual(pasted('2501.00663v1'), ['titansv1']);
  assert.deepEqual(pasted('arXiv: 2501.00663'), ['titans']);
  assert.deepEqual(pasted('https://huggingface.co/papers/2501.00663'), ['titans']);
  assert.deepEqual(pasted('10.1000/Lakes.7'), ['lakes']);
  assert.deepEqual(pasted('<https://doi.org/10.1000/lakes.7>,\nhttps://arxiv.org/abs/2501.00663'), [
    'lakes',
    'titans',
  ]);
  assert.deepEqual(pasted('2501.00663'), pasted('arXiv:2501.00663 arXiv:2501.00663'));
});

test('all other texts are none', () => {
  for (const text of [
    '',
    '  ',
    'prose',
    'see https://arxiv.org/abs/2501.00663',
    'https://arxiv.org/abs/2509.99999',
    'https://arxiv.org/abs/2501.00663 and https://arxiv.org/abs/2509.99999',
    'https://example.org/',
    '[@titans]',
    '12345',
    '@misc{open, title = {Never closed}',
  ])
    assert.equal(pasted(text), null, text);
});

test('entries: those that the library has under any key are known, others come as they stand', () => {
  assert.deepEqual(pasted('@misc{other, title={Titans learn}, eprint={2501.00663}, archiveprefix={arXiv}}'), [
    'titans',
  ]);
  assert.deepEqual(
    pasted('@article{x,title={On the stability of shallow lakes},author={Doe, Bo},year=2021}'),
    ['lakes'],
  );
  const fresh = '@article{roe1999, title = {Ponds}, author = {Roe, Ann}, year = 1999, pages = {1--9}}';
  assert.deepEqual(pasted(`\n${fresh}\n`), [`+roe1999 ${fresh}`]);
  assert.deepEqual(pasted('TY  - JOUR\nTI  - Ponds and Rivers\nPY  - 1998\nER  - \n'), [
    '+ponds-rivers1998 Ponds and Rivers',
  ]);
});

test('a key that another paper has is told apart, also from another pasted one', () => {
  assert.equal(pasted('@misc{a, title={Rivers}}\n@misc{a, title={Seas}}'), null, 'which is a?');
  assert.deepEqual(
    pasted('@misc{lakes, title={Rivers}, year=1}\n@misc{lakesb, title={Seas}, year=2}')?.map((text) =>
      text.slice(0, 25),
    ),
    ['+lakesb @misc{lakesb, tit', '+lakesbb @misc{lakesbb, t'],
  );
});

test('strings that an entry uses are written out, and a broken entry is not taken', () => {
  assert.deepEqual(
    pasted('@string{j = {Journal of Ponds}}\n@article{p1, title={Ponds}, journal=j, year=1}'),
    ['+p1 @article{p1, title={Ponds}, journal={Journal of Ponds}, year=1}'],
  );
});

test('what is pasted is never thrown at, and what is new gets a key that nobody has', () => {
  const piece = fc.constantFrom(
    '@misc{',
    'lakes',
    ',',
    ' title={Seas}',
    '}',
    '\n',
    'https://arxiv.org/abs/2501.00663',
    'TY  - JOUR',
    'ER  - ',
    '[{"title":"x"}]',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const papers = pastedPapers(pieces.join(''), workspace.library, ALL_FORMATS, '2026-11-24') ?? [];
      const fresh = papers.flatMap((one) => (one.kind === 'new' ? [one.pin.key] : []));
      assert.equal(new Set(fresh).size, fresh.length);
      for (const key of fresh) assert.equal(workspace.library.byKey(key).length, 0);
    }),
  );
});

/** The note with the citation in the place of what stands between two `|`. */
function cite(marked: string, ...keys: string[]): string | null {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - (marked.lastIndexOf('|') > start ? 1 : 0);
  const text = marked.replaceAll('|', '');
  const note = { text, scan: scanNote(text), rescan: (other: string) => scanNote(other) };
  const cited = keys.map((key) => ({ key, version: null }));
  const put = citationInPlace(note, { start, end }, cited);
  return put === null ? null : text.slice(0, start) + put + text.slice(end);
}

test('where it is pasted decides how it is written', () => {
  assert.equal(cite('Seen | before.', 'a'), 'Seen [@a] before.');
  assert.equal(cite('|', 'a', 'b:c.'), '[@a; @{b:c.}]');
  assert.equal(cite('Seen [@x; |] before.', 'a'), 'Seen [@x; @a] before.');
  assert.equal(cite('Seen [@x|] before.', 'a'), 'Seen [@x; @a] before.');
  assert.equal(cite('The |deep lakes| are.', 'a'), 'The deep lakes [@a] are.');
  assert.equal(cite('```\n|\n```', 'a'), null);
  assert.equal(cite('`code |`', 'a'), null);
  assert.equal(cite('[words](|)', 'a'), null);
});
