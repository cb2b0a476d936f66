import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverText, open, poll, write } from './support.ts';

const COUNT = 6;

/** A rename that VS Code undoes in one file alone, since another was changed since. */
export function renameUndoSuite(): void {
  describe('undoing a rename', () => {
    const notes: vscode.Uri[] = [];
    let bib: vscode.Uri;
    before(async () => {
      bib = await write('undo.bib', '@misc{doe:2020, title = {On the Undoing of Renames}}\n');
      for (let i = 0; i < COUNT; i++) notes.push(await write(`undo/n${i}.md`, `Note ${i} [@doe:2020].\n`));
      await open(notes[0]!);
      await poll('the paper', async () => (await hoverText(notes[0]!, at())) !== '');
    });

    it('brings back every file, saved, but for what was changed since', async () => {
      // The files were written a moment ago, and are read one after another.
      await poll('all notes', async () => (await renameEdit()).size === COUNT + 1);
      const edit = await renameEdit();
      await vscode.workspace.applyEdit(edit, { isRefactoring: true });
      await vscode.workspace.saveAll();
      await poll('the rename', async () => (await allHold('doe2020undo')) === COUNT + 1);
      const changed = await open(notes[3]!);
      await changed.edit((builder) => builder.insert(new vscode.Position(0, 0), 'Mine. '));
      await changed.document.save();
      await open(notes[0]!);
      await vscode.commands.executeCommand('undo');
      await poll('the undo', async () => (await allHold('doe:2020')) === COUNT);
      assert.equal(await textOf(notes[3]!), 'Mine. Note 3 [@doe2020undo].\n');
      await poll('no unsaved editor', () => vscode.workspace.textDocuments.every(({ isDirty }) => !isDirty));
    });

    async function renameEdit(): Promise<vscode.WorkspaceEdit> {
      return vscode.commands.executeCommand(
        'vscode.executeDocumentRenameProvider',
        notes[0],
        at(),
        'doe2020undo',
      );
    }

    function at(): vscode.Position {
      return new vscode.Position(0, 'Note 0 [@do'.length);
    }

    /** How many of the files hold the key. */
    async function allHold(key: string): Promise<number> {
      const texts = await Promise.all([bib, ...notes].map(textOf));
      return texts.filter((text) => text.includes(key)).length;
    }

    async function textOf(uri: vscode.Uri): Promise<string> {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    }
  });
}
