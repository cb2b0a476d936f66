import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ALL_FORMATS } from '../core/digests/formats.ts';
import { createFinder } from '../core/features/library-finder.ts';
import { WorkspaceBonds } from '../core/features/paper-bonds.ts';
import { workspaceFacts } from '../core/features/workspace-facts.ts';
import { WorkspaceRules } from '../core/workspace/folder-rules.ts';
import { Workspace } from '../core/workspace/workspace.ts';
import { Announcer } from './announcer.ts';
import { Annotator } from './annotations/annotator.ts';
import { newBlockId } from '../core/annotations/block-id.ts';
import { annotateCommands } from './annotations/commands.ts';
import { sidecarCommands } from './annotations/create-sidecar.ts';
import { ANNOTATION_PORTS } from './node/annotation-ports.ts';
import { readClient } from './client.ts';
import { handleCommands, type CommandTable } from './commands.ts';
import { Configuration } from './configuration.ts';
import { detached, showError } from './detached.ts';
import { OpenDocument } from './documents.ts';
import { FileEditor } from './file-editor.ts';
import { handleAnnotations } from './handlers/annotations.ts';
import { LIBRARY_COMMANDS } from '../protocol/library.ts';
import { citeCommands } from './handlers/cite.ts';
import { choiceCommands } from './handlers/choices.ts';
import { handleCitationMarks, TOKENS_LEGEND } from './handlers/citation-marks.ts';
import { handleCitations } from './handlers/citations.ts';
import { digestCommands } from './handlers/digest-choice.ts';
import { CODE_ACTION_OPTIONS, handleCodeActions } from './handlers/code-actions.ts';
import { handleCompletion, TRIGGERS } from './handlers/completion.ts';
import { diagnosticsOf, handleDiagnostics, servedFindings } from './handlers/diagnostics.ts';
import { handleLenses } from './handlers/lenses.ts';
import { handleExport } from './handlers/export.ts';
import { handleFormatted } from './handlers/formatted.ts';
import { handleGroups } from './handlers/groups.ts';
import { handleInbox } from './handlers/inbox.ts';
import { handleLinks } from './handlers/links.ts';
import { noteActions } from './handlers/note-actions.ts';
import { paperActions } from './handlers/paper-actions.ts';
import { sidecarActions } from './handlers/sidecar-actions.ts';
import { handlePasting } from './handlers/pasting.ts';
import { handlePreview } from './handlers/preview.ts';
import { handleRelated } from './handlers/related.ts';
import { handleReferences } from './handlers/references.ts';
import { handleRename } from './handlers/rename.ts';
import { rewriteActions } from './handlers/rewrite-actions.ts';
import { handleSidecars } from './handlers/sidecars.ts';
import { handleSearch } from './handlers/search.ts';
import { handleSymbols } from './handlers/symbols.ts';
import { verdictActions, verdictCommands } from './handlers/verdicts.ts';
import { handleViews } from './handlers/views.ts';
import { Indexing } from './indexing.ts';
import { CitationStyles } from './node/citation-styles.ts';
import { today } from './node/clock.ts';
import { documentation } from './node/documentation.ts';
import { OutsideWatch } from './node/outside-watch.ts';
import { pandocStyleFolders } from './node/pandoc-folders.ts';
import { Stamps } from './node/stamps.ts';
import { Roots } from './roots.ts';
import { Session } from './session.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { TypedKeys } from './typed-keys.ts';
import { Watching } from './watching.ts';

/** How long the server lets changes of open texts gather before views and diagnostics follow, in milliseconds. */
const SETTLE = 60;

/** Serves Carrel on a connection until it ends. */
export function serve(connection: Connection): void {
  connection.onInitialize((params): InitializeResult => {
    const server = new Server(connection, params);
    server.listen();
    return server.capabilities;
  });
  connection.listen();
}

/** The composition root: makes the parts, and passes on what the client says about documents, folders and settings. */
class Server {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #announcer: Announcer;
  readonly #indexing: Indexing;
  readonly #watching: Watching;
  /** Bibliographies outside of the workspace. */
  readonly #outside: OutsideWatch;
  readonly #styles = new CitationStyles();
  readonly #commands: CommandTable;
  readonly #configuration: Configuration;
  readonly #typed: TypedKeys;
  #settling: NodeJS.Timeout | null = null;

  constructor(connection: Connection, params: InitializeParams) {
    this.#connection = connection;
    const client = readClient(params);
    const roots = Roots.ofUris(params.workspaceFolders?.map((folder) => folder.uri) ?? []);
    const rules = new WorkspaceRules(new Map());
    const workspace = new Workspace({
      rules,
      formats: ALL_FORMATS,
      today,
      placesOf: (folder, name) => this.#session.roots.placesOf(folder, name, client.trusted),
      styleFolders: client.trusted ? pandocStyleFolders() : null,
    });
    this.#session = new Session({
      client,
      workspace,
      finder: createFinder(
        workspace.library,
        () => performance.now(),
        new WorkspaceBonds(workspace),
        workspaceFacts(workspace, today),
      ),
      roots,
      settings: DEFAULT_SETTINGS,
      help: client.codeDescriptions ? documentation() : () => null,
      onChange: () => this.#changed(),
    });
    this.#configuration = new Configuration(connection, this.#session);
    this.#announcer = new Announcer(
      connection,
      client,
      () => ({
        indexing: this.#indexing.progress,
        papers: workspace.library.size,
        stopped: this.#session.stopped,
        digests: workspace.digestCount,
        notes: workspace.notes.size,
        ...workspace.files.problemCounts(),
      }),
      () => this.#pushDiagnostics(),
    );
    const stamps = new Stamps();
    this.#indexing = new Indexing(connection, this.#session, stamps, () => this.#announcer.changed());
    this.#watching = new Watching(
      this.#session,
      stamps,
      this.#configuration,
      () => this.#reapply(),
      (error) => connection.console.error(String(error)),
    );
    this.#outside = new OutsideWatch((file) => this.#watching.reread(pathToFileURL(file).href));
    const editor = new FileEditor(connection, this.#session);
    this.#typed = new TypedKeys(this.#session, editor, (error) => showError(connection, error));
    const annotator = new Annotator(this.#session, editor, ANNOTATION_PORTS);
    this.#commands = new Map([
      ...citeCommands(connection, this.#session, editor),
      ...annotateCommands(annotator),
      ...sidecarCommands(connection, annotator),
      ...verdictCommands(connection, this.#session, editor),
      ...choiceCommands(connection, this.#session, editor),
      ...digestCommands({
        connection,
        session: this.#session,
        configuration: this.#configuration,
        editor,
        reapply: () => this.#reapply(),
      }),
      [LIBRARY_COMMANDS.readAgain, () => this.#readAgain()],
      [
        LIBRARY_COMMANDS.stopReading,
        () => {
          this.#indexing.stop();
          return Promise.resolve(null);
        },
      ],
    ]);
  }

  get capabilities(): InitializeResult {
    return {
      serverInfo: { name: 'carrel' },
      capabilities: {
        positionEncoding: this.#session.client.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        implementationProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        codeActionProvider: CODE_ACTION_OPTIONS,
        executeCommandProvider: { commands: [...this.#commands.keys()] },
        completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true },
        documentLinkProvider: {},
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        codeLensProvider: { resolveProvider: true },
        inlayHintProvider: true,
        semanticTokensProvider: { legend: TOKENS_LEGEND, full: true },
        workspaceSymbolProvider: true,
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  listen(): void {
    const { client } = this.#session;
    handleAnnotations(this.#connection, this.#session);
    handleCitations(this.#connection, this.#session);
    const session = this.#session;
    const findings = (uri: string) => servedFindings(session, uri);
    handleCodeActions(this.#connection, session, findings, [
      noteActions,
      rewriteActions,
      verdictActions,
      paperActions,
      sidecarActions(() => newBlockId((below) => ANNOTATION_PORTS.random(below))),
    ]);
    handleCommands(this.#connection, this.#commands);
    handleCompletion(this.#connection, this.#session);
    handleDiagnostics(this.#connection, this.#session);
    handleCitationMarks(this.#connection, this.#session);
    handleLenses(this.#connection, this.#session);
    handleExport(this.#connection, this.#session);
    handleFormatted(this.#connection, this.#session, this.#styles);
    handleGroups(this.#connection, this.#session);
    handleInbox(this.#connection, this.#session);
    handleLinks(this.#connection, this.#session);
    handlePasting(this.#connection, this.#session);
    handlePreview(this.#connection, this.#session);
    handleRelated(this.#connection, this.#session);
    handleReferences(this.#connection, this.#session);
    handleRename(this.#connection, this.#session, () => this.#configuration.rules);
    handleSearch(this.#connection, this.#session);
    handleSidecars(this.#connection, this.#session);
    handleSymbols(this.#connection, this.#session);
    handleViews(this.#connection, this.#session, () => this.#announcer.state());
    this.#followDocuments();
    this.#connection.onInitialized(() => {
      this.#detach(this.#start());
      if (client.changeFolders) {
        this.#connection.workspace.onDidChangeWorkspaceFolders(() => this.#detach(this.#refolder()));
      }
    });
    this.#connection.onShutdown(() => {
      this.#indexing.dispose();
      this.#watching.dispose();
      this.#outside.dispose();
      this.#announcer.dispose();
      this.#styles.dispose();
      if (this.#settling) clearTimeout(this.#settling);
    });
  }

  #followDocuments(): void {
    const session = this.#session;
    this.#connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      session.setDocument(new OpenDocument(uri, languageId, version, text, session.client.encoding));
      this.#typed.opened(uri);
      this.#settleSoon();
    });
    this.#connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const document = session.document(uri);
      if (document) session.setDocument(document.changed(contentChanges, version));
      this.#settleSoon();
    });
    this.#connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      session.closeDocument(uri);
      this.#typed.closed(uri);
      this.#watching.reread(uri);
    });
    this.#connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      this.#detach(this.#typed.saved(uri));
    });
    this.#connection.onDidChangeWatchedFiles(({ changes }) => this.#watching.notice(changes));
    this.#connection.onDidChangeConfiguration(() => this.#detach(this.#reconfigure()));
  }

  async #start(): Promise<void> {
    const { client } = this.#session;
    if (client.watching) {
      const { type } = DidChangeWatchedFilesNotification;
      this.#detach(this.#connection.client.register(type, { watchers: [{ globPattern: '**/*' }] }));
    }
    if (client.configuration) {
      const { type } = DidChangeConfigurationNotification;
      this.#detach(this.#connection.client.register(type, { section: 'carrel' }));
    }
    this.#session.settings = await this.#configuration.ask();
    await this.#readAgain();
  }

  async #readAgain(): Promise<void> {
    await this.#index();
    // Where reading was stopped the reader wants no more of it.
    if (!this.#session.stopped) this.#watching.checkSoon();
  }

  /** Reads everything, by what the project files say now. */
  async #index(): Promise<void> {
    await this.#indexing.run(async () => {
      const read = await this.#configuration.read();
      this.#configuration.use(read);
      // Texts that were open before the rules were known were judged without them.
      this.#session.reopen();
      return read.rules;
    });
  }

  async #reconfigure(): Promise<void> {
    this.#session.settings = await this.#configuration.ask();
    await this.#reapply();
  }

  /** After the rules may have changed: reads what counts now and did not before, and forgets what counts no more. */
  async #reapply(): Promise<void> {
    if (this.#session.reading || this.#session.stopped) await this.#index();
    else await this.#watching.reapply();
    this.#changed();
  }

  async #refolder(): Promise<void> {
    const folders = (await this.#connection.workspace.getWorkspaceFolders()) ?? [];
    this.#session.useRoots(Roots.ofUris(folders.map((folder) => folder.uri)));
    this.#session.settings = await this.#configuration.ask();
    const { workspace } = this.#session;
    for (const path of workspace.paths()) workspace.removeFile(path);
    this.#session.reopen();
    await this.#index();
  }

  #settleSoon(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      this.#session.settle();
    }, SETTLE);
  }

  #changed(): void {
    this.#announcer.changed();
    if (this.#session.reading) return;
    this.#detach(this.#indexing.build());
    this.#detach(this.#readNamed());
  }

  async #readNamed(): Promise<void> {
    if (await this.#indexing.readNamed()) await this.#session.commitInSlices();
    this.#outside.follow([...this.#session.workspace.onDemand].filter((path) => isAbsolute(path)));
  }

  #detach(work: Promise<unknown>): void {
    detached(this.#connection, work);
  }

  /** For clients that do not pull. */
  #pushDiagnostics(): void {
    if (this.#session.client.pullDiagnostics) return;
    for (const uri of this.#session.openUris()) {
      this.#detach(this.#connection.sendDiagnostics({ uri, diagnostics: diagnosticsOf(this.#session, uri) }));
    }
  }
}
