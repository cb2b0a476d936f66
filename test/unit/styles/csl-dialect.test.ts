import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitStyle } from '../../../src/core/styles/csl-dialect.ts';

/** With runs of blanks folded: what is blanked out is as long as it was. */
const fitted = (style: string): string => fitStyle(style).replace(/\s+/g, ' ').replace(/ >/g, '>').trim();

test('what our processor does not know is blanked out where it can show nothing', () => {
  assert.equal(fitted('<text variable="part-number"/><text variable="title"/>'), '<text variable="title"/>');
  assert.equal(fitted('<names variable="editor editor-translator"/>'), '<names variable="editor" />');
  assert.equal(fitted('<group><text term="preprint"/></group>'), '<group> </group>');
  assert.equal(
    fitted('<term name="hearing"><single>a</single></term><term name="in">b</term>'),
    '<term name="in">b</term>',
  );
  assert.equal(fitted('<number variable="version"/>'), '<text variable="version"/>');
});

test('conditions keep what they can still mean', () => {
  assert.equal(fitted('<if type="book hearing" match="any">'), '<if type="book" match="any">');
  assert.equal(fitted('<if type="hearing">'), '<if type="map">');
  assert.equal(fitted('<if variable="part-number title">'), '<if variable="note">');
  assert.equal(
    fitted('<if variable="part-number" type="book" match="none">'),
    '<if type="book" match="none">',
  );
  assert.equal(fitted('<else-if type="software">'), '<else-if type="song">');
});

test('comments are left alone, and a style of the older standard stays as it is', () => {
  const style = '<!-- <text variable="part-number"/> --><if type="book"><text variable="title"/></if>';
  assert.equal(fitStyle(style), style);
});

test('no byte is lost or gained, whatever the text', () => {
  const part = fc.constantFrom(
    '<if type="event é" match="any">',
    '<text variable="part-number"/>',
    '<text term="“x”"/>',
    '<names variable="a">\n<name/></names>',
    '</if>',
    '<!--',
    '-->',
    'ü\n',
    '<',
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const style = parts.join('');
      assert.equal(Buffer.byteLength(fitStyle(style)), Buffer.byteLength(style));
    }),
  );
});
