import type { Connection } from 'vscode-languageserver';
import { metaLine, shownTitle } from '../../core/features/paper-text.ts';
import { authorLabel, referenceOf, yearLabel } from '../../core/features/reference.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { NoteScan } from '../../core/notes/citation.ts';
import { previewRequest, type PreviewPaper, type PreviewTable } from '../../protocol/preview.ts';
import type { Session } from '../session.ts';

/** What Markdown's preview shows of a note's citations. */
export function handlePreview(connection: Connection, session: Session): void {
  connection.onRequest(previewRequest, ({ uri }: { uri: string }): PreviewTable | null => {
    session.settle();
    if (session.loading) return { reading: true, names: [] };
    const path = session.roots.pathOf(uri) ?? '';
    const scan: NoteScan | undefined = session.note(uri)?.scan ?? session.workspace.notes.get(path)?.scan;
    if (!scan) return null;
    const bibliography = session.workspace.bibliographyOf(path, scan);
    const names = new Map<string, PreviewPaper | null>();
    for (const citation of scan.citations) {
      if (citation.form === 'identifier' || (citation.form === 'wikilink' && !citation.marked)) continue;
      const papers = session.workspace.papersOf(citation, bibliography);
      names.set(citation.name, papers.length === 1 ? previewOf(papers[0]!) : null);
    }
    return { reading: false, names: [...names] };
  });
}

function previewOf(paper: LibraryPaper): PreviewPaper {
  return {
    authors: authorLabel(paper),
    year: yearLabel(paper),
    tooltip: [shownTitle(paper), metaLine(paper).join(' · ')].filter((line) => line !== '').join('\n'),
    reference: referenceOf(paper),
  };
}
