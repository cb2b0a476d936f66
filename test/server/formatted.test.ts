import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { formattedRequest, type FormattedCitation } from '../../src/protocol/formatted.ts';
import { LspClient } from '../support/lsp-client.ts';

const BIB = `@article{lstm1997,
  title = {Long short-term memory},
  author = {Hochreiter, Sepp and Schmidhuber, Jürgen},
  journal = {Neural Computation}, volume = 9, number = 8, pages = {1735--1780}, year = 1997
}
`;
const STYLE = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Short</title><id>short</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <choose><if type="hearing"><text value="no"/></if><else><text variable="title" font-style="italic"/></else></choose>
    <text variable="volume" prefix=", "/>
  </layout></bibliography>
</style>
`;

describe('formatted citations', () => {
  let client: LspClient;
  const format = (style: string, ref = 'lstm1997'): Promise<FormattedCitation | null> =>
    client.request(formattedRequest, { ref, style });
  before(async () => {
    client = await LspClient.start({
      'refs.bib': BIB,
      'styles/short.csl': STYLE,
      'styles/circle.csl': STYLE.replace(
        '<citation>',
        '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro><citation>',
      ).replace('<text variable="volume" prefix=", "/>', '<text macro="a"/>'),
      'styles/broken.csl': STYLE.replace('variable="volume"', 'variable="volumee"'),
    });
  });
  after(() => client.stop());

  test('a style of our own prints what the bibliography says of the paper', async () => {
    const apa = await format('apa');
    assert.equal(
      apa?.text,
      'Hochreiter, S., & Schmidhuber, J. (1997). Long short-term memory. Neural Computation, 9(8), 1735–1780.',
    );
    assert.deepEqual(
      apa.pieces.filter(({ italic }) => italic).map(({ text }) => text),
      ['Neural Computation', '9'],
    );
  });

  test('so does a file of the workspace, also one of the newer standard', async () => {
    const own = await format('styles/short.csl');
    assert.equal(own?.problem, null);
    assert.equal(own.text, 'Long short-term memory, 9');
  });

  test('a style that cannot be used is told by file, line and reason, and costs nothing else', async () => {
    const broken = await format('styles/broken.csl');
    assert.equal(broken?.problem, 'styles/broken.csl: Line 7: Unknown variable "volumee".');
    assert.match(
      (await format('styles/none.csl'))?.problem ?? '',
      /^styles\/none\.csl: There is no such file/,
    );
    assert.match((await format('../../etc/passwd'))?.problem ?? '', /No style has this name/);
    assert.match((await format('styles/circle.csl'))?.problem ?? '', /call each other in a circle/);
    assert.match((await format('apa'))?.text ?? '', /^Hochreiter/);
    assert.equal(await format('apa', 'nobody'), null);
  });
});
