import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { citingSentence } from '../../../src/core/features/citing-sentence.ts';

function around(text: string, cited: string): string {
  const start = text.indexOf(cited);
  const { before, cited: said, after } = citingSentence(text, { start, end: start + cited.length });
  return `${before}<${said}>${after}`;
}

test('the sentence around a citation is its own, and its stops do not end it', () => {
  const text = 'First one. As shown by [see @a, p. 3; @b],\nnorms are small. Another.\n\nNext paragraph.';
  assert.equal(around(text, '@b'), 'As shown by [see @a, p. 3; <@b>], norms are small.');
  assert.equal(around('Only [@a].', '@a'), 'Only [<@a>].');
});

test('items of lists, headings and rows of tables end where they end', () => {
  const list =
    '- [ ] Read @a soon\n- and @b later\n\n# On @c\ntext\n\n| @d | row |\n| @e | other |\n> quoted @f here';
  assert.equal(around(list, '@a'), 'Read <@a> soon');
  assert.equal(around(list, '@b'), 'and <@b> later');
  assert.equal(around(list, '@c'), 'On <@c> text');
  assert.equal(around(list, '@d'), '<@d> · row');
  assert.equal(around(list, '@f'), 'quoted <@f> here');
});

test('a long sentence is cut at words on both sides', () => {
  const shown = around(`${'before '.repeat(100)}@a${' after'.repeat(100)}`, '@a');
  assert.match(shown, /^…before .*before <@a> after.*after…$/);
  assert.ok(shown.length < 400);
});

test('whatever the note, what is shown is bounded and has the citation', () => {
  const part = fc.constantFrom('word ', '. ', '\n', '\n\n', '- ', '[', ']', '# ', '|', 'é', ' ');
  const texts = fc.array(part, { maxLength: 200 }).map((all) => all.join(''));
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const { before, cited, after } = citingSentence(`${a}@key${b}`, { start: a.length, end: a.length + 4 });
      assert.equal(cited, '@key');
      assert.ok(before.length <= 182 && after.length <= 182);
      assert.doesNotMatch(before + after, /\n/);
    }),
  );
});
