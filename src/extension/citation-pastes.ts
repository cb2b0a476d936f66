import * as vscode from 'vscode';
import {
  citePastedRequest,
  MOST_PASTED,
  type CitePastedParams,
  type CitePastedResult,
} from '../protocol/library.ts';
import type { CitationOffers } from './citation-offers.ts';
import { Disposables } from './disposables.ts';
import { SERVER_COMMANDS } from './ids.ts';
import type { Server } from './server.ts';

const NOTES: vscode.DocumentSelector = [{ language: 'markdown' }, { pattern: '**/*.{md,qmd,Rmd,rmd}' }];
const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append('markdown', 'carrel', 'citation');
/** As text it stays first choice. */
const YIELD_TO = [vscode.DocumentDropOrPasteEditKind.Text];
/** Browsers give addresses as the first, everything else as the second. */
const MIME_TYPES = ['text/uri-list', 'text/plain'];

/** Addresses, identifiers and entries of papers that are pasted or dropped into a note can become a citation. */
export function citationPastes(server: Server, offers: CitationOffers): { dispose(): void } {
  return new CitationPastes(server, offers);
}

class CitationPastes implements vscode.DocumentPasteEditProvider, vscode.DocumentDropEditProvider {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #offers: CitationOffers;

  constructor(server: Server, offers: CitationOffers) {
    this.#server = server;
    this.#offers = offers;
    this.#own.add(
      vscode.languages.registerDocumentPasteEditProvider(NOTES, this, {
        providedPasteEditKinds: [KIND],
        pasteMimeTypes: MIME_TYPES,
      }),
    );
    this.#own.add(
      vscode.languages.registerDocumentDropEditProvider(NOTES, this, {
        providedDropEditKinds: [KIND],
        dropMimeTypes: MIME_TYPES,
      }),
    );
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    transfer: vscode.DataTransfer,
    _context: vscode.DocumentPasteEditContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentPasteEdit[] | undefined> {
    const [range, other] = ranges;
    const result = range && !other ? await this.#citing(document, range, transfer, token) : null;
    if (!result) return undefined;
    const edit = new vscode.DocumentPasteEdit(result.text, result.title, KIND);
    edit.yieldTo = YIELD_TO;
    return [edit];
  }

  async provideDocumentDropEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    transfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentDropEdit | undefined> {
    const result = await this.#citing(document, new vscode.Range(position, position), transfer, token);
    if (!result) return undefined;
    const edit = new vscode.DocumentDropEdit(result.text, result.title, KIND);
    edit.yieldTo = YIELD_TO;
    return edit;
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #citing(
    document: vscode.TextDocument,
    range: vscode.Range,
    transfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<CitePastedResult | null> {
    const { start, end } = range;
    const note = document.uri.toString();
    for (const type of MIME_TYPES) {
      const given = await transfer.get(type)?.asString();
      if (given === undefined || given.length > MOST_PASTED) continue;
      // Lines of a list of addresses that begin with # are comments (RFC 2483).
      const pasted = type === 'text/uri-list' ? given.replace(/^#.*$/gm, '') : given;
      const params: CitePastedParams = { uri: note, range: { start, end }, text: pasted };
      const result = await this.#server.ask<CitePastedResult>(citePastedRequest, params, token);
      if (!result) continue;
      if (result.pins)
        this.#offers.add(document.uri, result.text, (at) =>
          vscode.commands.executeCommand(SERVER_COMMANDS.pinPasted, { note, text: pasted, at }),
        );
      return result;
    }
    return null;
  }
}
