import type { Citation, NoteScan } from '../notes/citation.ts';
import type { Severity } from '../text/problem.ts';
import { touches, type Span } from '../text/span.ts';
import { withSeverities } from '../workspace/severities.ts';
import { isIn, type Workspace } from '../workspace/workspace.ts';

/** The citation under an offset of a note; a cursor behind its last character is still on it. */
export function citationAt(scan: NoteScan, offset: number): Citation | null {
  return (
    scan.citations.find(({ span }) => span.start <= offset && offset < span.end) ??
    scan.citations.find(({ span }) => touches(span, offset)) ??
    null
  );
}

export interface Finding {
  readonly span: Span;
  readonly code: 'unknown-citation' | 'ambiguous-citation' | (string & {});
  readonly severity: Severity;
  readonly message: string;
}

/**
 * What is certainly wrong in a note: problems of reading it, keys in brackets that no paper has, keys that name several papers, and
 * keys that Pandoc would not find in the note's own bibliography.
 * A bare `@word` may be a person or a decorator, and an unmarked wikilink any note: these are never accused.
 */
export function findingsOfNote(workspace: Workspace, path: string, scan: NoteScan): readonly Finding[] {
  return withSeverities(allFindings(workspace, path, scan), workspace.settingsOf(path).diagnostics);
}

function allFindings(workspace: Workspace, path: string, scan: NoteScan): Finding[] {
  const findings: Finding[] = [...scan.problems];
  if (workspace.library.size === 0) return findings;
  const bibliography = workspace.bibliographyOf(path, scan);
  for (const citation of scan.citations) {
    const papers = workspace.papersOf(citation, bibliography);
    if (papers.length > 1 && citation.form === 'pandoc') {
      findings.push({
        span: citation.target,
        code: 'ambiguous-citation',
        severity: 'warning',
        message: `“${citation.name}” names ${papers.length} papers: ${papers.map(firstPlace).sort().join(', ')}.`,
      });
    }
    if (
      citation.form === 'pandoc' &&
      bibliography?.complete === true &&
      papers.length > 0 &&
      !papers.some((paper) => isIn(bibliography, paper, citation.name))
    ) {
      findings.push({
        span: citation.target,
        code: 'not-in-bibliography',
        severity: 'error',
        message: `“${citation.name}” is not in ${bibliography.files.join(', ')}, where Pandoc looks for the keys of this note; the library has it in ${firstPlace(papers[0]!)}.`,
      });
    }
    if (papers.length === 0 && accuses(citation)) {
      findings.push({
        span: citation.target,
        code: 'unknown-citation',
        severity: 'error',
        message: `No paper of the library has the key “${citation.name}”.`,
      });
    }
  }
  return findings;
}

function accuses(citation: Citation): boolean {
  if (citation.form === 'pandoc') return !citation.inText;
  return citation.form === 'wikilink' && citation.marked;
}

function firstPlace(paper: {
  readonly entries: readonly { readonly path: string; readonly line: number }[];
}): string {
  const source = paper.entries[0]!;
  return `${source.path}:${source.line}`;
}
