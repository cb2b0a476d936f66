import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/ids.ts';
import { SMALL_PAGE } from '../support/pages.ts';
import {
  carrelDiagnostics,
  codeOf,
  folder,
  hoverText,
  open,
  poll,
  remove,
  textOf,
  write,
} from './support.ts';

const NOTE =
  'Fast [@hyperattention2023, p. 3; see @titans2024] and [[Pointer Networks]].\n\nUnknown [@nobody1999].\n';

/** A place inside the first occurrence of a text in the note's first line. */
function at(text: string): vscode.Position {
  return new vscode.Position(0, NOTE.indexOf(text) + 3);
}

export function citationSuite(): void {
  describe('citations in a note', () => {
    let note: vscode.Uri;
    let page: vscode.Uri;
    before(async () => {
      page = await write('digests/page.txt', SMALL_PAGE);
      note = await write('note.md', NOTE);
      const extension = vscode.extensions.getExtension('carrel.carrel');
      assert.ok(extension, 'the extension is there');
      await extension.activate();
      await open(note);
      await poll('the library', async () => (await hoverText(note, at('@hyperattention2023'))) !== '');
    });

    after(() => remove(page));

    it('show the paper on hover', async () => {
      assert.match(await hoverText(note, at('@hyperattention2023')), /HyperAttention[^]*6 authors/);
      assert.match(await hoverText(note, at('@titans2024')), /Titans/);
      assert.match(await hoverText(note, at('Pointer Networks')), /Pointer Networks/);
    });

    it('lead to the entry in the digest', async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        note,
        at('@titans2024'),
      );
      const line = SMALL_PAGE.split('\n').indexOf('Titans: Learning to Memorize at Test Time');
      assert.deepEqual(
        found.map((to) => ('targetUri' in to ? to.targetRange.start.line : to.range.start.line)),
        [line],
      );
    });

    it('are checked: only the unknown key is an error', async () => {
      const diagnostics = await poll('the diagnostic', () => {
        const found = carrelDiagnostics(note);
        return found.length > 0 && found;
      });
      assert.deepEqual(
        diagnostics.map((found) => [codeOf(found), found.severity, found.range.start.line]),
        [['unknown-citation', vscode.DiagnosticSeverity.Error, 2]],
      );
    });

    it('are completed by words of the title in any order', async () => {
      const editor = await open(await write('draft.md', 'See @memorize titans'));
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        new vscode.Position(0, 20),
        undefined,
        1,
      );
      const ours = list.items.filter((item) => item.kind === vscode.CompletionItemKind.Reference);
      assert.equal(typeof ours[0]?.label === 'string' ? ours[0].label : ours[0]?.label.label, 'titans2024');
    });

    it('are counted as references in every spelling', async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        note,
        at('@titans2024'),
      );
      assert.ok(found.some(({ uri }) => uri.path.endsWith('/note.md')));
    });

    it('are mended by a quick fix', async () => {
      const uri = await write('misspelt.md', 'See [@titan2024].\n');
      const { document } = await open(uri);
      const actions = await poll('the fix', async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          uri,
          new vscode.Range(0, 8, 0, 8),
          vscode.CodeActionKind.QuickFix.value,
          10,
        );
        return found.some(({ title }) => title.includes('titans2024')) && found;
      });
      const fix = actions.find(({ title }) => title === 'Change to “titans2024”');
      assert.ok(fix?.edit, 'the fix has its edit');
      await vscode.workspace.applyEdit(fix.edit);
      assert.equal(document.getText(), 'See [@titans2024].\n');
      await document.save();
      await poll('no problem', () => carrelDiagnostics(uri).length === 0);
      // A key that is only generated is pinned when its note is saved. Other suites count what the folder holds.
      const pinned = vscode.Uri.joinPath(folder(), 'carrel.bib');
      await poll('the pin', async () => (await textOf(pinned)).includes('{titans2024,'));
      await remove(pinned);
    });

    it('are counted above the entry by a lens, which opens them', async () => {
      // A file of its own: VS Code keeps what was shown open for a while, and the page is deleted next.
      const bib = await write('lens.bib', '% none\n@misc{lensed, title = {A Paper Below a Lens}}\n');
      const cites = await write('lens.md', 'See [@lensed].\n');
      await open(bib);
      const lens = await poll('the lens', async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          bib,
          20,
        );
        return found.find(
          ({ range, command }) => range.start.line === 1 && /^\d+ notes?$/.test(command?.title ?? ''),
        );
      });
      await vscode.commands.executeCommand(lens.command!.command, ...(lens.command!.arguments as unknown[]));
      await remove(bib);
      await remove(cites);
    });

    it('open the card, and the report opens', async () => {
      await vscode.commands.executeCommand(COMMANDS.openCard, { ref: 'titans2024' });
      await poll('the card', () => Promise.resolve(tabLabels().some((label) => label.startsWith('Titans'))));
      await vscode.commands.executeCommand(COMMANDS.showReport);
      await poll('the report', () => Promise.resolve(tabLabels().some((label) => label.includes('Report'))));
    });
  });
}

function tabLabels(): string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label));
}
