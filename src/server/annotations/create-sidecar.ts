import type { Connection } from 'vscode-languageserver';
import { serverCommand, textOf, type ServerCommand } from '../commands.ts';
import { detached } from '../detached.ts';
import type { Annotator } from './annotator.ts';

/** Makes a paper's sidecar where it has none, and shows it. Takes `paper`; gives back the file's path and URI. */
export const CREATE_SIDECAR = 'carrel.annotate.createSidecar';

export function sidecarCommands(connection: Connection, annotator: Annotator): [string, ServerCommand][] {
  const { session } = annotator;
  return [
    [
      CREATE_SIDECAR,
      serverCommand(
        (argument) => textOf(argument, 'paper'),
        async (reference) => {
          const path = await annotator.createSidecar(annotator.paperOf(reference));
          const uri = session.roots.uriOf(path);
          if (session.client.showsDocuments)
            detached(connection, connection.window.showDocument({ uri, takeFocus: true }));
          return { file: path, uri };
        },
      ),
    ],
  ];
}
