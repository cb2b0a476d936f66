import type { PaperAnnotation } from '../annotations/placed-annotations.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { compareText } from '../library/merge.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** One paper as `carrel list --json` prints it; unknown is null. */
export function listingOf(
  workspace: Workspace,
  paper: LibraryPaper,
  topics: readonly string[],
): Record<string, unknown> {
  const { tags, status, rating, highlights } = workspace.annotations.of(paper);
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
    tags,
    status,
    rating,
    highlights: highlights.length,
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
    highlights: workspace.annotations.of(paper).highlights.map(highlightOf),
    citedIn: workspace.mentionsOf(paper).map(({ path, place }) => ({ path, line: place.start.line + 1 })),
  };
}

/** A highlight as `carrel show --json` prints it: offsets are UTF-16 units of the field, null where it stands nowhere. */
function highlightOf({ record, anchoring }: PaperAnnotation): Record<string, unknown> {
  const place = 'start' in anchoring ? anchoring : null;
  return {
    id: record.id,
    field: record.place?.field ?? 'abstract',
    exact: record.exact,
    start: place?.start ?? null,
    end: place?.end ?? null,
    color: record.color,
    comment: record.comment === '' ? null : record.comment,
    state: anchoring.state,
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
