import type { Connection } from 'vscode-languageserver';

/** Lets work go on that nobody waits for. A failure is logged: unhandled it would end the server. */
export function detached(connection: Connection, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
}
