import {
  ErrorCodes,
  ResponseError,
  CreateFile,
  RenameFile,
  TextDocumentEdit,
  type AnnotatedTextEdit,
  type CancellationToken,
  type Connection,
  type PrepareRenameResult,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Position } from 'vscode-languageserver';
import { frontOf } from '../../core/annotations/front-of-paper.ts';
import { newSidecar } from '../../core/annotations/sidecar-edits.ts';
import { FOREIGN_FILE } from '../../core/features/rename/foreign-citations.ts';
import {
  fixedKeyOf,
  refusalOf,
  renameBibliography,
  renameForeign,
  renameNote,
  renameScope,
  sidecarDecides,
  type FileRename,
} from '../../core/features/rename/plan.ts';
import { withoutQuotes } from '../../core/features/rename/bibliography-edits.ts';
import { renameSidecar } from '../../core/features/rename/sidecar-rename.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { LineIndex } from '../../core/text/lines.ts';
import type { Span } from '../../core/text/span.ts';
import { joinedEdits, type TextEdit } from '../../core/text/text-edit.ts';
import type { FileRules } from '../../core/workspace/file-rules.ts';
import { newSidecarPath } from '../annotations/places.ts';
import { rangeOf } from '../convert.ts';
import { stopIfCancelled } from '../detached.ts';
import { walk } from '../node/disk.ts';
import type { Session } from '../session.ts';
import { currentText, type CurrentText } from '../texts.ts';
import { citationUnder } from './citations.ts';
import { ownKeyUnder } from './own-keys.ts';

/** Marks the edits that a person must look at first, in notes and in other files. */
const DOUBTFUL = {
  'carrel.ambiguous': {
    label: 'The key of several papers',
    description: 'which of them the note means is not told',
    needsConfirmation: true,
  },
  'carrel.doubtful': {
    label: 'The same word, perhaps no citation of this paper',
    description: 'in TeX, Jupyter or Typst',
    needsConfirmation: true,
  },
} as const;

/** Renames a citekey wherever it stands: notes, bibliographies, and TeX, Jupyter and Typst files. */
export function handleRename(connection: Connection, session: Session, rules: () => FileRules): void {
  connection.onPrepareRename(({ textDocument: { uri }, position }): PrepareRenameResult => {
    const { range, key, paper } = keyUnder(session, uri, position);
    const fixed = fixedKeyOf(session.workspace, paper, renameScope(session.workspace, paper, key));
    if (fixed !== null) throw refused(fixed);
    return { range, placeholder: key };
  });

  connection.onRenameRequest(
    async ({ textDocument: { uri }, position, newName }, token): Promise<WorkspaceEdit> => {
      const { paper, key } = keyUnder(session, uri, position);
      const to = newName.trim().replace(/^@/, '');
      if (to === key) return {};
      return editOf(session, await renames(session, rules(), { paper, from: key, to }, token));
    },
  );
}

type DocumentChange = NonNullable<WorkspaceEdit['documentChanges']>[number];

interface Renaming {
  readonly paper: LibraryPaper;
  readonly from: string;
  readonly to: string;
}

interface PlacedRename {
  readonly file: CurrentText;
  readonly rename: FileRename;
  /** Where the file goes. */
  readonly newUri?: string;
  /** True for a file that is made by the rename. */
  readonly isNew?: boolean;
}

/** The key under the cursor, in a citation or at its entry. Throws what the client shows where there is none. */
function keyUnder(
  session: Session,
  uri: string,
  position: Position,
): { readonly paper: LibraryPaper; readonly key: string; readonly range: ReturnType<typeof rangeOf> } {
  session.settle();
  if (session.loading) throw refused('The library is still being read; try again in a moment.');
  const cited = citationUnder(session, uri, position);
  if (cited) {
    const { citation, papers, note } = cited;
    if (papers.length > 1)
      throw refused(`“${citation.name}” names ${papers.length} papers; settle that first.`);
    const [paper] = papers;
    if (!paper) throw refused(`No paper of the library has the key “${citation.name}”.`);
    if (citation.form === 'identifier' || ![paper.key, ...paper.aliases].includes(citation.name))
      throw refused('Only citekeys can be renamed; this names the paper otherwise.');
    return {
      paper,
      key: citation.name,
      range: rangeOf(note.lines, citation.target, session.client.encoding),
    };
  }
  const own = ownKeyUnder(session, uri, position);
  if (own) return own;
  throw refused('There is no citekey here.');
}

async function renames(
  session: Session,
  rules: FileRules,
  { paper, from, to }: Renaming,
  token: CancellationToken,
): Promise<PlacedRename[]> {
  const { workspace } = session;
  const scope = renameScope(workspace, paper, from);
  const refusal = refusalOf(workspace, paper, to, scope);
  if (refusal !== null) throw refused(refusal);
  const found: PlacedRename[] = [];
  const add = (file: CurrentText, rename: FileRename | null): void => {
    if (rename && rename.edits.length + rename.doubtful.length > 0) found.push({ file, rename });
  };
  const sidecars = await sidecarRenames(session, { paper, from, to }, sidecarDecides(paper, scope) === true);
  const isSidecar = new Set(sidecars.map(({ rename }) => rename.path));
  for (const [path, entries] of scope.bibliographies) {
    const file = await currentText(session, path);
    const spans = entries.flatMap(({ entry }) => entry.spans.key ?? []);
    if (!file || !spans.every((span) => holds(file.text, span, from)))
      throw refused(`${path} changed while it was looked at; try again.`);
    add(file, renameBibliography({ path, text: file.text }, entries, from, to));
  }
  for (const path of scope.notes) {
    stopIfCancelled(token);
    const file = isSidecar.has(path) ? null : await currentText(session, path);
    if (file) add(file, renameNote(workspace, { path, text: file.text }, paper, from, to));
  }
  for (const { document } of session.looseNotes()) {
    const { uri, text, lines, version } = document;
    add({ uri, text, lines, version }, renameNote(workspace, { path: uri, text }, paper, from, to));
  }
  for await (const path of foreignFiles(session, rules)) {
    stopIfCancelled(token);
    const file = await currentText(session, path);
    if (file?.text.includes(from)) add(file, renameForeign({ path, text: file.text }, scope, from, to));
  }
  return [...found, ...sidecars];
}

/** The paper's sidecars with their new key and name; a new one where it must hold the key. */
async function sidecarRenames(
  session: Session,
  { paper, from, to }: Renaming,
  decides: boolean,
): Promise<PlacedRename[]> {
  const { workspace, roots, client } = session;
  const found: PlacedRename[] = [];
  for (const { path } of workspace.annotations.sidecarsOf(paper)) {
    const file = await currentText(session, path);
    const own = file && renameSidecar({ path, text: file.text }, from, to, decides && found.length === 0);
    if (!file || !own) continue;
    const cites = renameNote(workspace, { path, text: file.text }, paper, from, to);
    const rename = { ...cites, edits: joinedEdits(own.edits, cites.edits) };
    const newUri = own.newPath === null || !client.fileOperations ? {} : { newUri: roots.uriOf(own.newPath) };
    found.push({ file, rename, ...newUri });
  }
  if (!decides || found.length > 0) return found;
  if (!client.fileOperations) throw refused('This editor cannot make the file that would hold the new key.');
  const path = await newSidecarPath(
    session,
    session.roots.prefixOf(paper.entries[0]?.path ?? ''),
    to,
    session.settings.annotator,
  );
  const text = newSidecar({ ...frontOf(paper), citekey: to });
  const file = { uri: roots.uriOf(path), text: '', lines: new LineIndex(''), version: null };
  const edits = [{ span: { start: 0, end: 0 }, text }];
  return [{ file, rename: { path, edits, doubtful: [] }, isNew: true }];
}

function holds(text: string, span: Span, key: string): boolean {
  const { start, end } = withoutQuotes(text, span);
  const written = text.slice(start, end);
  return written === key || written === JSON.stringify(key).slice(1, -1);
}

async function* foreignFiles({ roots }: Session, rules: FileRules): AsyncGenerator<string> {
  for (const root of roots.all) {
    for await (const found of walk(root.directory, (name) => !rules.skipsFolder(name))) {
      if (!('file' in found) || !FOREIGN_FILE.test(found.file)) continue;
      const path = roots.pathOfFile(found.file);
      if (path !== null) yield path;
    }
  }
}

/** One edit of all files. A client that cannot ask about single edits is given the certain ones alone. */
function editOf(session: Session, found: readonly PlacedRename[]): WorkspaceEdit {
  const { encoding, annotatedEdits, versionedEdits } = session.client;
  const plain = (file: CurrentText, edit: TextEdit): LspTextEdit => ({
    range: rangeOf(file.lines, edit.span, encoding),
    newText: edit.text,
  });
  const doubtful = (file: CurrentText, edit: TextEdit): AnnotatedTextEdit => ({
    ...plain(file, edit),
    annotationId: FOREIGN_FILE.test(file.uri) ? 'carrel.doubtful' : 'carrel.ambiguous',
  });
  if (!versionedEdits) {
    const certain = found.filter(({ rename }) => rename.edits.length > 0);
    return {
      changes: Object.fromEntries(
        certain.map(({ file, rename }) => [file.uri, rename.edits.map((edit) => plain(file, edit))]),
      ),
    };
  }
  const documentChanges = found.flatMap(({ file, rename, isNew, newUri }): DocumentChange[] => {
    const edits: (LspTextEdit | AnnotatedTextEdit)[] = rename.edits.map((edit) => plain(file, edit));
    if (annotatedEdits) edits.push(...rename.doubtful.map((edit) => doubtful(file, edit)));
    const changes: DocumentChange[] =
      isNew === true ? [CreateFile.create(file.uri, { overwrite: false })] : [];
    if (edits.length > 0)
      changes.push(TextDocumentEdit.create({ uri: file.uri, version: file.version }, edits));
    if (newUri !== undefined) changes.push(RenameFile.create(file.uri, newUri, { overwrite: false }));
    return changes;
  });
  if (!annotatedEdits || !found.some(({ rename }) => rename.doubtful.length > 0)) return { documentChanges };
  return { documentChanges, changeAnnotations: { ...DOUBTFUL } };
}

function refused(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, message);
}
