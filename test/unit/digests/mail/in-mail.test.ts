import assert from 'node:assert/strict';
import { test } from 'node:test';
import { huggingFacePage } from '../../../../src/core/digests/huggingface/page.ts';
import { recogniseDigest } from '../../../../src/core/digests/registry.ts';
import { slice } from '../../../../src/core/text/span.ts';
import { SMALL_PAGE } from '../../../support/pages.ts';
import { known, parseChecked, sourceOf } from '../../../support/digests.ts';

test('a page that was mailed is read through the mail, and its spans point into the file', () => {
  const text = `From: me@example.org\nTo: me@example.org\nSubject: to read\nContent-Transfer-Encoding: quoted-printable\n\n${SMALL_PAGE.replaceAll('=', '=3D').replace('Networks', 'Net=\nworks')}`;
  const recognised = recogniseDigest(sourceOf(text), [huggingFacePage]);
  assert.equal(recognised?.by, 'content');
  const { entries } = recognised.format.parse(sourceOf(text));
  assert.deepEqual(entries.map(known), parseChecked(huggingFacePage, SMALL_PAGE).entries.map(known));
  const pointer = entries.find((e) => e.title === 'Pointer Networks')!;
  assert.equal(slice(text, pointer.spans.title!), 'Pointer Net=\nworks');
});

test('a mail without a digest is not recognised', () => {
  const text = 'From: me@example.org\nTo: you@example.org\nSubject: lunch\n\nAt noon?\n';
  assert.equal(recogniseDigest(sourceOf(text), [huggingFacePage]), null);
});
