import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  decodeJson,
  decodeJsonString,
  jsonElements,
  jsonValueEnd,
  readJsonObject,
} from '../../../../src/core/text/json/objects.ts';
import { readJsonRecords } from '../../../../src/core/text/json/records.ts';
import { finish } from '../../../../src/core/text/steps.ts';
import {
  jsonText,
  jsonTextMap,
  jsonTextSpan,
  LINE,
  PARAGRAPHS,
} from '../../../../src/core/text/json/texts.ts';
import { slice } from '../../../../src/core/text/span.ts';
import { damage, noise } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';

test('an object gives the span of each value', () => {
  const text = ' {"a": 1, "b\\n": [1, {"x": "]"}], "c": "q\\"}", "d": {}, "e": null, "a": -2.5e3, }';
  const object = readJsonObject(text, 1);
  assert.equal(object.broken, null);
  assert.deepEqual(object.span, { start: 1, end: text.length });
  assert.deepEqual(
    [...object.members].map(([name, span]) => [name, slice(text, span)]),
    [
      ['a', '-2.5e3'],
      ['b\n', '[1, {"x": "]"}]'],
      ['c', '"q\\"}"'],
      ['d', '{}'],
      ['e', 'null'],
    ],
  );
});

test('names such as __proto__ are names', () => {
  const { members } = readJsonObject('{"__proto__": 1, "constructor": 2}', 0);
  assert.deepEqual([...members.keys()], ['__proto__', 'constructor']);
});

test('whatever JSON prints is read to its end, and its parts decode to themselves', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 1, 4), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      assert.equal(jsonValueEnd(text, 0), text.length);
      const value = JSON.parse(text) as unknown;
      const whole = { start: 0, end: text.length };
      if (Array.isArray(value))
        assert.deepEqual(
          jsonElements(text, whole).map((span) => decodeJson(text, span)),
          value,
        );
      else if (typeof value === 'object' && value !== null) {
        const members = [...readJsonObject(text, 0).members].map(([name, span]) => [
          name,
          decodeJson(text, span),
        ]);
        const byName = ([a]: readonly unknown[], [b]: readonly unknown[]): number =>
          String(a) < String(b) ? -1 : 1;
        assert.deepEqual(members.sort(byName), Object.entries(value).sort(byName));
      }
    }),
  );
});

test('what JSON refuses is refused at the place where it is wrong', () => {
  const wrong = (text: string): number => -jsonValueEnd(text, 0) - 1;
  assert.equal(wrong('[1 2]'), 3);
  assert.equal(wrong('{"a" 1}'), 5);
  assert.equal(wrong('{"a": [1}'), 8);
  assert.equal(wrong('{"a": {"b": 1, {"c": 2}}'), 15);
  assert.equal(wrong('["a\nb"]'), 3);
  assert.equal(wrong('[1,,2]'), 3);
  assert.equal(wrong(''), 0);
});

test('a string is decoded with a way back, its line breaks undone', () => {
  const text = '{"t": " \\u00c9tude\\n  on \\"x\\\\y\\" \\ud83d\\ude00\\n"}';
  const span = readJsonObject(text, 0).members.get('t')!;
  assert.equal(jsonText(text, span, LINE), 'Étude on "x\\y" 😀');
  const map = jsonTextMap(text, span, LINE);
  assert.equal(map.text, 'Étude on "x\\y" 😀');
  assert.equal(slice(text, map.toSource({ start: 0, end: 5 })), '\\u00c9tude');
  assert.equal(slice(text, map.toSource({ start: 5, end: 6 })), '\\n  ');
  assert.equal(
    slice(text, map.toSource({ start: 0, end: map.text.length })),
    slice(text, jsonTextSpan(text, span)),
  );
});

test('strings of any characters survive decoding and their maps agree', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = JSON.stringify(value);
      const span = { start: 0, end: text.length };
      assert.equal(decodeJsonString(text, span), value);
      assert.equal(jsonTextMap(text, span, PARAGRAPHS).text, jsonText(text, span, PARAGRAPHS));
    }),
  );
});

test('a string with an escape that JSON does not know is kept as it is written', () => {
  assert.equal(decodeJsonString('"\\alpha \\\\ \\u12 \\n"', { start: 0, end: 19 }), '\\alpha \\ \\u12 \n');
});

const isRecord = (object: { members: ReadonlyMap<string, unknown> }): boolean => object.members.has('id');
const ids = (text: string): unknown[] =>
  finish(readJsonRecords(text, isRecord)).records.map(({ members }) => decodeJson(text, members.get('id')));

test('records are found in arrays, wrappers, maps and lines', () => {
  assert.deepEqual(ids('[{"id": 1}, {"id": 2, "in": {"id": 9}}]'), [1, 2]);
  assert.deepEqual(ids('{"count": 2, "papers": [{"id": 1}, {"id": 2}]}'), [1, 2]);
  assert.deepEqual(ids('{"x": {"id": 1}, "y": {"id": 2}}'), [1, 2]);
  assert.deepEqual(ids('{"id": 1}\n{"id": 2}\r\n\n{"id": 3}'), [1, 2, 3]);
  assert.deepEqual(ids('[]'), []);
});

test('damage to one record loses no other, unless it moves a bracket so that the other stands inside it', () => {
  let lost = 0;
  for (let seed = 0; seed < 4000; seed++) {
    const next = random(seed);
    const items = Array.from({ length: 3 + next(4) }, (_, id) => ({
      id: `p${id}`,
      title: ['a {b} "c"', 'd\ne', '\\alpha: [x]', 'é'][next(4)],
      authors: [{ name: 'A', user: { n: 1 } }, { name: 'B' }],
      more: { deep: [1, [2, { x: 'y' }]] },
    }));
    const wrapped = next(2) === 0 ? items : { count: items.length, papers: items };
    const text = JSON.stringify(wrapped, null, next(2) * 2);
    const victim = next(items.length);
    const places = finish(readJsonRecords(text, isRecord)).records;
    const { start, end } = places[victim]!.span;
    const damaged = damage(text, next, start, end);
    const found = new Set(ids(damaged));
    items.forEach(({ id }, i) => {
      if (i !== victim && !found.has(id)) lost++;
    });
  }
  assert.ok(lost < 10, `${lost} records lost in 4000 rounds`);
});

test('random text is read without an error, deep nesting too', () => {
  const pieces = ['{"id":', '"', '{', '}', '[', ']', ':', ',', '1', 'null', '\\u', '\\"', ' '];
  for (let seed = 0; seed < 3000; seed++) finish(readJsonRecords(noise(random(seed), pieces, 60), isRecord));
  const deep = '{"a":'.repeat(200_000);
  assert.equal(finish(readJsonRecords(deep, isRecord)).records.length, 0);
  assert.equal(jsonValueEnd('['.repeat(200_000) + ']'.repeat(200_000), 0), 400_000);
});
