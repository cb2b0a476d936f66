import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/ids.ts';
import { SMALL_PAGE } from '../support/pages.ts';
import { folder, hoverText, open, poll, remove, write } from './support.ts';

export function newDigestSuite(): void {
  describe('a new digest', () => {
    it('is saved as it was copied, and its papers can be cited', async () => {
      const path = 'digests/copied.txt';
      const note = await write('copied.md', 'Cites [@titans2024].\n');
      await open(note);
      await vscode.commands.executeCommand(COMMANDS.newDigestFromClipboard, { text: SMALL_PAGE, path });
      const saved = vscode.Uri.joinPath(folder(), path);
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(saved)), SMALL_PAGE);
      await poll('the paper', async () =>
        (await hoverText(note, new vscode.Position(0, 10))).includes('Titans'),
      );
      await remove(saved);
      await remove(note);
    });

    it('is not made of a text without papers', async () => {
      const path = 'digests/prose.txt';
      const text = 'Dear Ada,\n\nthe lake is clear.\n';
      await vscode.commands.executeCommand(COMMANDS.newDigestFromClipboard, { text, path });
      assert.deepEqual(await vscode.workspace.findFiles(path), []);
    });
  });
}
