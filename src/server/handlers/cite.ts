import type { Connection } from 'vscode-languageserver';
import { appendEntries, needsPin, pinningFile, pinsOf, type Pin } from '../../core/features/pinning.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { EffectiveBibliography } from '../../core/workspace/bibliographies.ts';
import { serverCommand, textOf, type ServerCommand } from '../commands.ts';
import { showError } from '../detached.ts';
import type { FileEditor } from '../file-editor.ts';
import type { Session } from '../session.ts';

/** Ids of the commands that pin keys. */
export const CITE_COMMANDS = { pin: 'carrel.cite.pin', pinAll: 'carrel.cite.pinAll' } as const;

/** What a client gets back: the file that was written to (null where nothing had to be), and the keys that are in it now. */
export interface PinResult {
  readonly done: boolean;
  readonly file: string | null;
  readonly keys: readonly string[];
}

/**
 * `carrel.cite.pin` writes a paper's key into the bibliography of the note that cites it, `carrel.cite.pinAll` those of all papers
 * that a note cites. `note` is a URI, `paper` any spelling of a citation, `key` the key that the note uses.
 */
export function citeCommands(
  connection: Connection,
  session: Session,
  editor: FileEditor,
): [string, ServerCommand][] {
  const write = async (note: CitingNote, pins: readonly Pin[]): Promise<PinResult> => {
    if (pins.length === 0) return { done: true, file: null, keys: [] };
    const file = pinningFile(note.bibliography, rootOf(session, note.path));
    const outcome = await editor.edit(file, (text) => appendEntries(text, pins));
    if (!outcome.done) showError(connection, outcome.reason);
    return { done: outcome.done, file, keys: pins.map(({ key }) => key) };
  };
  return [
    [
      CITE_COMMANDS.pin,
      serverCommand(readPin, (given) => {
        const note = citingNote(session, given.note);
        const [paper, other] = papersOfReference(session.workspace.library, given.paper);
        if (!paper || other) return write(note, []);
        const pin = { paper, key: given.key ?? paper.key };
        return write(note, needsPin(pin, note.bibliography) ? [pin] : []);
      }),
    ],
    [
      CITE_COMMANDS.pinAll,
      serverCommand(
        (argument) => textOf(argument, 'note'),
        (uri) => {
          const note = citingNote(session, uri);
          return write(note, note.pins());
        },
      ),
    ],
  ];
}

interface CitingNote {
  /** Empty for a note that lies in no folder. */
  readonly path: string;
  readonly bibliography: EffectiveBibliography | null;
  pins(): readonly Pin[];
}

/** A note by its URI, open or not. */
function citingNote(session: Session, uri: string): CitingNote {
  session.settle();
  const { workspace } = session;
  const path = session.roots.pathOf(uri) ?? '';
  const scan = session.note(uri)?.scan ?? workspace.notes.get(path)?.scan;
  return {
    path,
    bibliography: scan ? workspace.bibliographyOf(path, scan) : null,
    pins: () => (scan ? pinsOf(workspace, path, scan) : []),
  };
}

/** What the paths of the note's workspace folder begin with. */
export function rootOf(session: Session, path: string): string {
  const { all } = session.roots;
  return (all.find(({ prefix }) => path !== '' && path.startsWith(prefix)) ?? all[0])?.prefix ?? '';
}

function readPin(
  argument: unknown,
): { readonly note: string; readonly paper: string; readonly key: string | null } | null {
  const note = textOf(argument, 'note');
  const paper = textOf(argument, 'paper');
  return note === null || paper === null ? null : { note, paper, key: textOf(argument, 'key') };
}
