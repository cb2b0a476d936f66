import {
  SemanticTokensBuilder,
  type Connection,
  type InlayHint,
  type SemanticTokens,
} from 'vscode-languageserver';
import { citationHint, citationStates, type CitationState } from '../../core/features/citation-states.ts';
import { rangeOf } from '../convert.ts';
import type { Session } from '../session.ts';

/** The kind of token and its modifiers: package.json describes both for VS Code. */
export const TOKENS_LEGEND = {
  tokenTypes: ['citation'],
  tokenModifiers: ['known', 'unknown', 'ambiguous', 'read'] satisfies CitationState[],
};

/** Colours of citations by their state, and hints behind them. */
export function handleCitationMarks(connection: Connection, session: Session): void {
  connection.languages.semanticTokens.on(({ textDocument }): SemanticTokens => {
    const builder = new SemanticTokensBuilder();
    const note = session.note(textDocument.uri);
    if (!note || session.loading) return builder.build();
    const states = citationStates(
      note.scan,
      session.papersIn(note),
      (paper) => session.workspace.annotations.statusOf(paper) === 'read',
    );
    for (const { span, state } of states) {
      const { start, end } = rangeOf(note.lines, span, session.client.encoding);
      // A token stands on one line.
      if (start.line !== end.line) continue;
      const modifier = 1 << TOKENS_LEGEND.tokenModifiers.indexOf(state);
      builder.push(start.line, start.character, end.character - start.character, 0, modifier);
    }
    return builder.build();
  });

  connection.languages.inlayHint.on(({ textDocument, range }): InlayHint[] => {
    const note = session.note(textDocument.uri);
    const { citationHints } = session.settings;
    if (!note || session.loading || citationHints === 'off') return [];
    const { encoding } = session.client;
    const from = note.lines.offsetAt(range.start, encoding);
    const to = note.lines.offsetAt(range.end, encoding);
    const papersOf = session.papersIn(note);
    return note.scan.citations.flatMap((citation): InlayHint[] => {
      const { end } = citation.span;
      if (end < from || end > to) return [];
      const papers = papersOf(citation);
      if (papers.length !== 1) return [];
      const label = citationHint(papers[0]!, citationHints, session.factsOf(papers[0]!));
      if (label === null) return [];
      return [{ position: note.lines.positionAt(end, encoding), label, paddingLeft: true }];
    });
  });
}
