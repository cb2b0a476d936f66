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
import type { CurrentText } from '../texts.ts';
import type { ServedFinding } from './diagnostics.ts';

/** The kinds of actions that we offer. */
export const ACTION_KINDS = {
  quickfix: CodeActionKind.QuickFix,
  rewrite: CodeActionKind.RefactorRewrite,
  inline: CodeActionKind.RefactorInline,
  /** What is done with the paper, not with the text. */
  paper: `${CodeActionKind.Refactor}.paper`,
  addAll: `${CodeActionKind.Source}.addMissingPapers.carrel`,
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
  /** In place of these: edits of several files, to be one step for the client's undo. */
  readonly fileEdits?: () => Promise<readonly FileEdits[]>;
  /** One of the server's commands, for what is to be changed in other files; where there are edits too, it runs behind them. */
  readonly command?: { readonly id: string; readonly argument: unknown };
}

/** A file's text as it is, and edits of it. */
export interface FileEdits {
  readonly file: CurrentText;
  readonly edits: readonly TextEdit[];
}

/** `only` are the kinds that the client asks for; null where it takes any. What is not among them may be left out. */
export type ActionProvider = (place: ActionPlace, only: readonly string[] | null) => readonly OfferedAction[];

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
  connection.onCodeAction(
    async ({ textDocument: { uri }, range, context: { only } }, token): Promise<CodeAction[]> => {
      const place = placeOf(session, uri, range, findingsOf);
      if (!place) return [];
      const actions: CodeAction[] = [];
      for (const offer of providers) {
        if (token.isCancellationRequested) return [];
        for (const offered of offer(place, only ?? null))
          if (isWanted(offered.kind, only)) actions.push(await actionOf(offered, place, range));
      }
      return actions;
    },
  );

  connection.onCodeActionResolve(async (action) => {
    const kept = keptOf(action.data);
    const place = kept && placeOf(session, kept.uri, kept.range, findingsOf);
    // What was offered for a text that is gone is not forced upon the new one.
    if (!place || place.document.version !== kept.version) return action;
    const offered = providers
      .flatMap((offer) => offer(place, [action.kind ?? '']))
      .find((one) => one.title === kept.title && ACTION_KINDS[one.kind] === action.kind && hasEdits(one));
    return offered ? { ...action, edit: await editOf(offered, place) } : action;
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

/** Without a filter, what is done to a whole file stays out of the light bulb, as editors ask for it by name. */
export function isWanted(
  kind: keyof typeof ACTION_KINDS,
  only: readonly string[] | null | undefined,
): boolean {
  const name = ACTION_KINDS[kind];
  if (!only) return !name.startsWith(CodeActionKind.Source);
  return only.some((wanted) => wanted === '' || name === wanted || name.startsWith(`${wanted}.`));
}

function hasEdits({ edits, fileEdits }: OfferedAction): boolean {
  return edits !== undefined || fileEdits !== undefined;
}

async function actionOf(offered: OfferedAction, place: ActionPlace, range: Range): Promise<CodeAction> {
  const { session, document } = place;
  const { encoding, lazyActionEdits } = session.client;
  const action: CodeAction = { title: offered.title, kind: ACTION_KINDS[offered.kind] };
  if (offered.fixes && offered.fixes.length > 0)
    action.diagnostics = offered.fixes.map((finding) =>
      diagnosticOf(finding, place.lines, encoding, session.help(finding.code)),
    );
  if (offered.isPreferred === true) action.isPreferred = true;
  if (offered.command) {
    const { id, argument } = offered.command;
    action.command = { title: offered.title, command: id, arguments: [argument] };
  }
  if (!hasEdits(offered)) return action;
  if (!lazyActionEdits) return { ...action, edit: await editOf(offered, place) };
  const kept: Kept = { uri: document.uri, version: document.version, range, title: offered.title };
  return { ...action, data: kept };
}

async function editOf(offered: OfferedAction, place: ActionPlace): Promise<WorkspaceEdit> {
  const { session, document, lines } = place;
  const { uri, version, text } = document;
  const own = { uri, version, text, lines };
  const files = (await offered.fileEdits?.()) ?? [{ file: own, edits: offered.edits?.() ?? [] }];
  const { encoding, versionedEdits } = session.client;
  const changes = files.map(({ file, edits }) => ({
    textDocument: { uri: file.uri, version: file.version },
    edits: edits.map((edit) => ({ range: rangeOf(file.lines, edit.span, encoding), newText: edit.text })),
  }));
  return versionedEdits
    ? { documentChanges: changes }
    : { changes: Object.fromEntries(changes.map((change) => [change.textDocument.uri, change.edits])) };
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
