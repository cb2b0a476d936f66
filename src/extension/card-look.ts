import * as vscode from 'vscode';
import type { ToCard } from '../protocol/card.ts';

const FAMILY = 'carrel.card.fontFamily';
const SIZE = 'carrel.card.fontSize';
const SMALLEST = 8;
const LARGEST = 60;
/** Names of fonts, apart by commas, in quotes where they need them; a setting may come from a folder of others. */
const FONTS = /^[\p{L}\p{N}\s"',._-]{1,200}$/u;

/** The font in which the reader wants to read. What is no font is VS Code's own. */
export function cardLook(): ToCard & { readonly type: 'look' } {
  const configuration = vscode.workspace.getConfiguration();
  const family = configuration.get<unknown>(FAMILY);
  const size = configuration.get<unknown>(SIZE);
  const isFamily = typeof family === 'string' && FONTS.test(family.trim());
  const isSize = typeof size === 'number' && size >= SMALLEST && size <= LARGEST;
  return {
    type: 'look',
    fontFamily: isFamily ? family.trim() : null,
    fontSize: isSize ? Math.round(size) : null,
  };
}

export function onDidChangeLook(tell: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(FAMILY) || event.affectsConfiguration(SIZE)) tell();
  });
}
