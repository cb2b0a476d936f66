import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { listed, noteCitingAll, pagesToCite } from '../support/citing-all.ts';
import { carrelDiagnostics, codeOf, folder, hoverText, open, poll, remove, write } from './support.ts';

export function everyCitationSuite(): void {
  describe('every citation', () => {
    for (const page of pagesToCite()) {
      const title = `of ${page.name} leads to its paper`;
      if (page.skip) it.skip(`${title}: ${page.skip}`);
      else it(title, () => tryAll(page));
    }
  });
}

async function tryAll(page: ReturnType<typeof pagesToCite>[number]): Promise<void> {
  const digest = await write('digests/every.txt', page.read());
  const papers = await listed(folder().fsPath);
  assert.equal(papers.length, page.papers);
  const { text, mentions, unknownLine } = noteCitingAll(papers);
  const note = await write('every.md', text);
  await open(note);
  const last = mentions.at(-1)!;
  await poll(
    'the library',
    async () => (await hoverText(note, new vscode.Position(last.line, last.character))) !== '',
  );
  for (const { paper, line, character } of mentions) {
    const position = new vscode.Position(line, character);
    assert.ok((await hoverText(note, position)).includes(`\`${paper.key}\``), paper.title);
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      note,
      position,
    );
    const places = found.map((to) =>
      'targetUri' in to
        ? `${to.targetUri.path}:${to.targetRange.start.line + 1}`
        : `${to.uri.path}:${to.range.start.line + 1}`,
    );
    assert.deepEqual(
      places,
      paper.entries.map((entry) => `${digest.path}:${entry.line}`),
    );
  }
  const diagnostics = await poll('the diagnostic', () => {
    const found = carrelDiagnostics(note);
    return found.length > 0 && found;
  });
  assert.deepEqual(
    diagnostics.map((found) => [codeOf(found), found.range.start.line]),
    [['unknown-citation', unknownLine]],
  );
  await remove(digest);
  await remove(note);
}
