import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/ids.ts';
import { SMALL_PAGE } from '../support/pages.ts';
import { folder, open, poll, remove, write } from './support.ts';

const PASSAGE = 'neural memory module';

export function annotatingSuite(): void {
  describe('annotating', () => {
    let page: vscode.Uri;
    const sidecar = vscode.Uri.joinPath(folder(), 'annotations', '@titans2024.md');
    const textOf = async (uri: vscode.Uri): Promise<string> => {
      const isThere = (await vscode.workspace.findFiles(vscode.workspace.asRelativePath(uri))).length > 0;
      return isThere ? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) : '';
    };
    const holds = (what: string, words: RegExp) => poll(what, async () => words.test(await textOf(sidecar)));

    before(async () => {
      page = await write('digests/annotated.txt', SMALL_PAGE);
      const editor = await open(page);
      const start = editor.document.positionAt(SMALL_PAGE.indexOf(PASSAGE));
      editor.selection = new vscode.Selection(start, start.translate(0, PASSAGE.length));
    });

    after(() => remove(page));

    it('a selection in a digest makes a highlight, and undo takes it back', async () => {
      await poll('the highlight', async () => {
        const given = { color: 'green', comment: 'why?' };
        return vscode.commands.executeCommand<boolean>(COMMANDS.highlightSelection, given);
      });
      await holds('the highlight in its file', /highlight green[^]*> neural memory module[^]*why\?/);
      await vscode.commands.executeCommand(COMMANDS.undoAnnotation);
      await poll('the highlight to go', async () => !(await textOf(sidecar)).includes(PASSAGE));
    });

    it('the paper at the cursor takes a remark, a status, a rating and tags', async () => {
      await vscode.commands.executeCommand(COMMANDS.addRemark, {
        text: 'Compare with Titans.',
        ref: 'titans2024',
      });
      await holds('the remark', /remark[^]*Compare with Titans\./);
      await vscode.commands.executeCommand(COMMANDS.setRating, { ref: 'titans2024', rating: 4 });
      await vscode.commands.executeCommand(COMMANDS.setTags, {
        ref: 'titans2024',
        tags: ['memory', 'to read'],
      });
      await holds('rating and tags', /^rating: 4$/m);
      assert.match(await textOf(sidecar), /^tags: .*memory/m);
      await vscode.commands.executeCommand(COMMANDS.setReadingStatus, {
        ref: 'titans2024',
        status: 'reading',
      });
      const list = vscode.Uri.joinPath(folder(), 'reading-list.md');
      await poll('the task', async () => (await textOf(list)).includes('- [/] [@titans2024]'));
      await remove(list);
    });
  });
}
