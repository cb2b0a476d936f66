import * as vscode from 'vscode';
import { SETTINGS } from './ids.ts';

/**
 * What the user set of `carrel`, nested by the dots of the names. Defaults are left out: where the user set nothing, the project file
 * decides, and the server can tell the two apart only so.
 */
export function explicitSettings(scope: string | undefined): object {
  const configuration = vscode.workspace.getConfiguration(undefined, scope ? vscode.Uri.parse(scope) : null);
  const explicit: Record<string, unknown> = {};
  for (const name of SETTINGS) {
    const found = configuration.inspect(name);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    if (value !== undefined) put(explicit, name.split('.').slice(1), value);
  }
  return explicit;
}

function put(target: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  if (name === undefined) return;
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= {}) as Record<string, unknown>, rest, value);
}
