import type { Connection } from 'vscode-languageserver';
import { changedNotification, type IndexState } from '../protocol/library.ts';
import type { Client } from './client.ts';
import { detached } from './detached.ts';

/** Changes within this many milliseconds are told once. */
const COALESCE = 40;

/** Colours, hints and lenses follow more calmly: each change makes the client ask for those of all that it shows. */
const CALM = 400;

/** Tells the client that something changed, as a number that only grows; views and diagnostics then ask again. */
export class Announcer {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #describe: () => Omit<IndexState, 'revision'>;
  readonly #afterChange: () => void;
  #revision = 0;
  #timer: NodeJS.Timeout | null = null;
  #calm: NodeJS.Timeout | null = null;

  constructor(
    connection: Connection,
    client: Client,
    describe: () => Omit<IndexState, 'revision'>,
    afterChange: () => void,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#describe = describe;
    this.#afterChange = afterChange;
  }

  state(): IndexState {
    return { revision: this.#revision, ...this.#describe() };
  }

  changed(): void {
    this.#revision++;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tell();
    }, COALESCE);
    this.#calm ??= setTimeout(() => {
      this.#calm = null;
      this.#refreshMarks();
    }, CALM);
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#calm) clearTimeout(this.#calm);
  }

  #refreshMarks(): void {
    const connection = this.#connection;
    const { refreshTokens, refreshHints, refreshLenses } = this.#client;
    const ask = (method: string): void => detached(connection, connection.sendRequest(method));
    if (refreshTokens) ask('workspace/semanticTokens/refresh');
    if (refreshHints) ask('workspace/inlayHint/refresh');
    if (refreshLenses) ask('workspace/codeLens/refresh');
  }

  #tell(): void {
    const connection = this.#connection;
    if (this.#client.carrelViews)
      detached(connection, connection.sendNotification(changedNotification, this.state()));
    if (this.#client.refreshDiagnostics) {
      detached(connection, Promise.resolve(connection.languages.diagnostics.refresh()));
    }
    this.#afterChange();
  }
}
