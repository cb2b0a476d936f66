import type { CompletionItem, CompletionList, Connection } from 'vscode-languageserver';
import { CompletionItemKind, MarkupKind } from 'vscode-languageserver';
import { completionPlace, nameAt, type CompletionPlace } from '../../core/features/completion.ts';
import { shortDetail, shownTitle } from '../../core/features/paper-text.ts';
import { rangeOf } from '../convert.ts';
import type { Session } from '../session.ts';
import { hoverText } from './citations.ts';

const MOST_ITEMS = 50;

/** Characters at which a client asks again although it would not by itself: those that keys and queries hold. */
export const TRIGGERS = ['@', '[', '{', '-', ':', '.', ';', '/', ' '];

export function handleCompletion(connection: Connection, session: Session): void {
  connection.onCompletion(({ textDocument, position }): CompletionList | null => {
    const note = session.note(textDocument.uri);
    if (!note) return null;
    const { text } = note.document;
    const { encoding } = session.client;
    const place = completionPlace(text, note.lines.offsetAt(position, encoding), (changed) =>
      session.scanAs(note.document, changed),
    );
    if (!place || !isWanted(session, place.kind)) return null;
    const papers = session.finder.match(place.query, MOST_ITEMS);
    const range = rangeOf(note.lines, place.replaced, encoding);
    const typed = text.slice(place.replaced.start, place.replaced.end);
    const items = papers.flatMap((paper, rank): CompletionItem[] => {
      const name = nameAt(place, paper);
      if (name === null) return [];
      return [
        {
          label: place.kind === 'arxiv' || place.kind === 'doi' ? name : paper.key,
          labelDetails: { description: shortDetail(paper) },
          detail: shownTitle(paper),
          kind: CompletionItemKind.Reference,
          // The client filters by prefix; we have matched already, so every item claims to be what was typed.
          filterText: typed,
          sortText: String(rank).padStart(4, '0'),
          textEdit: { range, newText: name },
          data: paper.id,
        },
      ];
    });
    return { isIncomplete: true, items };
  });

  connection.onCompletionResolve((item) => {
    const paper = typeof item.data === 'string' ? session.workspace.library.byId(item.data) : undefined;
    if (!paper) return item;
    return { ...item, documentation: { kind: MarkupKind.Markdown, value: hoverText(session, paper) } };
  });
}

function isWanted({ settings }: Session, kind: CompletionPlace['kind']): boolean {
  if (kind === 'wikilink') return settings.completeWikilinks;
  return kind === 'at' ? settings.completeAt : settings.completeIdentifiers;
}
