import type { LibraryPaper } from '../library/library-paper.ts';
import { compareText } from '../library/merge.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** One paper as `carrel list --json` prints it; unknown is null. */
export function listingOf(
  workspace: Workspace,
  paper: LibraryPaper,
  topics: readonly string[],
): Record<string, unknown> {
  return {
    key: paper.key,
    aliases: paper.aliases,
    title: paper.title,
    authors: paper.authors,
    authorCount: paper.authorCount,
    date: paper.date,
    dateInferred: paper.dateInferred,
    abstract: paper.abstract,
    arxiv: paper.arxiv,
    doi: paper.doi,
    url: paper.url,
    comments: paper.comments,
    upvotes: paper.upvotes,
    topics,
    tags: [],
    status: null,
    rating: null,
    highlights: 0,
    citedIn: new Set(workspace.mentionsOf(paper).map((mention) => mention.path)).size,
    entries: paper.entries.map(({ path, line, format }) => ({ path, line, format })),
  };
}

/** One paper as `carrel show --json` prints it: with the places that cite it. */
export function detailsOf(
  workspace: Workspace,
  paper: LibraryPaper,
  topics: readonly string[],
): Record<string, unknown> {
  return {
    ...listingOf(workspace, paper, topics),
    highlights: [],
    citedIn: workspace.mentionsOf(paper).map(({ path, place }) => ({ path, line: place.start.line + 1 })),
  };
}

/** All papers by key, in code units; those of one key by id. */
export function sortedPapers(workspace: Workspace): LibraryPaper[] {
  return [...workspace.library.papers].sort((a, b) => compareText(a.key, b.key) || compareText(a.id, b.id));
}

/** How many of the paths that a rule leaves out are named. */
const MOST_LEFT_OUT = 20;

/** The honest report as `carrel report --json` prints it. */
export function reportOf(workspace: Workspace): Record<string, unknown> {
  const { reports } = workspace;
  const entries = reports.reduce((sum, file) => sum + file.entries, 0);
  return {
    files: reports.map(({ path, format, entries: count, problems }) => ({
      path,
      format,
      entries: count,
      problems: problems.map(({ line, column, severity, code, message }) => ({
        line,
        column,
        severity,
        code,
        message,
      })),
    })),
    papers: workspace.library.size,
    entries,
    merged: entries - workspace.library.size,
    notes: workspace.notes.size,
    leftOut: workspace.files.leftOutByRule(MOST_LEFT_OUT),
  };
}
