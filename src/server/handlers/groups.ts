import type { Connection } from 'vscode-languageserver';
import { citationOf } from '../../core/features/completion.ts';
import { exportPapers } from '../../core/export/export.ts';
import { sourcePaths } from '../../core/export/export-item.ts';
import { markOf } from '../../core/features/inbox/mark.ts';
import { pagesOf, rowTitle, shortDetail, shownTitle } from '../../core/features/paper-text.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import { escapeInline } from '../../core/text/markdown-escape.ts';
import {
  copyRequest,
  groupPapersRequest,
  groupsRequest,
  type CopyParams,
  type GroupPapersParams,
  type GroupsPage,
  type GroupsParams,
  type PaperItem,
  type PaperPage,
} from '../../protocol/library.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';
import { currentTexts } from '../texts.ts';

/** The library in groups, a page at a time, and papers as text to be copied. */
export function handleGroups(connection: Connection, session: Session): void {
  connection.onRequest(groupsRequest, ({ by, limit }: GroupsParams): Promise<GroupsPage> => {
    session.settle();
    return inSlices(session.groups.groups(by, limit));
  });

  connection.onRequest(groupPapersRequest, async (params: GroupPapersParams): Promise<PaperPage> => {
    session.settle();
    const { by, group, sort, limit } = params;
    const found = session.groups.papers(by, group, sort === 'relevance' ? 'date' : sort, limit);
    const { papers, total } = await inSlices(found);
    return { total, papers: papers.map((paper) => paperItem(session, paper)) };
  });

  connection.onRequest(copyRequest, async ({ refs, as }: CopyParams): Promise<string | null> => {
    session.settle();
    const papers = refs.flatMap((ref) => papersOfReference(session.workspace.library, ref)[0] ?? []);
    if (papers.length === 0) return null;
    switch (as) {
      case 'citation':
        return `[${papers.map(({ key }) => citationOf(key)).join('; ')}]`;
      case 'key':
        return papers.map(({ key }) => key).join('\n');
      case 'link':
        return papers.map(markdownLink).join('\n');
      case 'bibtex':
      case 'ris':
      case 'csl-json': {
        const items = papers.map((paper) => ({ paper, key: paper.key }));
        return exportPapers(items, as, await currentTexts(session, sourcePaths(items)));
      }
    }
  });
}

/** A paper as the views show it. */
export function paperItem(session: Session, paper: LibraryPaper): PaperItem {
  return {
    key: paper.id,
    title: rowTitle(paper),
    detail: shortDetail(paper),
    mark: markOf(session.workspace, session.inbox, paper),
    arxiv: paper.arxiv !== null,
  };
}

function markdownLink(paper: LibraryPaper): string {
  const [page] = pagesOf(paper);
  const title = escapeInline(shownTitle(paper));
  return page ? `[${title}](<${page.url}>)` : title;
}
