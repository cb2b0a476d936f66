import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  recordSource,
  removeRecord,
  replaceQuote,
  setSidecarField,
  updateRecord,
  type SidecarEdit,
} from '../../../src/core/annotations/sidecar-edits.ts';
import { recordFixes } from '../../../src/core/annotations/record-fixes.ts';
import { applyEdits } from '../../../src/core/text/text-edit.ts';
import { parseSidecar } from '../../../src/core/annotations/sidecar.ts';

const FRONT = '---\ncitekey: x1\n---\n\n';

function done(edit: SidecarEdit): string {
  assert.ok('after' in edit, 'refused' in edit ? edit.refused : '');
  return edit.after;
}

function refusal(edit: SidecarEdit): string {
  assert.ok('refused' in edit);
  return edit.refused;
}

/** Id, quote and comment of each record below the front matter. */
function read(body: string): string[][] {
  return parseSidecar(FRONT + body).records.map(({ id, exact, comment }) => [id, exact, comment]);
}

describe('a record that was moved about by hand', () => {
  test('keeps its quote where id or comment stand above it', () => {
    const wanted = [['aaa111', 'some words', 'mine']];
    assert.deepEqual(read('<!-- carrel: highlight -->\n^aaa111\n\n> some words\n\nmine\n'), wanted);
    assert.deepEqual(read('<!-- carrel: highlight -->\nmine\n\n> some\n> words\n\n^aaa111\n'), wanted);
    assert.deepEqual(read('<!-- carrel: highlight -->\n> some words\n\nmine\n\n> of another\n\n^aaa111\n'), [
      ['aaa111', 'some words', 'mine\n\n> of another'],
    ]);
    assert.deepEqual(read('<!-- carrel: remark -->\nmine\n\n> of another\n\n^aaa111\n'), [
      ['aaa111', '', 'mine\n\n> of another'],
    ]);
    assert.deepEqual(
      read('<!-- carrel: highlight -->\n> [!quote] Head\n> some words\n> ^aaa111\n\nmine\n'),
      wanted,
    );
    const text = `${FRONT}<!-- carrel: highlight -->\nmine\n\n> some words\n\n^aaa111\n`;
    const changed = done(updateRecord(text, 'aaa111', { comment: 'yours' }));
    assert.equal(changed, text.replace('mine', 'yours'));
    assert.deepEqual(
      parseSidecar(done(updateRecord(text, 'aaa111', { comment: '' }))).records[0]!.comment,
      '',
    );
  });

  test('takes another passage, and keeps all that its marker says beside', () => {
    const to = {
      exact: 'new words',
      prefix: null,
      suffix: 'x',
      place: { field: 'abstract', start: 7, page: null, version: 2 },
    } as const;
    const behind = `${FRONT}<!-- carrel: highlight green anna abstract:5 v1 prefix="We" later=word --> mine\n> old words\n\n^aaa111\n`;
    assert.equal(
      done(replaceQuote(behind, 'aaa111', to)),
      `${FRONT}<!-- carrel: highlight green anna abstract:7 v2 suffix="x" later=word --> mine\n> new words\n\n^aaa111\n`,
    );
    const broken = `${FRONT}<!-- carrel: highlight\n  abstract:5\n  anna -->\n> old words\n\n^aaa111\n`;
    assert.equal(
      done(replaceQuote(broken, 'aaa111', to)),
      `${FRONT}<!-- carrel: highlight\n  abstract:7 v2 suffix="x"\n  anna -->\n> new words\n\n^aaa111\n`,
    );
    const bare = `${FRONT}<!--carrel:highlight-->\nTitle\n=====\n`;
    const given = parseSidecar(bare).records[0]!.id;
    assert.equal(
      done(replaceQuote(bare, given, to)),
      `${FRONT}<!--carrel:highlight abstract:7 v2 suffix="x"-->\n> new words\n\nTitle\n=====\n`,
    );
  });

  test('keeps its marker where that is broken into lines', () => {
    const marker = '<!-- carrel: highlight green 2026-11-03 anna abstract:75\n  prefix="We study"\n  -->';
    const text = `${FRONT}${marker}\n> some words\n\n^aaa111\n\nmine\n`;
    const { records, problems } = parseSidecar(text);
    assert.deepEqual(problems, []);
    const [record] = records;
    assert.deepEqual(
      [record!.color, record!.place?.start, record!.prefix, record!.exact, record!.comment],
      ['green', 75, 'We study', 'some words', 'mine'],
    );
    assert.equal(done(updateRecord(text, 'aaa111', { color: 'red' })), text.replace('green', 'red'));
    assert.deepEqual(
      parseSidecar(`${FRONT}<!-- carrel: remark\n\nmine --> still mine\n`).problems.map(({ code }) => code),
      ['annotation-marker-unclosed', 'annotation-without-id'],
    );
  });

  test('may say its words with capitals, and quote in a callout', () => {
    const text = `${FRONT}<!-- carrel: Highlight Green -->\n> [!quote]+ From the paper\n> some words\n\n^aaa111\n`;
    const [record] = parseSidecar(text).records;
    assert.deepEqual([record!.kind, record!.color, record!.exact], ['highlight', 'green', 'some words']);
    const other = { place: record!.place, prefix: null, suffix: null, exact: 'other words' };
    const moved = done(replaceQuote(text, 'aaa111', other));
    assert.match(moved, /> \[!quote\]\+ From the paper\n> other words\n/);
    assert.deepEqual(read('<!-- carrel: highlight -->\n> [!quote]\n'), [
      [parseSidecar(`${FRONT}<!-- carrel: highlight -->\n> [!quote]\n`).records[0]!.id, '[!quote]', ''],
    ]);
  });

  test('gives its id to the second of that id when it is removed', () => {
    const record = '<!-- carrel: highlight -->\n> some words\n\n^aaa111\n';
    const text = `${FRONT}${record}\nmine\n\n${record}\nyours\n`;
    const after = done(removeRecord(text, 'aaa111'));
    assert.deepEqual(
      parseSidecar(after).records.map(({ id, comment }) => [id, comment]),
      [['aaa111', 'yours']],
    );
    assert.ok(text.includes(recordSource(after, parseSidecar(after).records[0]!)));
  });
});

test('what a record lacks has a fix that loses no word', () => {
  const fixed = (body: string): string[][] => {
    const text = FRONT + body;
    const [record] = parseSidecar(text).records;
    return recordFixes(text, record!, 'new123').map(({ title, codes, edits }) => [
      title,
      codes.join(),
      applyEdits(text, edits).slice(FRONT.length),
    ]);
  };
  const quote = '<!-- carrel: highlight -->\n> some words\n\n^aaa111\n';
  assert.deepEqual(fixed(quote), []);
  assert.deepEqual(fixed('<!-- carrel: remark -->\n\nmine\n'), [
    [
      'Give this annotation a block id',
      'annotation-without-id',
      '<!-- carrel: remark -->\n\nmine\n\n^new123\n',
    ],
  ]);
  assert.deepEqual(fixed('<!-- carrel: remark\n\nmine\n\n^aaa111\n'), [
    ['Close the comment', 'annotation-marker-unclosed', '<!-- carrel: remark -->\n\nmine\n\n^aaa111\n'],
  ]);
  assert.deepEqual(fixed('<!-- carrel: highlight green 2026-11-03 -->\n\nmine\n\n^aaa111\n'), [
    [
      'Make it a remark',
      'annotation-without-quote',
      '<!-- carrel: remark 2026-11-03 -->\n\nmine\n\n^aaa111\n',
    ],
  ]);
  assert.deepEqual(fixed('<!-- carrel: highlight -->\n^aaa111\n'), [
    ['Delete this highlight', 'annotation-without-quote', ''],
  ]);
  const twice = `${FRONT}${quote}\nmine\n\n${quote}\nyours\n`;
  const [fix] = recordFixes(twice, parseSidecar(twice).records[1]!, 'new123');
  assert.equal(
    applyEdits(twice, fix!.edits),
    `${FRONT}${quote}\nmine\n\n${quote.replace('aaa111', 'new123')}\nyours\n`,
  );
});

test('both sides of a conflict are shown, without its marks', () => {
  const record = (comment: string): string =>
    `<!-- carrel: highlight -->\n> some words\n\n^aaa111\n\n${comment}\n`;
  const inside = record('<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other');
  assert.deepEqual(read(inside), [['aaa111', 'some words', 'mine\n\nyours']]);
  const two = parseSidecar(
    `${FRONT}<<<<<<< HEAD\n${record('mine')}=======\n${record('yours').replace('aaa', 'bbb')}>>>>>>> other\n`,
  );
  assert.deepEqual(
    two.records.map(({ id, comment }) => [id, comment]),
    [
      ['aaa111', 'mine'],
      ['bbb111', 'yours'],
    ],
  );
  assert.notEqual(two.locked, null);
});

describe('a comment that was changed in the file meanwhile', () => {
  const text = `${FRONT}<!-- carrel: highlight -->\n> some words\n\n^aaa111\n\nmine\n\nadded by hand\n`;

  test('is joined with the new one where they differ in other lines', () => {
    const after = done(updateRecord(text, 'aaa111', { comment: 'better', was: 'mine' }));
    assert.equal(parseSidecar(after).records[0]!.comment, 'better\n\nadded by hand');
    assert.equal(done(updateRecord(text, 'aaa111', { comment: 'mine', was: 'mine' })), text);
  });

  test('is never lost: where they differ in the same lines nothing is changed', () => {
    assert.match(refusal(updateRecord(text, 'aaa111', { comment: 'x', was: 'old' })), /meanwhile/);
    assert.ok('after' in updateRecord(text, 'aaa111', { comment: 'x' }));
    assert.ok('after' in updateRecord(text, 'aaa111', { color: 'red', was: 'old' }));
  });
});

describe('front matter in other forms', () => {
  test('a tag of a list is exchanged for another', () => {
    const text = '---\ncitekey: x1\ntags:\n  - a # note\n  - b\nrating: 3\n---\n';
    assert.equal(done(setSidecarField(text, 'tags', ['a', 'c'])), text.replace('- b', '- c'));
  });

  test('comments among tags stay, also where all tags are others', () => {
    const note = '---\ntags:\n  # mine\n  - a # one\n  - b\n# end\nx: 1\n---\n';
    assert.equal(
      done(setSidecarField(note, 'tags', ['c', 'd'])),
      '---\ntags:\n  # mine\n  - c\n  - d\n# end\nx: 1\n---\n',
    );
    const none = done(setSidecarField(note, 'tags', []));
    assert.equal(none, '---\ntags:\n  # mine\n# end\nx: 1\n---\n');
    assert.deepEqual(parseSidecar(done(setSidecarField(none, 'tags', ['a']))).fields.tags, ['a']);
  });

  test('in braces a value is exchanged, and what would break them is refused', () => {
    const note = '---\n{citekey: x1, rating: 2}\n---\n';
    assert.equal(done(setSidecarField(note, 'rating', '5')), note.replace('2', '5'));
    assert.match(refusal(setSidecarField(note, 'rating', null)), /cannot be edited/);
    assert.match(refusal(setSidecarField(note, 'tags', ['a'])), /cannot be edited/);
    assert.equal(done(setSidecarField(note, 'tags', null)), note);
  });

  test('of a field that is there twice the one that counts is changed', () => {
    const twice = '---\nrating: 2\nrating: 3\n---\n';
    assert.equal(done(setSidecarField(twice, 'rating', '5')), '---\nrating: 2\nrating: 5\n---\n');
  });

  test('lines that end with a carriage return alone are no front matter, and get none above them', () => {
    assert.match(refusal(setSidecarField('---\rcitekey: x1\r---\r', 'rating', '5')), /cannot be edited/);
  });
});
