import type { Connection } from 'vscode-languageserver';
import { shownTitle } from '../../core/features/paper-text.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import { compareText } from '../../core/library/merge.ts';
import { notedRequest, type NotedPaper } from '../../protocol/annotations.ts';
import type { PaperParams } from '../../protocol/library.ts';
import type { Session } from '../session.ts';

/** What the extension shows of a reader's annotations. */
export function handleAnnotations(connection: Connection, session: Session): void {
  connection.onRequest(notedRequest, ({ ref }: PaperParams): NotedPaper | null => {
    session.settle();
    const { library, annotations } = session.workspace;
    const [paper] = papersOfReference(library, ref);
    if (!paper) return null;
    const { status, rating, tags } = annotations.of(paper);
    return { title: shownTitle(paper), status, rating, tags, knownTags: knownTags(session) };
  });
}

function knownTags(session: Session): string[] {
  const counts = new Map<string, number>();
  for (const { fields } of session.workspace.annotations.sidecars)
    for (const tag of fields.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b)).map(([tag]) => tag);
}
