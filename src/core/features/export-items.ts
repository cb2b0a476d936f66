import type { ExportItem } from '../export/export-item.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** All papers of the library, by their keys. */
export function allItems(workspace: Workspace): ExportItem[] {
  return [...workspace.library.papers].map((paper) => ({ paper, key: paper.key }));
}

/** The papers that a note cites, each under every key that the note uses; null for a path that is no note. */
export function citedItems(workspace: Workspace, path: string): ExportItem[] | null {
  const note = workspace.notes.get(path);
  if (!note) return null;
  const bibliography = workspace.bibliographyOf(path, note.scan);
  const items = new Map<string, ExportItem>();
  const cited = note.scan.citations.flatMap((citation) =>
    workspace.papersOf(citation, bibliography).map((paper) => ({ citation, paper })),
  );
  // Keys that are written come first, so that a paper cited by its title too is not exported twice.
  const isKey = ({ citation }: (typeof cited)[number]): boolean =>
    citation.form === 'pandoc' || (citation.form === 'wikilink' && citation.marked);
  const named = new Set(cited.filter(isKey).map(({ paper }) => paper));
  for (const one of cited) {
    if (!isKey(one) && named.has(one.paper)) continue;
    const key = isKey(one) ? one.citation.name : one.paper.key;
    items.set(`${key}\n${one.paper.id}`, { paper: one.paper, key, preferred: bibliography?.files ?? [] });
  }
  return [...items.values()];
}
