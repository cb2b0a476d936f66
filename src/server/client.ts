import type { InitializeParams } from 'vscode-languageserver';
import type { PositionEncoding } from '../core/text/lines.ts';

/** What the client said it can do, as far as the server asks. */
export interface Client {
  readonly encoding: PositionEncoding;
  readonly configuration: boolean;
  readonly watching: boolean;
  readonly progress: boolean;
  /** Opens a file when it is asked to. */
  readonly showsDocuments: boolean;
  readonly definitionLinks: boolean;
  readonly refreshDiagnostics: boolean;
  readonly pullDiagnostics: boolean;
  /** Shows the other places that a diagnostic speaks of. */
  readonly relatedInformation: boolean;
  /** Shows links to what a diagnostic's code means. */
  readonly codeDescriptions: boolean;
  /** Asks again for colours, hints and lenses when it is told to. */
  readonly refreshTokens: boolean;
  readonly refreshHints: boolean;
  readonly refreshLenses: boolean;
  readonly changeFolders: boolean;
  /** Creates and renames files as parts of an edit. */
  readonly fileOperations: boolean;
  /** Asks its user about single edits of a larger one. */
  readonly annotatedEdits: boolean;
  /** Takes edits that name the version of the text that they are for. */
  readonly versionedEdits: boolean;
  /** Asks for a code action's edits when it is chosen. */
  readonly lazyActionEdits: boolean;
  /** Lets its user choose whether a completion replaces what stands behind the cursor. */
  readonly insertReplace: boolean;
  /** Lets the server have commands run, such as that of a completion. */
  readonly runsCommands: boolean;
  /** Runs our command links in hovers; a client says so in its initialization options. */
  readonly commandLinks: boolean;
  /** Whether files outside the workspace's folders may be read. */
  readonly trusted: boolean;
  /** Takes our own notifications and requests. */
  readonly carrelViews: boolean;
}

export function readClient(params: InitializeParams): Client {
  const { workspace, textDocument, window, general } = params.capabilities;
  const own = (params.initializationOptions ?? {}) as {
    readonly commandLinks?: unknown;
    readonly views?: unknown;
    readonly trusted?: unknown;
  };
  const offered = general?.positionEncodings ?? [];
  return {
    // UTF-16 is what core counts in; others only where the client insists.
    encoding:
      offered.length === 0 || offered.includes('utf-16')
        ? 'utf-16'
        : offered.includes('utf-32')
          ? 'utf-32'
          : 'utf-8',
    configuration: workspace?.configuration === true,
    watching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    progress: window?.workDoneProgress === true,
    showsDocuments: window?.showDocument?.support === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshTokens: workspace?.semanticTokens?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    relatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation === true ||
      textDocument?.diagnostic?.relatedInformation === true,
    codeDescriptions:
      textDocument?.publishDiagnostics?.codeDescriptionSupport === true ||
      textDocument?.diagnostic?.codeDescriptionSupport === true,
    changeFolders: workspace?.workspaceFolders === true,
    fileOperations: ['create', 'rename'].every((kind) =>
      workspace?.workspaceEdit?.resourceOperations?.some((known) => known === kind),
    ),
    annotatedEdits: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    lazyActionEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    insertReplace: textDocument?.completion?.completionItem?.insertReplaceSupport === true,
    runsCommands: workspace?.executeCommand !== undefined,
    commandLinks: own.commandLinks === true,
    trusted: own.trusted !== false,
    carrelViews: own.views === true,
  };
}
