import {
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type CancellationToken,
  type Connection,
  type ShowMessageParams,
} from 'vscode-languageserver';

/** Lets work go on that nobody waits for. A failure is logged: unhandled it would end the server. */
export function detached(connection: Connection, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
}

/** Shows an error to the reader. As a notification: what the connection's own `window` offers is a request, whose refusal nobody handles. */
export function showError(connection: Connection, message: string): void {
  const params: ShowMessageParams = { type: MessageType.Error, message: `Carrel: ${message}.` };
  detached(connection, connection.sendNotification(ShowMessageNotification.type, params));
}

/** Tells the reader something that needs no answer. */
export function showInformation(connection: Connection, text: string): void {
  const { type } = ShowMessageNotification;
  detached(
    connection,
    connection.sendNotification(type, { type: MessageType.Info, message: `Carrel: ${text}` }),
  );
}

/** Ends a request that nobody waits for any more. */
export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
