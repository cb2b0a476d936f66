import * as vscode from 'vscode';

/** A place as the language server writes it. */
interface ServerPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Shows places in VS Code's references view at the cursor; its own command takes only its own types. */
export async function showPlaces(places: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !Array.isArray(places)) return;
  const locations = places.filter(isPlace).map(({ uri, range: { start, end } }) => {
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    return new vscode.Location(vscode.Uri.parse(uri, true), range);
  });
  const { uri } = editor.document;
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    uri,
    editor.selection.active,
    locations,
  );
}

function isPlace(value: unknown): value is ServerPlace {
  const place = value as Partial<ServerPlace> | null;
  return typeof place?.uri === 'string' && isPosition(place.range?.start) && isPosition(place.range?.end);
}

function isPosition(value: unknown): boolean {
  const position = value as { readonly line?: unknown; readonly character?: unknown } | undefined;
  return typeof position?.line === 'number' && typeof position.character === 'number';
}
