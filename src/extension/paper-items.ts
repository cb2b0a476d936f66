import * as vscode from 'vscode';
import { tooltipRequest } from '../protocol/library.ts';
import { COMMANDS } from './ids.ts';
import type { Server } from './server.ts';

/** What is shown while the pointer rests on a paper in a view. */
export async function paperTooltip(server: Server, ref: string): Promise<vscode.MarkdownString | undefined> {
  const text = await server.ask<string>(tooltipRequest, { ref });
  if (text === null) return undefined;
  const tooltip = new vscode.MarkdownString(text);
  tooltip.isTrusted = { enabledCommands: [COMMANDS.openCard, COMMANDS.openEntry] };
  return tooltip;
}
