import * as vscode from 'vscode';
import { INBOX_GROUP_IDS, type InboxDecision } from '../protocol/inbox.ts';
import { COMMANDS } from './ids.ts';
import type { InboxNode } from './inbox-rows.ts';
import type { InboxView } from './inbox-view.ts';

/** The commands of the inbox, for keys, buttons and menus. */
export function inboxCommands(
  inbox: InboxView,
  openCard: (ref: string) => Promise<unknown>,
): vscode.Disposable[] {
  const command = (id: string, run: (...given: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, run);
  const decide =
    (decision: InboxDecision) =>
    (node: unknown, nodes: unknown): Promise<void> =>
      inbox.decide(
        decision,
        nodeOf(node),
        Array.isArray(nodes) ? nodes.flatMap((one) => nodeOf(one) ?? []) : [],
      );
  return [
    command(COMMANDS.inboxNext, (given) => inbox.move(stepOf(given))),
    command(COMMANDS.inboxPrevious, (given) => inbox.move(-stepOf(given))),
    command(COMMANDS.inboxQueue, decide('queued')),
    command(COMMANDS.inboxDismiss, decide('dismissed')),
    command(COMMANDS.inboxSeen, decide('seen')),
    command(COMMANDS.inboxOpen, () => inbox.current !== null && openCard(inbox.current)),
    command(COMMANDS.inboxUndo, () => inbox.undo()),
    command(COMMANDS.inboxAllSeen, () => inbox.allSeen()),
    command(COMMANDS.inboxMore, (given) => {
      const group = INBOX_GROUP_IDS.find((id) => id === given);
      if (group) inbox.showMore(group);
    }),
  ];
}

/** How far a keybinding goes: `{ "by": 10 }`. */
function stepOf(given: unknown): number {
  const by = typeof given === 'object' && given !== null && 'by' in given ? given.by : 1;
  return typeof by === 'number' && by > 0 ? by : 1;
}

/** Menus give the row that they were opened on; keys and the palette give none. */
function nodeOf(given: unknown): InboxNode | undefined {
  const isNode = typeof given === 'object' && given !== null && 'kind' in given && 'group' in given;
  return isNode ? (given as InboxNode) : undefined;
}
