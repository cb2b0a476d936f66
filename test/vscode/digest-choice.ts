import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/ids.ts';
import { page } from '../support/pages.ts';
import { codeOf, folder, hoverText, open, poll, remove, write } from './support.ts';

const HERE = new vscode.Position(0, 10);

export function digestChoiceSuite(): void {
  describe('the project file', () => {
    let saved: vscode.Uri;
    let note: vscode.Uri;
    before(async () => {
      saved = await write(
        'elsewhere/saved.page',
        page([{ title: 'Tundra: A Census of Sedges', date: 'May 1, 2022' }]),
      );
      note = await write('tundra.md', 'Cites [@tundra2022].\n');
      await open(note);
    });
    after(async () => {
      for (const uri of [saved, note, projectFile()]) await remove(uri);
    });

    it('takes up a file that a command adds, and gives it up again', async () => {
      await vscode.commands.executeCommand(COMMANDS.addDigest, saved);
      await poll('the paper', async () => (await hoverText(note, HERE)).includes('Tundra'));
      assert.match(await textOf(projectFile()), /include:\n {4}- elsewhere\/saved\.page\n/);
      await vscode.commands.executeCommand(COMMANDS.removeDigest, saved);
      await poll('the paper to go', async () => (await hoverText(note, HERE)) === '');
    });

    it('is edited and saved where it is open, and its mistakes are shown in it', async () => {
      const project = await open(projectFile());
      await vscode.commands.executeCommand(COMMANDS.addDigest, saved);
      await poll('the paper', async () => (await hoverText(note, HERE)).includes('Tundra'));
      assert.equal(project.document.isDirty, false);
      await project.edit((edit) => edit.insert(new vscode.Position(0, 0), 'digest: x\n'));
      await poll('the mistake', () =>
        vscode.languages
          .getDiagnostics(projectFile())
          .some((found) => codeOf(found) === 'settings-unknown' && found.range.start.line === 0),
      );
      await project.document.save();
      await open(note);
    });

    it('is overridden by what the user set, and by nothing else', async () => {
      const settings = vscode.workspace.getConfiguration('carrel', folder());
      await settings.update('digests.exclude', ['elsewhere/**'], vscode.ConfigurationTarget.Workspace);
      await poll('the paper to go', async () => (await hoverText(note, HERE)) === '');
      await settings.update('digests.exclude', undefined, vscode.ConfigurationTarget.Workspace);
      await poll('the paper', async () => (await hoverText(note, HERE)).includes('Tundra'));
    });
  });
}

function projectFile(): vscode.Uri {
  return vscode.Uri.joinPath(folder(), '.carrel.yaml');
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
