import {
  createConnection,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  type Connection,
} from 'vscode-languageserver/node';

/** The connection that the program's arguments name. A request that is cancelled while it waits for its turn is answered at once, and costs nothing. */
export function connect(): Connection {
  return createConnection(ProposedFeatures.all, {
    connectionStrategy: {
      cancelUndispatched: () => ({
        jsonrpc: '2.0',
        id: null,
        error: new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled').toJson(),
      }),
    },
  });
}
