import type { Connection } from 'vscode-languageserver';
import { standaloneEntry } from '../../core/export/bibtex-export.ts';
import { DetailReader } from '../../core/export/detail-reader.ts';
import { sourcePaths } from '../../core/export/export-item.ts';
import { appendEntries, writableFormat, type Pin } from '../../core/features/append-entries.ts';
import { isGenerated, lackOf, needsPin, pinningFiles, pinsOf } from '../../core/features/pinning.ts';
import { allItems } from '../../core/features/export-items.ts';
import { withVersion } from '../../core/features/rewrites/version.ts';
import { dialectOf } from '../../core/notes/dialect.ts';
import { scanNote } from '../../core/notes/scan.ts';
import { MOST_PASTED } from '../../protocol/library.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { EffectiveBibliography } from '../../core/workspace/bibliographies.ts';
import { serverCommand, textOf, type ServerCommand } from '../commands.ts';
import { showError, showInformation } from '../detached.ts';
import type { FileEditor } from '../file-editor.ts';
import type { Session } from '../session.ts';
import { currentTexts } from '../texts.ts';
import { pinsOfPasted } from './pasted.ts';

/** Ids of the commands that pin keys. */
export const CITE_COMMANDS = {
  pin: 'carrel.cite.pin',
  pinAll: 'carrel.cite.pinAll',
  pinLibrary: 'carrel.cite.pinLibrary',
  pinPasted: 'carrel.cite.pinPasted',
} as const;

/** What a client gets back: the file that was written to (null where nothing had to be), and the keys that are in it now. */
export interface PinResult {
  readonly done: boolean;
  readonly file: string | null;
  readonly keys: readonly string[];
  /** What entries lack because no digest tells it, in words. */
  readonly lacks: readonly string[];
}

/**
 * `carrel.cite.pin` writes a paper's key into the bibliography of the note that cites it, `carrel.cite.pinAll` those of all papers
 * that a note cites, `carrel.cite.pinPasted` those of a text that a note is to cite, `carrel.cite.pinLibrary` all keys that are only generated. `note` is a URI, `paper` any spelling of a citation, `key` the key that the note uses, `version` that of an arXiv paper that is meant.
 */
export function citeCommands(
  connection: Connection,
  session: Session,
  editor: FileEditor,
): [string, ServerCommand][] {
  const tell: Tell = (kind, message) => (kind === 'error' ? showError : showInformation)(connection, message);
  const write = (note: CitingNote, pins: readonly Pin[], quiet = false): Promise<PinResult> =>
    writePins(session, editor, note, pins, (kind, message) => {
      if (!quiet || kind === 'error') tell(kind, message);
    });
  return [
    [
      CITE_COMMANDS.pinLibrary,
      () => {
        session.settle();
        const pins = allItems(session.workspace).filter(({ paper }) => isGenerated(paper));
        return write({ path: '', bibliography: null, pins: () => pins }, pins, true);
      },
    ],
    [
      CITE_COMMANDS.pin,
      serverCommand(readPin, async (given) => {
        const note = citingNote(session, given.note);
        const [paper, other] = papersOfReference(session.workspace.library, given.paper);
        if (!paper || other) return write(note, []);
        const key = given.key ?? paper.key;
        const pin = { paper, key, ...(given.version !== null && { version: given.version }) };
        const result = await write(note, needsPin(pin, note.bibliography) ? [pin] : [], given.quiet);
        if (!holdsVersion(result)) await nameVersion(editor, note.path, given, key);
        return result;
      }),
    ],
    [
      CITE_COMMANDS.pinPasted,
      serverCommand(readPasted, async ({ uri, text, at }) => {
        const note = citingNote(session, uri);
        const pins = pinsOfPasted(session, note.path, text, note.bibliography);
        const result = await write(note, pins, true);
        if (!holdsVersion(result))
          for (const { key, version = null } of pins)
            await nameVersion(editor, note.path, { version, at }, key);
        return result;
      }),
    ],
    [
      CITE_COMMANDS.pinAll,
      serverCommand(
        (argument) => {
          const uri = textOf(argument, 'note');
          return uri === null ? null : { uri, quiet: isQuiet(argument) };
        },
        ({ uri, quiet }) => {
          const note = citingNote(session, uri);
          return write(note, note.pins(), quiet);
        },
      ),
    ],
  ];
}

/** Writes into the first of the note's files that takes it. */
export async function writePins(
  session: Session,
  editor: FileEditor,
  note: CitingNote,
  pins: readonly Pin[],
  tell: Tell,
): Promise<PinResult> {
  if (pins.length === 0) return { done: true, file: null, keys: [], lacks: [] };
  const texts = await currentTexts(session, sourcePaths(pins));
  const reader = new DetailReader(texts);
  const whole = pins.map((pin) => {
    const source = standaloneEntry(pin, texts);
    return { ...pin, details: reader.of(pin), ...(source !== undefined && { source }) };
  });
  const reasons: string[] = [];
  for (const file of pinningFiles(session.workspace, note.bibliography, session.roots.prefixOf(note.path))) {
    const format = writableFormat(file)!;
    let why = '';
    const outcome = await editor.edit(file, (text) => {
      const edits = appendEntries(text, whole, format);
      if (!edits) why = `${file} is not of a form that can be added to`;
      return edits;
    });
    if (outcome.done) {
      const lacks = pins.filter(({ source }) => source === undefined).flatMap((pin) => lackOf(pin) ?? []);
      if (lacks.length > 0) tell('information', `Added to ${file}. No source names it: ${lacks.join('; ')}.`);
      return { done: true, file, keys: pins.map(({ key }) => key), lacks };
    }
    reasons.push(why === '' ? outcome.reason : why);
  }
  tell('error', `nothing could be added: ${reasons.join('; ')}`);
  return { done: false, file: null, keys: [], lacks: [] };
}

/** Whether what was written tells the version of the paper that is cited: of our entries only those of a .bib file do. */
function holdsVersion({ done, file }: PinResult): boolean {
  return done && (file === null || writableFormat(file) === 'bibtex');
}

/** Keeps a version that no entry holds in the note, behind the citation that was written for it. */
async function nameVersion(
  editor: FileEditor,
  path: string,
  { version, at }: Pick<PinArgument, 'version' | 'at'>,
  key: string,
): Promise<void> {
  if (version === null || at === null || path === '') return;
  await editor.edit(path, (text) => {
    const edit = withVersion(scanNote(text, dialectOf(path)), at, key, version);
    return edit && [edit];
  });
}

type Tell = (kind: 'error' | 'information', message: string) => void;

export interface CitingNote {
  /** Empty for a note that lies in no folder. */
  readonly path: string;
  readonly bibliography: EffectiveBibliography | null;
  pins(): readonly Pin[];
}

/** A note by its URI, open or not. */
export function citingNote(session: Session, uri: string): CitingNote {
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

interface PinArgument {
  readonly note: string;
  readonly paper: string;
  readonly key: string | null;
  /** Of the arXiv paper that the note means. */
  readonly version: number | null;
  /** From where on in the note's text, in UTF-16 units, the citation stands that means it. */
  readonly at: number | null;
  /** Whether nobody is to be told what is missing: the reader is writing. */
  readonly quiet: boolean;
}

function readPin(argument: unknown): PinArgument | null {
  const note = textOf(argument, 'note');
  const paper = textOf(argument, 'paper');
  if (note === null || paper === null) return null;
  const { version, at } = argument as { readonly version?: unknown; readonly at?: unknown };
  return {
    note,
    paper,
    key: textOf(argument, 'key'),
    version: isCount(version) && version > 0 ? version : null,
    at: isCount(at) ? at : null,
    quiet: isQuiet(argument),
  };
}

function readPasted(
  argument: unknown,
): { readonly uri: string; readonly text: string; readonly at: number | null } | null {
  const uri = textOf(argument, 'note');
  const text = textOf(argument, 'text', MOST_PASTED);
  if (uri === null || text === null) return null;
  const { at } = argument as { readonly at?: unknown };
  return { uri, text, at: isCount(at) ? at : null };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isQuiet(argument: unknown): boolean {
  return (argument as { readonly quiet?: unknown }).quiet === true;
}
