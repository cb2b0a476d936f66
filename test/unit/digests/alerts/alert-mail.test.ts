import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { alertMail } from '../../../../src/core/digests/alerts/alert-mail.ts';
import { ALL_FORMATS } from '../../../../src/core/digests/formats.ts';
import { recogniseDigest } from '../../../../src/core/digests/registry.ts';
import { known, sourceOf } from '../../../support/digests.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

// Alerts as they come by mail; papers and people are made up.

function read(text: string, path = 'digests/a.eml') {
  const recognised = recogniseDigest(sourceOf(text, path), ALL_FORMATS);
  assert.equal(recognised?.format.id, 'alert-mail');
  assert.equal(recognised.by, 'content');
  const { entries } = parseWhole(recognised.format, sourceOf(text, path));
  for (const entry of entries)
    assert.equal(recognised.format.fieldMap?.(sourceOf(text, path), entry, 'title')?.text, entry.title);
  return entries;
}

const MOOR = {
  title: 'Peat Linear: A Census of Northern Bogs',
  abstract: 'We introduce a census that, for the first time, counts all bogs …',
  authors: [
    { family: 'Moor', given: 'A' },
    { family: 'van Dyke', given: 'BC' },
  ],
  date: '2025',
};
const FOUND = { ...MOOR, arxiv: '2510.10001', url: 'https://arxiv.org/abs/2510.10001' };
const LEE = {
  title: 'A survey on efficient lakes',
  abstract: 'Lakes are large. This survey covers …',
  authors: [
    { family: 'Lee', given: 'Ö' },
    { family: 'Müller', given: 'J' },
  ],
  authorCount: 2,
  date: '2025',
  venue: 'Journal of Bogs',
};

const HEADER = 'From: Alerts <alerts@a.example>\nTo: me@b.example\nSubject: bogs - new results\n';
const BODY =
  '[PDF] Peat Linear: A Census of\nNorthern Bogs\n<https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/2510.10001&hl=en>\nA Moor, BC van Dyke… - arXiv preprint arXiv …, 2025\nWe introduce a census that, for the first time,\ncounts all bogs …\n[image: Save] <https://scholar.google.com/citations?x=1>\n\nA survey on efficient lakes\n<https://scholar.google.com/scholar_url?url=https://a.example/pii/S1>\nÖ Lee, J Müller - Journal of Bogs, 2025 - Moor Press\nLakes are large. This survey covers …\n\nThis message was sent by Google Scholar because you follow new results for [bogs].\n';

describe('an alert of Google Scholar', () => {
  test('in plain text', () => {
    assert.deepEqual(read(`${HEADER}\n\n${BODY}`).map(known), [FOUND, LEE]);
  });

  test('copied without its header, or with its source quoted', () => {
    assert.equal(read(BODY, 'digests/a.txt').length, 2);
    assert.deepEqual(read(BODY.replace(/^/gm, '> '), 'digests/a.txt').map(known), [FOUND, LEE]);
  });

  test('in HTML', () => {
    const html =
      '<html><body><h3><span>[PDF]</span> <a class="t" href="https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/2510.10001&amp;hl=en">Peat <b>Linear</b>: A Census of Northern Bogs</a></h3><div>A Moor, BC van Dyke…&nbsp;- arXiv preprint arXiv&nbsp;…, 2025</div><div>We introduce a census that, for the first time,<br>counts all bogs …</div><div><table><tr><td>Save</td><td>Twitter</td></tr></table></div><br><h3><a href="https://scholar.google.com/x">A survey on efficient lakes</a></h3><div>Ö Lee, J Müller&nbsp;- Journal of Bogs, 2025 - Moor Press</div><div>Lakes are large. This survey covers …</div><p>This message was sent by Google Scholar because you follow bogs.</p></body></html>';
    const mail = `${HEADER}MIME-Version: 1.0\nContent-Type: text/html; charset="UTF-8"\n\n${html}`;
    assert.deepEqual(read(mail).map(known), [FOUND, LEE]);
  });

  test('a line with a dash in a letter makes no alert', () => {
    const text = 'Dear A,\n\nA Moor - who else - wrote this.\n';
    assert.equal(alertMail.recognise(sourceOf(text)), 'no');
  });
});

test('an alert of Semantic Scholar', () => {
  const hex = '0123456789abcdef0123456789abcdef01234567';
  const text = `${HEADER}Content-Type: text/plain; charset="UTF-8"\n\nYour Research Feed\n\nPeat Linear: A Census of Northern Bogs\nhttps://www.semanticscholar.org/paper/${hex}?utm_source=feed\nPeat Team, Ada Moor, +50 authors\narXiv.org, 2025\nTLDR: A census of bogs.\n\nLakes That Turn\nhttps://www.semanticscholar.org/paper/Lakes-That-Turn-Lee/${hex}\nBo Lee\nJournal of Bogs, 2024\n\nUnsubscribe: https://www.semanticscholar.org/unsubscribe\n`;
  assert.deepEqual(read(text).map(known), [
    {
      title: MOOR.title,
      authors: [{ literal: 'Peat Team' }, { family: 'Moor', given: 'Ada' }],
      authorCount: 52,
      date: '2025',
      abstract: 'A census of bogs.',
      url: `https://www.semanticscholar.org/paper/${hex}`,
    },
    {
      title: 'Lakes That Turn',
      authors: [{ family: 'Lee', given: 'Bo' }],
      authorCount: 1,
      date: '2024',
      venue: 'Journal of Bogs',
      url: `https://www.semanticscholar.org/paper/Lakes-That-Turn-Lee/${hex}`,
    },
  ]);
});
