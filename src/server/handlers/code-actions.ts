import {
  CodeActionKind,
  type CodeAction,
  type CodeActionOptions,
  type Connection,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { LineIndex } from '../../core/text/lines.ts';
import type { Span } from '../../core/text/span.ts';
import type { TextEdit } from '../../core/text/text-edit.ts';
import { diagnosticOf, rangeOf } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import type { OpenNote, Session } from '../session.ts';
import type { ServedFinding } from './diagnostics.ts';

/** The kinds of actions that we offer. */
export const ACTION_KINDS = {
  quickfix: CodeActionKind.QuickFix,
  rewrite: CodeActionKind.RefactorRewrite,
  fixAll: `${CodeActionKind.SourceFixAll}.carrel`,
} as const;

/** Where actions are asked for. */
export interface ActionPlace {
  readonly session: Session;
  readonly document: OpenDocument;
  readonly lines: LineIndex;
  /** The library path; empty for a text that lies in no folder. */
  readonly path: string;
  readonly span: Span;
  /** The text as a note; null for digests and all else. */
  readonly note: OpenNote | null;
  /** All findings of the text, those of a note or the problems of a digest. */
  readonly findings: readonly ServedFinding[];
}

/** An action as a provider offers it. */
export interface OfferedAction {
  readonly title: string;
  readonly kind: keyof typeof ACTION_KINDS;
  /** Findings that it mends, which must be among those of the place. */
  readonly fixes?: readonly ServedFinding[];
  readonly isPreferred?: boolean;
  /** Edits of the document itself; made only when the client wants them. */
  readonly edits?: () => readonly TextEdit[];
  /** One of the server's commands, for what is to be changed in other files. */
  readonly command?: { readonly id: string; readonly argument: unknown };
}

export type ActionProvider = (place: ActionPlace) => readonly OfferedAction[];

export const CODE_ACTION_OPTIONS: CodeActionOptions = {
  codeActionKinds: Object.values(ACTION_KINDS),
  resolveProvider: true,
};

/** What an action keeps to be found again when it is resolved. */
interface Kept {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  readonly title: string;
}

/** Offers what the providers have for a place. Edits are made when the action is chosen, where the client can wait for them. */
export function handleCodeActions(
  connection: Connection,
  session: Session,
  findingsOf: (uri: string) => readonly ServedFinding[],
  providers: readonly ActionProvider[],
): void {
  connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }): CodeAction[] => {
    const place = placeOf(session, uri, range, findingsOf);
    if (!place) return [];
    return providers
      .flatMap((offer) => offer(place))
      .filter(({ kind }) => isWanted(ACTION_KINDS[kind], only))
      .map((offered) => actionOf(offered, place, range));
  });

  connection.onCodeActionResolve((action) => {
    const kept = keptOf(action.data);
    const place = kept && placeOf(session, kept.uri, kept.range, findingsOf);
    // What was offered for a text that is gone is not forced upon the new one.
    if (!place || place.document.version !== kept.version) return action;
    const offered = providers
      .flatMap((offer) => offer(place))
      .find(({ title, edits }) => edits && title === kept.title);
    return offered?.edits ? { ...action, edit: editOf(offered.edits(), place) } : action;
  });
}

function placeOf(
  session: Session,
  uri: string,
  range: Range,
  findingsOf: (uri: string) => readonly ServedFinding[],
): ActionPlace | null {
  session.settle();
  const document = session.document(uri);
  if (!document) return null;
  const { encoding } = session.client;
  const start = document.lines.offsetAt(range.start, encoding);
  const span = { start, end: Math.max(start, document.lines.offsetAt(range.end, encoding)) };
  return {
    session,
    document,
    lines: document.lines,
    path: session.roots.pathOf(uri) ?? '',
    span,
    note: session.note(uri),
    findings: findingsOf(uri),
  };
}

/** Without a filter, fixes of the whole file stay out of the light bulb, as editors ask for them by name. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (!only) return kind !== ACTION_KINDS.fixAll;
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function actionOf(offered: OfferedAction, place: ActionPlace, range: Range): CodeAction {
  const { session, document } = place;
  const { encoding, lazyActionEdits } = session.client;
  const action: CodeAction = { title: offered.title, kind: ACTION_KINDS[offered.kind] };
  if (offered.fixes && offered.fixes.length > 0)
    action.diagnostics = offered.fixes.map((finding) => diagnosticOf(finding, place.lines, encoding));
  if (offered.isPreferred === true) action.isPreferred = true;
  if (offered.command) {
    const { id, argument } = offered.command;
    action.command = { title: offered.title, command: id, arguments: [argument] };
  }
  if (!offered.edits) return action;
  if (!lazyActionEdits) return { ...action, edit: editOf(offered.edits(), place) };
  const kept: Kept = { uri: document.uri, version: document.version, range, title: offered.title };
  return { ...action, data: kept };
}

function editOf(edits: readonly TextEdit[], { session, document, lines }: ActionPlace): WorkspaceEdit {
  const textEdits = edits.map(({ span, text }) => ({
    range: rangeOf(lines, span, session.client.encoding),
    newText: text,
  }));
  const { uri, version } = document;
  return session.client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}

function keptOf(data: unknown): Kept | null {
  const kept = data as Partial<Kept> | null | undefined;
  return typeof kept?.uri === 'string' &&
    typeof kept.version === 'number' &&
    typeof kept.title === 'string' &&
    kept.range !== undefined
    ? (kept as Kept)
    : null;
}

/** Whether two spans share a character, or a cursor touches the other. */
export function meets(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
