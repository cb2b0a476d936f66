import * as vscode from 'vscode';
import { page, SMALL_PAGE } from '../support/pages.ts';
import { carrelDiagnostics, folder, hoverText, open, poll, write } from './support.ts';

const MORE = page([{ title: 'Wetlands: A Census of Peat', date: 'May 1, 2022' }]);
const HERE = new vscode.Position(0, 10);

export function followingSuite(): void {
  describe('changes on disk', () => {
    let note: vscode.Uri;
    before(async () => {
      // Where there is no paper at all, no key is called unknown.
      await write('digests/other.txt', SMALL_PAGE);
      note = await write('follow.md', 'Cites [@wetlands2022].\n');
      await open(note);
      await poll('the unknown key', () => Promise.resolve(carrelDiagnostics(note).length === 1));
    });

    it('show without a reload when a digest is added', async () => {
      await write('digests/later/more.txt', MORE);
      await poll('the new paper', async () => (await hoverText(note, HERE)).includes('Wetlands'));
      await poll('no diagnostic', () => Promise.resolve(carrelDiagnostics(note).length === 0));
    });

    it('show when its folder is renamed', async () => {
      const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder(), 'digests', name);
      await vscode.workspace.fs.rename(at('later'), at('renamed'));
      await poll('the new place', async () => (await hoverText(note, HERE)).includes('renamed'));
    });

    it('show when it is edited and when it is deleted', async () => {
      const file = await write('digests/renamed/more.txt', MORE.replace('Wetlands', 'Marshes'));
      await poll('the old key to go', async () => (await hoverText(note, HERE)) === '');
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(MORE));
      await poll('the old key to come back', async () => (await hoverText(note, HERE)).includes('Wetlands'));
      await vscode.workspace.fs.delete(file);
      await poll('the hover to go', async () => (await hoverText(note, HERE)) === '');
      await poll('the diagnostic', () => Promise.resolve(carrelDiagnostics(note).length === 1));
    });
  });
}
