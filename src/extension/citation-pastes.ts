import * as vscode from 'vscode';
import { citePastedRequest, type CitePastedParams, type CitePastedResult } from '../protocol/library.ts';
import { Disposables } from './disposables.ts';
import { SERVER_COMMANDS } from './ids.ts';
import type { Server } from './server.ts';

const NOTES: vscode.DocumentSelector = [{ language: 'markdown' }, { pattern: '**/*.{md,qmd,Rmd,rmd}' }];
const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append('markdown', 'carrel', 'citation');
/** As text it stays first choice. */
const YIELD_TO = [vscode.DocumentDropOrPasteEditKind.Text];
/** Browsers give addresses as the first, everything else as the second. */
const MIME_TYPES = ['text/uri-list', 'text/plain'];
/** Longer texts are no citation, and are not sent to be looked at; in UTF-16 units. */
const MOST = 200_000;
/** So many offers are remembered: the choice between them and the text stays open for a while. */
const MOST_OFFERS = 20;

/** Addresses, identifiers and entries of papers that are pasted or dropped into a note can become a citation. */
export function citationPastes(server: Server): { dispose(): void } {
  return new CitationPastes(server);
}

interface Offer {
  readonly note: string;
  /** What was pasted, and what stands in its place once the offer is taken. */
  readonly pasted: string;
  readonly citation: string;
}

class CitationPastes implements vscode.DocumentPasteEditProvider, vscode.DocumentDropEditProvider {
  readonly #own = new Disposables();
  readonly #server: Server;
  #offers: readonly Offer[] = [];

  constructor(server: Server) {
    this.#server = server;
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
    this.#own.add(vscode.workspace.onDidChangeTextDocument((change) => void this.#pinTaken(change)));
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
      if (given === undefined || given.length > MOST) continue;
      // Lines of a list of addresses that begin with # are comments (RFC 2483).
      const pasted = type === 'text/uri-list' ? given.replace(/^#.*$/gm, '') : given;
      const params: CitePastedParams = { uri: note, range: { start, end }, text: pasted };
      const result = await this.#server.ask<CitePastedResult>(citePastedRequest, params, token);
      if (!result) continue;
      if (result.pins)
        this.#offers = [...this.#offers, { note, pasted, citation: result.text }].slice(-MOST_OFFERS);
      return result;
    }
    return null;
  }

  /**
   * Writes what an offer needs into a bibliography once its citation stands in the note. VS Code tells of the edit that is taken only now and then
   * (`resolveDocumentPasteEdit`), and then before it is made: a failure would leave an entry that nothing cites.
   */
  async #pinTaken({ document, contentChanges }: vscode.TextDocumentChangeEvent): Promise<void> {
    if (this.#offers.length === 0) return;
    const note = document.uri.toString();
    const changeOf = ({ citation }: Offer) => contentChanges.find(({ text }) => text.includes(citation));
    const taken = this.#offers.findLast((offer) => offer.note === note && changeOf(offer));
    if (!taken) return;
    this.#offers = this.#offers.filter((offer) => offer !== taken);
    const argument = { note, text: taken.pasted, at: changeOf(taken)!.rangeOffset };
    await vscode.commands.executeCommand(SERVER_COMMANDS.pinPasted, argument);
  }
}
