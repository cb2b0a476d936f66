import * as vscode from 'vscode';
import { copyRequest, type CopyParams } from '../protocol/library.ts';
import type { CitationOffers } from './citation-offers.ts';
import { pinCited, refOfArgument } from './papers.ts';
import type { Server } from './server.ts';

/** What is dragged, for our own drops; other places take the citation as plain text. */
const PAPERS = 'application/vnd.carrel.papers';

/** Papers are dragged out of a view as a citation, whatever else its rows are. */
export class PaperDrag implements vscode.TreeDragAndDropController<unknown> {
  readonly dropMimeTypes: readonly string[] = [];
  readonly dragMimeTypes: readonly string[] = [PAPERS, 'text/plain'];
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  async handleDrag(nodes: readonly unknown[], transfer: vscode.DataTransfer): Promise<void> {
    const refs = nodes.flatMap((node) => refOfArgument(node) ?? []);
    if (refs.length === 0) return;
    const params: CopyParams = { refs, as: 'citation' };
    const citation = await this.#server.ask<string>(copyRequest, params);
    if (citation === null) return;
    transfer.set('text/plain', new vscode.DataTransferItem(citation));
    transfer.set(PAPERS, new vscode.DataTransferItem(JSON.stringify(refs)));
  }
}

/** Papers that are dropped on a note (with Shift held) become a citation, whose keys are pinned. */
export function citationDrops(server: Server, offers: CitationOffers): vscode.Disposable {
  const notes = [{ language: 'markdown' }, { pattern: '**/*.{md,qmd,Rmd,rmd}' }];
  return vscode.languages.registerDocumentDropEditProvider(
    notes,
    {
      async provideDocumentDropEdits(document, _position, transfer) {
        const refs = readRefs(await transfer.get(PAPERS)?.asString());
        if (refs.length === 0) return undefined;
        const params: CopyParams = { refs, as: 'citation' };
        const citation = await server.ask<string>(copyRequest, params);
        if (citation === null) return undefined;
        offers.add(document.uri, citation, () => pinCited(document.uri, refs));
        return new vscode.DocumentDropEdit(citation, vscode.l10n.t('Cite'));
      },
    },
    { dropMimeTypes: [PAPERS] },
  );
}

/** What is dropped may come from anywhere. */
function readRefs(text: string | undefined): readonly string[] {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return Array.isArray(read) && read.every((one) => typeof one === 'string') ? read : [];
  } catch {
    return [];
  }
}
