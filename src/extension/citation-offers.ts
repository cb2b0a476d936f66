import * as vscode from 'vscode';

/** So many offers are remembered: the choice between them and the text stays open for a while. */
const MOST_OFFERS = 20;

/** A citation that VS Code may put into a note. */
interface Offer {
  readonly note: string;
  readonly citation: string;
  /** What to do once it stands there, at an offset. */
  readonly taken: (at: number) => Thenable<unknown>;
}

/**
 * Citations that were offered for a paste or a drop. What an offer needs in a bibliography is written once the citation stands in the note: VS Code tells
 * of the edit that is taken only now and then (`resolveDocumentPasteEdit`), and then before it is made: a failure would leave an entry that nothing cites.
 */
export class CitationOffers {
  readonly #listening: vscode.Disposable;
  #offers: readonly Offer[] = [];

  constructor() {
    this.#listening = vscode.workspace.onDidChangeTextDocument((change) => void this.#look(change));
  }

  add(note: vscode.Uri, citation: string, taken: Offer['taken']): void {
    this.#offers = [...this.#offers, { note: note.toString(), citation, taken }].slice(-MOST_OFFERS);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #look({ document, contentChanges }: vscode.TextDocumentChangeEvent): Promise<void> {
    if (this.#offers.length === 0) return;
    const note = document.uri.toString();
    const changeOf = ({ citation }: Offer) => contentChanges.find(({ text }) => text.includes(citation));
    const taken = this.#offers.findLast((offer) => offer.note === note && changeOf(offer));
    if (!taken) return;
    this.#offers = this.#offers.filter((offer) => offer !== taken);
    await taken.taken(changeOf(taken)!.rangeOffset);
  }
}
