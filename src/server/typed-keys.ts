import { isGenerated } from '../core/features/pinning.ts';
import type { Paper } from '../core/library/paper.ts';
import type { FileEditor } from './file-editor.ts';
import { citingNote, writePins } from './handlers/cite.ts';
import type { Session } from './session.ts';

/**
 * Pins the keys that were written by hand: when a note is saved, those that it did not cite when it was opened or saved before. What a note cites
 * already when it is opened is left alone: opening and saving a vault writes nothing.
 */
export class TypedKeys {
  readonly #session: Session;
  readonly #editor: FileEditor;
  readonly #tell: (error: string) => void;
  /** What each open note cited when it was last known to be on disk. */
  readonly #saved = new Map<string, ReadonlySet<string>>();

  constructor(session: Session, editor: FileEditor, tell: (error: string) => void) {
    this.#session = session;
    this.#editor = editor;
    this.#tell = tell;
  }

  opened(uri: string): void {
    this.#saved.set(uri, this.#cited(uri));
  }

  closed(uri: string): void {
    this.#saved.delete(uri);
  }

  async saved(uri: string): Promise<void> {
    const before = this.#saved.get(uri);
    // While files are read a key may seem to be generated that is given; the next save looks again.
    if (!before || this.#session.loading || !this.#session.settings.pinOnCompletion) return;
    const note = citingNote(this.#session, uri);
    this.#saved.set(uri, this.#cited(uri));
    // What stands in some bibliography needs no second entry: that it goes by another key there is told in the note.
    const isNowhere = ({ entries }: Paper): boolean => entries.every(({ entry }) => entry.key === null);
    const pins = note
      .pins()
      .filter(({ paper, key }) => !before.has(key) && isGenerated(paper, key) && isNowhere(paper));
    await writePins(this.#session, this.#editor, note, pins, (kind, message) => {
      if (kind === 'error') this.#tell(message);
    });
  }

  #cited(uri: string): ReadonlySet<string> {
    return new Set(this.#session.note(uri)?.scan.citations.map(({ name }) => name));
  }
}
