import type { NoteScan } from '../notes/citation.ts';
import type { Span } from '../text/span.ts';
import type { EffectiveBibliography } from '../workspace/bibliographies.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Problem } from '../text/problem.ts';
import { highlightIdOf } from './hover-notes.ts';

/** Links to highlights that are gone, and to those whose words are. `[[key#^id]]` without `@` may lead to any note, and is accused of nothing. */
export function findingsOfHighlights(
  workspace: Workspace,
  scan: NoteScan,
  bibliography: EffectiveBibliography | null,
): Problem[] {
  return scan.citations.flatMap((citation): Problem[] => {
    if (citation.form !== 'wikilink' || !citation.marked) return [];
    const id = highlightIdOf(citation.fragment);
    const [paper, other] = id === null ? [] : workspace.papersOf(citation, bibliography);
    if (id === null || !paper || other) return [];
    const { annotations } = workspace;
    const { highlights } = annotations.of(paper);
    const found = highlights.find(({ record }) => record.id === id);
    const end = citation.target.end + 1 + (citation.fragment?.length ?? 0);
    const span: Span = { start: citation.target.end, end: Math.min(end, citation.span.end) };
    if (found?.anchoring.state === 'orphan')
      return [
        {
          span,
          code: 'orphaned-highlight',
          severity: 'information',
          message: `The words of the highlight “^${id}” do not stand in the paper's ${found.record.place?.field ?? 'abstract'} any more.`,
        },
      ];
    // Any paragraph of a sidecar may have an id.
    if (found || annotations.sidecarsOf(paper).some(({ blockIds }) => blockIds.has(id.toLowerCase())))
      return [];
    return [
      {
        span,
        code: 'unknown-highlight',
        severity: 'warning',
        message: `No highlight of “${citation.name}” has the id “^${id}”.`,
      },
    ];
  });
}

/** Citations that say again what stands before them in their group: the same key with the same locator. */
export function duplicatesInGroups(scan: NoteScan): Problem[] {
  const seen = new Set<string>();
  return scan.citations.flatMap((citation): Problem[] => {
    if (citation.form !== 'pandoc' || !citation.group || citation.inText) return [];
    const { group, name, suffix } = citation;
    const mention = JSON.stringify([group.start, name, suffix]);
    if (!seen.has(mention)) {
      seen.add(mention);
      return [];
    }
    return [
      {
        span: citation.target,
        code: 'duplicate-in-group',
        severity: 'warning',
        message: `“${name}” is cited twice in these brackets.`,
      },
    ];
  });
}
