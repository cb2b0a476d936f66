import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  CARD_KEYS,
  cardKeyOf,
  isChord,
  keyGroups,
  keyNames,
  KEYS_OF_VSCODE,
  pressOf,
  WORD_KEYS,
  type KeyPress,
} from '../../../src/webview/card/key-table.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test('no key of a table means two things', () => {
  for (const table of [CARD_KEYS, WORD_KEYS])
    for (const isMac of [false, true]) {
      const presses = Object.values<Parameters<typeof keyNames>[0]>(table).map((row) =>
        keyNames(row, isMac).join('+'),
      );
      assert.equal(new Set(presses).size, presses.length);
    }
});

test('every key of the card is found by what is pressed', () => {
  assert.equal(cardKeyOf(pressOf(press('j'), false), false), 'nextPart');
  assert.equal(cardKeyOf(pressOf(press('?', { shiftKey: true, code: 'Slash' }), false), false), 'help');
  assert.equal(cardKeyOf(pressOf(press('ArrowLeft', { altKey: true }), false), false), 'back');
  assert.equal(cardKeyOf(pressOf(press('[', { metaKey: true }), true), true), 'back');
  assert.equal(cardKeyOf(pressOf(press('z', { ctrlKey: true }), false), false), 'undo');
  assert.equal(cardKeyOf(pressOf(press('z', { metaKey: true }), true), true), 'undo');
});

test('with another modifier a key is another one, and VS Code’s', () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }])
    for (const key of ['j', 'p', 'q', 'c', 'd', 'r', 'n'])
      for (const isMac of [false, true]) {
        const shown = more.shiftKey ? key.toUpperCase() : key;
        assert.equal(
          cardKeyOf(pressOf(press(shown, more), isMac), isMac),
          null,
          `${JSON.stringify(more)} ${key}`,
        );
      }
  assert.equal(cardKeyOf(pressOf(press('ArrowLeft', { altKey: true }), true), true), null);
});

test('on a keyboard of another script letters are known by their place', () => {
  assert.equal(cardKeyOf(pressOf(press('й', { code: 'KeyQ' }), false), false), 'queue');
  assert.equal(cardKeyOf(pressOf(press('q', { code: 'KeyA' }), false), false), 'queue');
});

test('the first of two keys is known', () => {
  assert.ok(isChord(pressOf(press('k', { ctrlKey: true }), false)));
  assert.ok(isChord(pressOf(press('k', { metaKey: true }), true)));
  assert.ok(!isChord(pressOf(press('k'), false)));
});

test('what ? shows is the tables, whole', () => {
  const shown = [...keyGroups().values()].flat();
  assert.deepEqual(shown, [...Object.values(CARD_KEYS), ...Object.values(WORD_KEYS)]);
});

test('the keys that VS Code handles are those that the manifest gives it', () => {
  const { contributes } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  ) as { contributes: { keybindings: { command: string; key: string; mac?: string }[] } };
  const written = (press: string, isMac: boolean): string =>
    press.replace('arrow', '').replace('mod', isMac ? 'cmd' : 'ctrl');
  for (const id of KEYS_OF_VSCODE) {
    const row: { readonly press: string; readonly mac?: string } = CARD_KEYS[id];
    const binding = contributes.keybindings.find(({ command }) => command === `carrel.card.${id}`)!;
    assert.equal(binding.key, written(row.press, false));
    assert.equal(binding.mac, written(row.mac!, true));
  }
});

test('the documentation lists every key of the card', () => {
  const page = readFileSync(new URL('../../../docs/using.md', import.meta.url), 'utf8');
  for (const row of Object.values(CARD_KEYS)) {
    const written = keyNames(row, false).join('+').replace('←', 'Left').replace('→', 'Right');
    assert.ok(page.includes(`\`${written}\``), written);
  }
});
