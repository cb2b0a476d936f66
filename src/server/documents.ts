import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LineIndex, type PositionEncoding } from '../core/text/lines.ts';

/** A text that is open in the client, at one version. Immutable: a change makes a new one. */
export class OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  readonly #encoding: PositionEncoding;
  #lines: LineIndex | null = null;

  constructor(uri: string, languageId: string, version: number, text: string, encoding: PositionEncoding) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.text = text;
    this.#encoding = encoding;
  }

  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.text));
  }

  /** The document after the client's changes, which apply one after the other. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number): OpenDocument {
    let text = this.text;
    let lines: LineIndex | null = this.#lines;
    for (const change of changes) {
      if ('range' in change) {
        lines ??= new LineIndex(text);
        const start = lines.offsetAt(change.range.start, this.#encoding);
        const end = Math.max(start, lines.offsetAt(change.range.end, this.#encoding));
        text = text.slice(0, start) + change.text + text.slice(end);
        lines = lines.after({ start, end }, change.text.length, text);
      } else {
        text = change.text;
        lines = null;
      }
    }
    const changed = new OpenDocument(this.uri, this.languageId, version, text, this.#encoding);
    changed.#lines = lines;
    return changed;
  }
}
