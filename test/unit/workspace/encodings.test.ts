import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { finish } from '../../../src/core/text/steps.ts';
import { decode } from '../../../src/server/node/disk.ts';
import { mixedText, strayBytes } from '../../../src/server/node/encodings.ts';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

function read(...parts: readonly (string | number)[]) {
  const bytes = parts.map((part) => (typeof part === 'string' ? utf8(part) : Buffer.from([part])));
  const content = decode(Buffer.concat(bytes));
  assert.ok(typeof content === 'object' && 'text' in content);
  return content;
}

test('a stray byte in UTF-8 costs itself alone, and its line is told', () => {
  const { text, remark } = read('@misc{a, title={Über}}\n@misc{b, title={M', 0xfc, 'ller, Řezníček}}\n');
  assert.equal(text, '@misc{a, title={Über}}\n@misc{b, title={Müller, Řezníček}}\n');
  assert.equal(remark?.code, 'file-encoding');
  assert.deepEqual([remark.severity, remark.line], ['warning', 2]);
  assert.match(remark.message, /^Line 2 /);
});

test('lines with stray bytes are named, some of them at most', () => {
  const lines = Array.from({ length: 9 }, () => ['é\n', 0xe9, 0xe9, '\n']).flat();
  const { remark } = read('ééééééééé', ...lines);
  assert.match(remark!.message, /^Lines 2, 4, 6, 8, 10 and further ones /);
});

test('a character that the end of the file cuts off is a stray byte', () => {
  assert.equal(read('Ünï ', 0xc3).text, 'Ünï Ã');
});

test('a file in another encoding as a whole is read so, and it is told', () => {
  // A capital letter before a closing quotation mark is two bytes that could be one character of UTF-8.
  const latin = read('caf', 0xe9, ', na', 0xef, 've, D', 0xc9, 0x94, ' \n');
  assert.equal(latin.text, 'café, naïve, DÉ” \n');
  assert.deepEqual([latin.remark?.severity, latin.remark?.line], ['information', 1]);
  const wide = decode(Buffer.from('\ufeffMüller', 'utf16le'));
  assert.ok(typeof wide === 'object' && 'text' in wide);
  assert.deepEqual([wide.text, wide.remark?.code], ['\ufeffMüller', 'file-encoding']);
  assert.equal(read('Plain Üñïcode\n').remark, undefined);
});

test('bytes without strays are UTF-8, and mixed text holds all that is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const { strays } = finish(strayBytes(bytes));
      const strict = (): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      if (strays.length === 0) assert.equal(finish(mixedText(bytes, strays)), strict());
      else assert.throws(strict);
      assert.ok(
        !finish(mixedText(bytes, strays)).includes('\ufffd') ||
          utf8('\ufffd').every((b) => bytes.includes(b)),
      );
    }),
    { numRuns: 500 },
  );
});

test('the pieces in which a long text is decoded do not show', () => {
  const text = 'é€😀a'.repeat(90_000);
  const bytes = Buffer.concat([utf8(text), Buffer.from([0xff]), utf8(text)]);
  const { strays } = finish(strayBytes(bytes));
  assert.equal(finish(mixedText(bytes, strays)), `${text}ÿ${text}`);
});
