import type { LibraryPaper } from '../library/library-paper.ts';
import type { PaperFacts } from '../search/facts.ts';
import type { IsoDate } from '../text/dates.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What the files of a workspace say of papers, as queries ask for it. */
export function workspaceFacts(workspace: Workspace, today: () => IsoDate): PaperFacts {
  const of = <T>(id: string, ask: (paper: LibraryPaper) => T, otherwise: T): T => {
    const paper = workspace.library.byId(id);
    return paper ? ask(paper) : otherwise;
  };
  return {
    today,
    topics: () => [],
    tags: (id) => of(id, (paper) => workspace.annotations.of(paper).tags, []),
    status: (id) => of(id, (paper) => workspace.annotations.statusOf(paper), null),
    notes: (id) => of(id, (paper) => notesText(workspace, paper), ''),
    highlights: (id) => of(id, (paper) => workspace.annotations.of(paper).highlights.length, 0),
    added: (id) => of(id, (paper) => workspace.annotations.taskOf(paper)?.task.added ?? null, null),
    read: (id) => of(id, (paper) => workspace.annotations.taskOf(paper)?.task.done ?? null, null),
    highlighted: (id) => of(id, (paper) => daysOf(workspace, paper), []),
    citedIn: (test) => citedIn(workspace, test),
    annotated: () => new Set(Array.from(workspace.annotations.annotated(), ({ id }) => id)),
  };
}

/** Costs what the notes hold that pass the test. */
function citedIn(workspace: Workspace, test: (path: string) => boolean): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const path of workspace.notes.paths()) {
    if (!test(path)) continue;
    const { scan } = workspace.notes.get(path)!;
    const bibliography = workspace.bibliographyOf(path, scan);
    for (const citation of scan.citations)
      for (const { id } of workspace.papersOf(citation, bibliography)) ids.add(id);
  }
  return ids;
}

/** The reader's own words about a paper, and what they marked. */
function notesText(workspace: Workspace, paper: LibraryPaper): string {
  const { highlights, remarks } = workspace.annotations.of(paper);
  return [...highlights, ...remarks].map(({ record }) => `${record.exact}\n${record.comment}`).join('\n');
}

function daysOf(workspace: Workspace, paper: LibraryPaper): IsoDate[] {
  return workspace.annotations.of(paper).highlights.flatMap(({ record }) => record.date ?? []);
}
