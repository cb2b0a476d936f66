import * as vscode from 'vscode';
import { citePastedRequest, type CitePastedParams, type CitePastedResult } from '../protocol/library.ts';
import { SERVER_COMMANDS } from './ids.ts';
import type { Server } from './server.ts';

const NOTES: vscode.DocumentSelector = [{ language: 'markdown' }, { pattern: '**/*.{md,qmd,Rmd,rmd}' }];
const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append('markdown', 'carrel', 'citation');
/** Browsers give addresses as the first, everything else as the second. */
const MIME_TYPES = ['text/uri-list', 'text/plain'];
/** Longer texts are no citation, and are not sent to be looked at; in UTF-16 units. */
const MOST = 200_000;

/** Addresses, identifiers and entries of papers that are pasted or dropped into a note can become a citation; as text they stay first choice. */
export function citationPastes(server: Server): vscode.Disposable {
  const pastes = new Pastes(server);
  return vscode.Disposable.from(
    vscode.languages.registerDocumentPasteEditProvider(NOTES, pastes, {
      providedPasteEditKinds: [KIND],
      pasteMimeTypes: MIME_TYPES,
    }),
    vscode.languages.registerDocumentDropEditProvider(NOTES, pastes, {
      providedDropEditKinds: [KIND],
      dropMimeTypes: MIME_TYPES,
    }),
  );
}

class PasteEdit extends vscode.DocumentPasteEdit {
  override readonly yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
  readonly pin: (() => Promise<void>) | null;

  constructor({ text, title }: CitePastedResult, pin: (() => Promise<void>) | null) {
    super(text, title, KIND);
    this.pin = pin;
  }
}

class DropEdit extends vscode.DocumentDropEdit {
  override readonly yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
  readonly pin: (() => Promise<void>) | null;

  constructor({ text, title }: CitePastedResult, pin: (() => Promise<void>) | null) {
    super(text, title, KIND);
    this.pin = pin;
  }
}

class Pastes
  implements vscode.DocumentPasteEditProvider<PasteEdit>, vscode.DocumentDropEditProvider<DropEdit>
{
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    transfer: vscode.DataTransfer,
    _context: vscode.DocumentPasteEditContext,
    token: vscode.CancellationToken,
  ): Promise<PasteEdit[] | undefined> {
    const [range, other] = ranges;
    if (!range || other) return undefined;
    const found = await this.#citing(document, range, transfer, token);
    return found ? [new PasteEdit(found.result, found.pin)] : undefined;
  }

  /** Called when the edit was chosen: its keys must be found when it stands there. */
  async resolveDocumentPasteEdit(edit: PasteEdit): Promise<PasteEdit> {
    await edit.pin?.();
    return edit;
  }

  async provideDocumentDropEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    transfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<DropEdit | undefined> {
    const found = await this.#citing(document, new vscode.Range(position, position), transfer, token);
    return found ? new DropEdit(found.result, found.pin) : undefined;
  }

  async resolveDocumentDropEdit(edit: DropEdit): Promise<DropEdit> {
    await edit.pin?.();
    return edit;
  }

  async #citing(
    document: vscode.TextDocument,
    range: vscode.Range,
    transfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<{ readonly result: CitePastedResult; readonly pin: (() => Promise<void>) | null } | null> {
    for (const type of MIME_TYPES) {
      const given = await transfer.get(type)?.asString();
      if (given === undefined || given.length > MOST) continue;
      // Lines of a list of addresses that begin with # are comments (RFC 2483).
      const text = type === 'text/uri-list' ? given.replace(/^#.*$/gm, '') : given;
      const { start, end } = range;
      const params: CitePastedParams = { uri: document.uri.toString(), range: { start, end }, text };
      const result = await this.#server.ask<CitePastedResult>(citePastedRequest, params, token);
      if (!result) continue;
      const argument = { note: params.uri, text };
      const pin = async (): Promise<void> => {
        await vscode.commands.executeCommand(SERVER_COMMANDS.pinPasted, argument);
      };
      return { result, pin: result.pins ? pin : null };
    }
    return null;
  }
}
