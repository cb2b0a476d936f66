import type { LibraryPaper } from '../library/library-paper.ts';
import { NO_FACTS, type PaperFacts } from '../search/facts.ts';
import type { IsoDate } from '../text/dates.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What the files of a workspace say of papers, as queries ask for it. */
export function workspaceFacts(workspace: Workspace, today: () => IsoDate): PaperFacts {
  const of = <T>(id: string, ask: (paper: LibraryPaper) => T, otherwise: T): T => {
    const paper = workspace.library.byId(id);
    return paper ? ask(paper) : otherwise;
  };
  return {
    ...NO_FACTS,
    today,
    citedIn: (id) => of(id, (paper) => [...new Set(workspace.mentionsOf(paper).map(({ path }) => path))], []),
  };
}
