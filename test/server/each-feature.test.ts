import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type {
  CodeLens,
  CompletionList,
  FoldingRange,
  Hover,
  InlayHint,
  InsertReplaceEdit,
  Location,
  SelectionRange,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { LineIndex } from '../../src/core/text/lines.ts';
import { withoutMarks } from '../support/cursor.ts';
import { applyLspEdits, LspClient } from '../support/lsp-client.ts';

const BIB = `@misc{titans, title = {Titans: Learning to Memorize}, author = {Behrouz, Ali}, year = 2024, eprint = {2501.00663}, archiveprefix = {arXiv}}

@article{lakes,
  title = {On Shallow Lakes},
  author = {Moor, Ada}, year = 2021, doi = {10.1000/lakes.7}
}
`;
const SIDECAR = `---
citekey: lakes
---

Mine.
`;

/** One test a feature: a note with a cursor (‸), and what the server says there, in short. */
describe('each feature of the language server', () => {
  let client: LspClient;
  let opened = 0;
  before(async () => {
    client = await LspClient.start(
      {
        'refs.bib': BIB,
        'annotations/@lakes.md': SIDECAR,
        'cites.md': 'Both [@titans; @lakes].\n',
        'reading-list.md': '- [x] [@lakes]\n',
      },
      {
        settings: { inlayHints: { citations: 'short' } },
        capabilities: {
          workspace: { workspaceEdit: { documentChanges: true } },
          textDocument: { completion: { completionItem: { insertReplaceSupport: true } } },
        },
      },
    );
  });
  after(() => client.stop());

  async function ask<T>(fixture: string, method: string, more: object = {}) {
    const { text, span } = withoutMarks(fixture);
    const position = new LineIndex(text).positionAt(span.start);
    const path = `note-${opened++}.md`;
    const uri = await client.open(path, text);
    const answer = await client.request<T>(`textDocument/${method}`, {
      textDocument: { uri },
      position,
      ...more,
    });
    return { answer, text, path };
  }

  /** `path:line` of places, without the notes of other tests. */
  function placesOf(locations: readonly Location[], own: string): string[] {
    return locations
      .map(
        ({ uri, range }) => `${uri.slice(client.folder.uri().length).replace(/^\//, '')}:${range.start.line}`,
      )
      .map((place) => decodeURIComponent(place).replace(own, 'note'))
      .filter((place) => !/^note-\d/.test(place));
  }

  const places = (method: string) => async (fixture: string, expected: readonly string[]) => {
    const more = { context: { includeDeclaration: true } };
    const { answer, path } = await ask<Location[]>(fixture, method, more);
    assert.deepEqual(placesOf(answer, path), expected);
  };

  test('hover', async () => {
    const check = async (fixture: string, expected: RegExp | null) => {
      const { answer } = await ask<Hover | null>(fixture, 'hover');
      if (expected) assert.match((answer!.contents as { value: string }).value, expected);
      else assert.equal(answer, null);
    };
    await check('See [@titans; @la‸kes].\n', /On Shallow Lakes[^]*read/);
    await check('See arXiv:2501.‸00663.\n', /Titans/);
    await check('S‸ee [@titans].\n', null);
    await check('Code `[@ti‸tans]`.\n', null);
  });

  test('definition', () => places('definition')('See [@la‸kes].\n', ['refs.bib:3']));
  test('implementation', () => places('implementation')('See [@la‸kes].\n', ['annotations/@lakes.md:0']));
  test('references', () =>
    places('references')('See [@la‸kes]\nand doi:10.1000/lakes.7.\n', [
      'refs.bib:3',
      'annotations/@lakes.md:0',
      'cites.md:0',
      'note:0',
      'note:1',
      'reading-list.md:0',
    ]));

  test('document highlight', async () => {
    const { answer } = await ask<unknown[]>('See [@la‸kes], @titans and [[@lakes]].\n', 'documentHighlight');
    assert.equal(answer.length, 2);
  });

  test('document link', async () => {
    const { answer } = await ask<{ target: string }[]>(
      '‸doi:10.1000/lakes.7 and [@titans]\n',
      'documentLink',
    );
    assert.deepEqual(
      answer.map(({ target }) => target),
      ['https://doi.org/10.1000/lakes.7'],
    );
    const printed = 'https://arxiv.org/pdf/2501.00663v2.pdf';
    const own = await ask<{ target: string }[]>(`‸See ${printed} and arXiv:2501.00663v2\n`, 'documentLink');
    assert.deepEqual(
      own.answer.map(({ target }) => target),
      [printed, 'https://arxiv.org/abs/2501.00663v2'],
    );
  });

  test('document links of a bibliography, to files that are there', async () => {
    const text = '@misc{x, title = {X}, file = {pdfs/x.pdf;pdfs/gone.pdf;../../outside.pdf}}\n';
    await client.folder.write('sub/pdfs/x.pdf', '');
    const uri = await client.open('sub/files.bib', text, 'bibtex');
    const links = await client.request<{ target: string }[]>('textDocument/documentLink', {
      textDocument: { uri },
    });
    assert.deepEqual(
      links.map(({ target }) => target),
      [client.folder.uri('sub/pdfs/x.pdf')],
    );
  });

  test('a key is a symbol where an entry or a sidecar gives it, too', async () => {
    for (const [path, text] of [
      ['refs.bib', BIB],
      ['annotations/@lakes.md', SIDECAR],
    ] as const) {
      const uri = await client.open(path, text);
      const position = new LineIndex(text).positionAt(text.indexOf('lakes') + 2);
      const at = { textDocument: { uri }, position };
      const hover = await client.request<Hover>('textDocument/hover', at);
      assert.match((hover.contents as { value: string }).value, /On Shallow Lakes/);
      const range = { start: { ...position, character: position.character - 2 } };
      assert.deepEqual(hover.range!.start, range.start);
      const places = async (method: string, more: object = {}) =>
        placesOf(await client.request(`textDocument/${method}`, { ...at, ...more }), 'none');
      assert.deepEqual(await places('definition'), ['refs.bib:3']);
      assert.ok(
        (await places('references', { context: { includeDeclaration: false } })).includes('cites.md:0'),
      );
      const prepared = await client.request<{ placeholder: string }>('textDocument/prepareRename', at);
      assert.equal(prepared.placeholder, 'lakes');
      assert.equal(await client.at('textDocument/hover', uri, 99, 0), null);
    }
  });

  test('rename', async () => {
    const prepared = await ask<{ placeholder: string }>('See [@ti‸tans].\n', 'prepareRename');
    assert.equal(prepared.answer.placeholder, 'titans');
    await assert.rejects(ask('See arXiv:2501.‸00663.\n', 'prepareRename'), /Only citekeys/);
    await assert.rejects(ask('See [@ti‸tans].\n', 'rename', { newName: 'lakes' }), /key of another paper/);
    const { answer, text, path } = await ask<WorkspaceEdit>('See [@ti‸tans, p. 3].\n', 'rename', {
      newName: 'titans:2024',
    });
    const files = { [path]: text, 'refs.bib': BIB, 'cites.md': 'Both [@titans; @lakes].\n' };
    const renamed = applyLspEdits(files, answer, (name) => client.folder.uri(name), 'utf-16');
    assert.equal(renamed[path], 'See [@titans:2024, p. 3].\n');
    assert.equal(renamed['refs.bib'], BIB.replace('{titans,', '{titans:2024,'));
    assert.equal(renamed['cites.md'], 'Both [@titans:2024; @lakes].\n');
  });

  test('completion', async () => {
    const check = async (fixture: string, expected: string | null) => {
      const { answer } = await ask<CompletionList | null>(fixture, 'completion');
      const first = answer?.items[0]?.textEdit as { newText: string } | undefined;
      assert.equal(first?.newText ?? null, expected, fixture);
    };
    await check('See @shallow‸', '@lakes');
    await check('See [@titans; @moor 2021‸]', '@lakes');
    await check('See [[lake‸', '@lakes]]');
    await check('See arXiv:memorize‸', '2501.00663');
    await check('See doi:shallow‸', '10.1000/lakes.7');
    await check('See arXiv:25‸', '2501.00663');
    await check('See doi:10.1000/L‸', '10.1000/lakes.7');
    await check('See [@doi:10.10‸]', '10.1000/lakes.7');
    await check('See @arxiv:2501.006‸', '2501.00663');
    await check('See me@lake‸', null);
    await check('See [[@tit‸|the paper]]', '@titans');
    const { answer } = await ask<CompletionList>('See @ti‸tan, or\n', 'completion');
    const edit = answer.items[0]!.textEdit as InsertReplaceEdit;
    assert.deepEqual([edit.insert.end.character, edit.replace.end.character], [7, 10]);
  });

  test('diagnostics', async () => {
    const check = async (text: string, expected: readonly string[]) => {
      const uri = await client.open(`note-${opened++}.md`, text);
      assert.deepEqual(
        (await client.diagnostics(uri)).map(({ code }) => code),
        expected,
      );
    };
    await check('See [@titans] and @someone and [[a note]].\n', []);
    await check('See [@nobody].\n', ['unknown-citation']);
    await check('See [@pmid:123; @isbn:9780262517638; @doi:10.1000/nowhere; @tag:x].\n', []);
    await check('+++\ntitle = "open\n+++\n', ['front-matter-invalid']);
    await check("+++\ntitle = \"shut\" # \"\nmore = '''\nx'''\n+++\n", []);
    await check('See [@lakes; @lakes].\n', ['duplicate-in-group']);
    await check('See [[@lakes#^nothing]].\n', ['unknown-highlight']);
    const uri = await client.open(`note-${opened++}.md`, '---\nbibliography: none.bib\n---\n');
    // That the file is nowhere is known when it was looked for.
    await client.eventually('bibliography-missing', async () =>
      (await client.diagnostics(uri)).some(({ code }) => code === 'bibliography-missing'),
    );
  });

  test('semantic tokens', async () => {
    const { answer } = await ask<SemanticTokens>('‸[@titans; @lakes; @nobody]\n', 'semanticTokens/full');
    const modifiers = answer.data.filter((_, i) => i % 5 === 4);
    assert.deepEqual(modifiers, [1, 8, 2], 'known, read, unknown');
  });

  test('inlay hints', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const { answer } = await ask<InlayHint[]>('‸See [@titans].\n', 'inlayHint', { range });
    assert.deepEqual(
      answer.map(({ label }) => label),
      ['Titans, 2024'],
    );
  });

  test('code lens, folding and selection in a bibliography', async () => {
    const uri = await client.open('refs.bib', BIB, 'bibtex');
    const textDocument = { uri };
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    const resolved = await Promise.all(
      lenses.map(async (lens) => (lens.command ? lens : client.request<CodeLens>('codeLens/resolve', lens))),
    );
    const titles = resolved.map(({ range, command }) => `${range.start.line} ${command!.title}`);
    assert.ok(
      titles.some((title) => /^0 \d+ notes?$/.test(title)) && titles.includes('2 read'),
      titles.join(),
    );
    const folds = await client.request<FoldingRange[] | null>('textDocument/foldingRange', { textDocument });
    // The first entry has one line, of which nothing folds.
    assert.deepEqual(folds, [{ startLine: 2, endLine: 5 }]);
    const position = { line: 3, character: BIB.split('\n')[3]!.indexOf('Shallow') };
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [position],
    });
    const texts: string[] = [];
    const lines = new LineIndex(BIB);
    for (let at = selection; at; at = at.parent)
      texts.push(BIB.slice(lines.offsetAt(at.range.start), lines.offsetAt(at.range.end)));
    assert.equal(texts[0], 'On Shallow Lakes');
    assert.ok(texts[1]?.startsWith('@article{lakes,'));
    assert.equal(texts.at(-1), BIB);
  });

  test('workspace symbols', async () => {
    const found = await client.request<{ name: string; containerName?: string }[]>('workspace/symbol', {
      query: 'shallow',
    });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['lakes On Shallow Lakes'],
    );
    assert.match(found[0]!.containerName ?? '', /Moor.*2021|2021.*Moor/);
  });

  test('linked editing is not there', () =>
    assert.rejects(ask('See [@ti‸tans].\n', 'linkedEditingRange'), /Unhandled method/));
});
