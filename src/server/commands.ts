import { ErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver';

/** A command that a client runs by `workspace/executeCommand`: takes whatever the client sent as its first argument. */
export type ServerCommand = (
  argument: unknown,
  token?: CancellationToken,
  progress?: Progress,
) => Promise<unknown>;

/** Tells the client how much is done, from 0 to 1. */
export type Progress = (share: number) => void;

/** The commands of the server by their ids, which are also those that the client registers. */
export type CommandTable = ReadonlyMap<string, ServerCommand>;

/** A command whose argument is read at run time: what `read` gives null for is refused, and says so. */
export function serverCommand<T>(
  read: (argument: unknown) => T | null,
  run: (argument: T) => Promise<unknown>,
): ServerCommand {
  return async (argument) => {
    const given = read(argument);
    if (given === null)
      throw new ResponseError(ErrorCodes.InvalidParams, 'The command was called with a wrong argument.');
    return run(given);
  };
}

/** Answers `workspace/executeCommand`. */
export function handleCommands(connection: Connection, table: CommandTable): void {
  connection.onExecuteCommand(({ command, arguments: given }, token, client) => {
    const run = table.get(command);
    if (!run) throw new ResponseError(ErrorCodes.MethodNotFound, `There is no command ${command}.`);
    let isBegun = false;
    const progress: Progress = (share) => {
      if (!isBegun) client.begin('Carrel', 0);
      isBegun = true;
      client.report(Math.round(share * 100));
    };
    return run(given?.[0], token, progress).finally(() => isBegun && client.done());
  });
}

/** A text of reasonable length (UTF-16 units) in a command's argument, else null. */
export function textOf(argument: unknown, name: string, most = 4000): string | null {
  if (typeof argument !== 'object' || argument === null || !Object.hasOwn(argument, name)) return null;
  const value = (argument as Record<string, unknown>)[name];
  return typeof value === 'string' && value.length <= most ? value : null;
}
