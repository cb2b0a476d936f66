import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { undress } from '../../../../src/core/digests/mail/undress.ts';
import { slice } from '../../../../src/core/text/span.ts';

/** Where a word of the made text stands in the source. */
function placeOf(source: string, word: string): string {
  const map = undress(source)!;
  const start = map.text.indexOf(word);
  return slice(source, map.toSource({ start, end: start + word.length }));
}

const HEADER = 'From: Listing <list@example.org>\nTo: me@example.org\nSubject: papers\n';

test('a mail gives its body, and the body keeps its places', () => {
  const source = `${HEADER}\nOne paper\nand another\n`;
  const map = undress(source)!;
  assert.equal(map.text, 'One paper\nand another\n');
  assert.deepEqual(map.toSource({ start: 0, end: 9 }), {
    start: source.indexOf('One'),
    end: source.indexOf('One') + 9,
  });
  assert.equal(map.fromSource(source.indexOf('another')), map.text.indexOf('another'));
});

test('quoted-printable is undone: soft line breaks, codes, letters of several bytes', () => {
  const source = `${HEADER}Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\nlong=\n line=20\nGalois=E2=80=\n=99s na=C3=AFve a =3D b\n`;
  const map = undress(source)!;
  assert.equal(map.text, 'long line \nGalois’s naïve a = b\n');
  assert.equal(placeOf(source, 'naïve'), 'na=C3=AFve');
  assert.equal(placeOf(source, '’'), '=E2=80=\n=99');
});

test('base64 of UTF-8 is undone, and each character keeps its place', () => {
  const body = 'Zwölf Aufsätze über Wörter\nund noch einer\n';
  const encoded = Buffer.from(body, 'utf8')
    .toString('base64')
    .replace(/(.{20})/g, '$1\r\n');
  const source = `${HEADER}Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n${encoded}\n`;
  const map = undress(source)!;
  assert.equal(map.text, body);
  const place = map.toSource({ start: 0, end: body.length });
  assert.equal(slice(source, place).replace(/\s/g, ''), encoded.replace(/[\s=]/g, ''));
});

test('latin-1 and windows-1252 are read; other charsets as if they were', () => {
  const mail = (charset: string): string =>
    `${HEADER}Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: quoted-printable\n\nna=EFve =93quoted=94 and=\n more\n`;
  for (const charset of ['iso-8859-1', 'windows-1252'])
    assert.equal(undress(mail(charset))!.text, 'naïve “quoted” and more\n');
});

test('bytes that are no UTF-8 become replacement characters and nothing is lost behind them', () => {
  const source = `${HEADER}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\na=FFb=C3=28c=E2=82d=ED=A0=80e\n`;
  assert.equal(undress(source)!.text, 'a\ufffdb\ufffd(c\ufffdd\ufffde\n');
});

test('of a multipart mail the plain text is read; parts may be nested and lack their end', () => {
  const source = `${HEADER}MIME-Version: 1.0
Content-Type: multipart/mixed;
 boundary="outer"

preamble
--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/html

<p>not this</p>
--inner
Content-Type: text/plain; charset=utf-8

the words
--inner--
--outer
Content-Type: text/plain

more words`;
  assert.equal(undress(source)!.text, 'the words\nmore words');
  assert.equal(placeOf(source, 'more words'), 'more words');
});

test('a mail of HTML alone gives its text', () => {
  const source = `${HEADER}Content-Type: text/html\n\n<html><style>p { color: red }</style><body><p>A &amp; B&nbsp;&eacute;</p>C &lt; D<br>1 < 2</body></html>`;
  assert.equal(undress(source)!.text.trim(), 'A & B\u00a0é\nC < D\n1 < 2');
  assert.equal(placeOf(source, '&'), '&amp;');
});

test('a forwarded message inside a mail is read', () => {
  const source = `${HEADER}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nFrom: a@example.org\nSubject: inner\n\nhello\n--x--\n`;
  assert.equal(undress(source)!.text, 'hello');
});

test('an mbox file gives the text of each of its mails', () => {
  const mail = (text: string): string =>
    `From list Mon Oct  9 00:00:00 2023\nFrom: a@example.org\nSubject: s\n\n${text}\n`;
  assert.equal(undress(`${mail('first')}\n${mail('second')}`)!.text.replace(/\n+/g, '|'), 'first|second|');
});

test('quote marks are taken off, the indentation of the quoted text is kept', () => {
  const source = '> \\\\\n> arXiv:2310.05869\n>\n> > twice\n>   indented\nnot quoted\n';
  assert.equal(undress(source)!.text, '\\\\\narXiv:2310.05869\n\ntwice\n  indented\nnot quoted\n');
});

test('quoted-printable that is quoted and has no header is undone too', () => {
  const source =
    '> the title is so long that the mail=\n program broke it\n> a =3D b, c =3D d=20\n> e\n> f=\n g\n';
  const map = undress(source)!;
  assert.equal(map.text, 'the title is so long that the mail program broke it\na = b, c = d \ne\nf g\n');
  assert.equal(placeOf(source, 'mail program'), 'mail=\n program');
});

test('what is no mail stays as it is', () => {
  for (const text of [
    '',
    'Title: something\nAuthors: someone\n\ntext',
    '@article{a, title = {x}, year = 1999, note = {a=b}}',
    'see https://example.org/?id=12 and https://example.org/?id=AB and https://example.org/?id=CD',
    'Note: this is prose\nand goes on\n',
    '{"From": "x"}',
  ]) {
    assert.equal(undress(text), null, text);
  }
});

test('any text is read without an error, and every place lies in it, in order', () => {
  const pieces = [
    'From: a\n',
    'Subject: b\n',
    '\n',
    '--b\n',
    '--b--\n',
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Type: text/html\n',
    'Content-Transfer-Encoding: base64\n',
    'Content-Transfer-Encoding: quoted-printable\n',
    '> ',
    '=20',
    '=\n',
    '=C3',
    '=A9',
    'QUJD',
    '<p',
    '>',
    '&amp;',
    'é',
    'text ',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 }), (parts) => {
      const source = parts.join('');
      const map = undress(source);
      if (!map) return;
      let before = 0;
      for (let i = 0; i < map.text.length; i++) {
        const { start, end } = map.toSource({ start: i, end: i + 1 });
        assert.ok(before <= start && start <= end && end <= source.length, `character ${i}`);
        before = start;
      }
    }),
    { numRuns: 2000 },
  );
});
