import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { huggingFacePage } from '../../../src/core/digests/huggingface/page.ts';
import { recogniseDigest } from '../../../src/core/digests/registry.ts';
import { slice } from '../../../src/core/text/span.ts';
import { SMALL_PAGE } from '../../support/pages.ts';
import { known, parseChecked, sourceOf } from '../../support/digests.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

test('a page that was mailed is read through the mail, and its spans point into the file', () => {
  const text = `From: me@example.org\nTo: me@example.org\nSubject: to read\nContent-Transfer-Encoding: quoted-printable\n\n${SMALL_PAGE.replaceAll('=', '=3D').replace('Networks', 'Net=\nworks')}`;
  const recognised = recogniseDigest(sourceOf(text), [huggingFacePage]);
  assert.equal(recognised?.by, 'content');
  const { entries } = parseWhole(recognised.format, sourceOf(text));
  assert.deepEqual(entries.map(known), parseChecked(huggingFacePage, SMALL_PAGE).entries.map(known));
  const pointer = entries.find((e) => e.title === 'Pointer Networks')!;
  assert.equal(slice(text, pointer.spans.title!), 'Pointer Net=\nworks');
});

test('a mail without a digest is not recognised', () => {
  const text = 'From: me@example.org\nTo: you@example.org\nSubject: lunch\n\nAt noon?\n';
  assert.equal(recogniseDigest(sourceOf(text), [huggingFacePage]), null);
});

const ANSWER = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>
<entry><id>http://arxiv.org/abs/2104.12255v1</id><title>Peat &amp;
 Carbon</title><summary>We "count".</summary><author><name>Ada Moor</name></author></entry></feed>`;

test('feeds that a recorded answer holds as strings are read, and their spans point into the file', () => {
  const text = JSON.stringify([{ url: 'x', body: ANSWER }, { body: ANSWER.replace('12255', '12256') }]);
  const recognised = recogniseDigest(sourceOf(text, 'digests/answer.json'), ALL_FORMATS);
  assert.equal(recognised?.format.id, 'arxiv-atom');
  const { entries } = parseChecked(recognised.format, text);
  assert.deepEqual(
    entries.map(({ arxiv, title, abstract }) => [arxiv, title, abstract]),
    [
      ['2104.12255', 'Peat & Carbon', 'We "count".'],
      ['2104.12256', 'Peat & Carbon', 'We "count".'],
    ],
  );
  assert.equal(slice(text, entries[1]!.spans.abstract!), 'We \\"count\\".');
});

test('an answer that was cut off keeps what it has', () => {
  const text = JSON.stringify({ body: ANSWER.replace('</entry></feed>', '</entry><entry><title>Cu') }).slice(
    0,
    -2,
  );
  const recognised = recogniseDigest(sourceOf(text), ALL_FORMATS)!;
  assert.deepEqual(
    parseChecked(recognised.format, text).entries.map(({ title }) => title),
    ['Peat & Carbon'],
  );
});
