import * as vscode from 'vscode';
import { quoteRequest, type QuoteParams } from '../protocol/annotations.ts';
import type { CardEdit, Edit } from '../protocol/card.ts';
import type { Server } from './server.ts';

/** Does what the card asks for by the server's commands. Gives why it was not done, or null. */
export async function runCardEdit(server: Server, { ref, edit }: CardEdit): Promise<string | null> {
  const { command, ...argument } = commandOf(edit);
  try {
    await server.execute(`carrel.annotate.${command}`, { paper: ref, ...argument });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Copies words of a paper as a quote that cites it. Gives whether it was done. */
export async function copyQuote(server: Server, ref: string, exact: string): Promise<boolean> {
  const params: QuoteParams = { ref, exact };
  const quote = await server.ask<string>(quoteRequest, params);
  if (quote !== null) await vscode.env.clipboard.writeText(quote);
  return quote !== null;
}

function commandOf(edit: Edit): { readonly command: string } & Readonly<Record<string, unknown>> {
  switch (edit.kind) {
    case 'addHighlight': {
      const { field, ...quote } = edit.quote;
      return { command: edit.kind, field, quote, color: edit.color, comment: edit.comment };
    }
    case 'recolor':
      return { command: 'updateHighlight', id: edit.id, color: edit.color };
    case 'comment':
      return {
        command: edit.of === 'remark' ? 'updateRemark' : 'updateHighlight',
        id: edit.id,
        comment: edit.comment,
      };
    case 'remove':
      return { command: edit.of === 'remark' ? 'removeRemark' : 'removeHighlight', id: edit.id };
    case 'reanchor': {
      if (!edit.quote) return { command: edit.kind, id: edit.id };
      const { field, ...quote } = edit.quote;
      return { command: edit.kind, id: edit.id, field, quote };
    }
    case 'addRemark':
    case 'setTags':
    case 'setRating':
    case 'setStatus':
    case 'undo': {
      const { kind, ...argument } = edit;
      return { command: kind, ...argument };
    }
  }
}
