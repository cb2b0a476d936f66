import type { Paper } from '../library/paper.ts';
import { allCitations, type AnyCitation, type Citation, type NoteScan } from '../notes/citation.ts';
import { dialectOf, isOfKind } from '../notes/dialect.ts';
import type { Severity } from '../text/problem.ts';
import { touches, type Span } from '../text/span.ts';
import { isIn, ownEntry, type EffectiveBibliography } from '../workspace/bibliographies.ts';
import { withSeverities } from '../workspace/severities.ts';
import { duplicatesInGroups, findingsOfHighlights } from './link-findings.ts';
import { paperOfFormerKey } from './former-keys.ts';
import { publishedKeyFor } from './published.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The citation of a note's text under an offset; a cursor behind its last character is still on it. */
export function citationAt(scan: NoteScan, offset: number): Citation | null {
  return citationIn(scan.citations, offset);
}

/** The same in its metadata too. */
export function readCitationAt(scan: NoteScan, offset: number): Citation | null {
  return citationAt(scan, offset) ?? citationIn(scan.inMetadata, offset);
}

/** The same in its metadata and its TeX. */
export function anyCitationAt(scan: NoteScan, offset: number): AnyCitation | null {
  return citationIn(allCitations(scan), offset);
}

function citationIn<T extends AnyCitation>(citations: readonly T[], offset: number): T | null {
  return (
    citations.find(({ span }) => span.start <= offset && offset < span.end) ??
    citations.find(({ span }) => touches(span, offset)) ??
    null
  );
}

export interface Finding {
  readonly span: Span;
  /** One of `FINDING_CODES`, or that of a problem of reading the note. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/**
 * What is certainly wrong in a note: problems of reading it, keys in brackets that no paper has, keys that name several papers, and
 * whatever Pandoc would not find in the note's own bibliography. Where all of that is known, Pandoc's green is ours: no error here
 * means that it finds every citation.
 * In a note without a bibliography a bare `@word` may be a person or a decorator; an unmarked wikilink may be any note. These are never accused.
 */
export function findingsOfNote(workspace: Workspace, path: string, scan: NoteScan): readonly Finding[] {
  return withSeverities(allFindings(workspace, path, scan), workspace.settingsOf(path).diagnostics);
}

function allFindings(workspace: Workspace, path: string, scan: NoteScan): Finding[] {
  const bibliography = workspace.bibliographyOf(path, scan);
  const findings: Finding[] = [
    ...scan.problems.filter((problem) => bibliography !== null || !isInText(scan, problem)),
    ...duplicatesInGroups(scan),
  ];
  if (bibliography) findings.push(...findingsOfBibliography(workspace, path, bibliography, scan));
  if (workspace.library.size === 0 && !bibliography) return findings;
  const kinds = workspace.crossReferenceKinds(path, scan);
  // Pandoc looks for these as well, but who writes for other programs has no bibliography.
  const metadata = bibliography ? scan.inMetadata : [];
  for (const citation of [...metadata, ...scan.citations]) {
    const papers = workspace.papersOf(citation, bibliography);
    if (papers.length === 0 && kinds && citation.form === 'pandoc' && isOfKind(citation.name, kinds))
      continue;
    const isListed = isInNocite(scan, citation);
    const finding =
      papers.length === 0
        ? unknown(workspace, citation, bibliography, isListed)
        : (outside(citation, papers, bibliography) ??
          ambiguous(citation, papers) ??
          preprint(citation, papers));
    // Pandoc leaves out silently what `nocite` lists in vain.
    if (finding)
      findings.push(isListed && finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding);
  }
  findings.push(...findingsOfHighlights(workspace, scan, bibliography));
  return findings;
}

/** Whether a problem is of a block of metadata inside the text, which only Pandoc takes for one. */
function isInText({ frontMatter }: NoteScan, { code, span }: Finding): boolean {
  return code === 'front-matter-invalid' && span.start >= (frontMatter?.end ?? 0);
}

/** Whether a citation of the note's text stands in metadata, which only those of `nocite` do. */
function isInNocite({ metadata, inMetadata }: NoteScan, citation: Citation): boolean {
  const { start, end } = citation.span;
  return metadata.some((block) => block.start <= start && end <= block.end) && !inMetadata.includes(citation);
}

/** Files that Pandoc would look for in vain, and those that it would not read. */
function findingsOfBibliography(
  workspace: Workspace,
  note: string,
  bibliography: EffectiveBibliography,
  scan: NoteScan,
): Finding[] {
  const { names, places } = scan.bibliography;
  const placeOf = (path: string): Span => {
    const at = names.findIndex((name) => name === path || path.endsWith(name.replace(/^(?:\.\.?\/)+/, '/')));
    return places[at] ?? places[0] ?? { start: 0, end: 0 };
  };
  const missing = bibliography.missing.map((name): Finding => ({
    span: placeOf(name),
    code: 'bibliography-missing',
    severity: 'error',
    message: `There is no file “${name}”, so Pandoc would refuse this note.`,
  }));
  const refused = [...bibliography.files, ...bibliography.unread].flatMap((path): Finding[] => {
    const refusal = workspace.refusalOf(path);
    // Quarto brings its own Pandoc, which is newer.
    if (!refusal || (refusal.older === true && dialectOf(note) === 'quarto')) return [];
    const where = refusal.line === null ? '' : ` (line ${refusal.line})`;
    const about =
      refusal.older === true ? { code: 'bibliography-needs-newer-pandoc' } : { code: 'bibliography-refused' };
    return [
      {
        ...about,
        span: placeOf(path),
        severity: 'error',
        message: `Pandoc would not read ${path} at all: ${refusal.cause}${where}.`,
      },
    ];
  });
  const styles = workspace.missingStylesOf(note, scan).map(({ name, place }): Finding => ({
    span: place ?? { start: 0, end: 0 },
    code: 'style-missing',
    severity: 'error',
    message: `There is no file “${name}”, so Pandoc would refuse this note.`,
  }));
  return [...missing, ...refused, ...styles];
}

function unknown(
  workspace: Workspace,
  citation: Citation,
  bibliography: EffectiveBibliography | null,
  isListed: boolean,
): Finding | null {
  if (citation.form === 'identifier' || (citation.form === 'wikilink' && !citation.marked)) return null;
  // It may stand in the file that could not be read.
  if (bibliography && !bibliography.complete) return null;
  const { target: span, name } = citation;
  if (!bibliography && maybeNoPaper(workspace, citation)) return null;
  if (citation.form === 'wikilink' || !citation.inText || (isListed && bibliography))
    return {
      span,
      code: 'unknown-citation',
      severity: 'error',
      message: `No paper of the library has the key “${name}”.`,
    };
  // Pandoc reads every bare `@word` as a citation; where it has a bibliography to look in, it will complain.
  if (!bibliography) return null;
  return {
    span,
    code: 'unknown-in-text',
    severity: 'error',
    message: `Pandoc takes “@${name}” for a citation, and neither ${listOf(bibliography.files)} nor the library has it. If it is none, write \\@${name}.`,
  };
}

/**
 * Whether what reads as a citation may be right although no paper has the key, in a note that nobody reads with Pandoc: manubot looks these up
 * by itself, or it is a link to an address or to another note, as Obsidian has them of people and of papers that its vault does not list.
 */
function maybeNoPaper(workspace: Workspace, citation: Citation): boolean {
  const { name } = citation;
  if (/^(?:pmid|pmcid|isbn|wikidata):/i.test(name)) return true;
  if (citation.form === 'pandoc' && citation.isLink) return true;
  // Where something tells which paper the key meant before, it is replaced.
  return workspace.annotations.isSidecarOf(name) && paperOfFormerKey(workspace, name) === null;
}

function ambiguous(citation: Citation, papers: readonly Paper[]): Finding | null {
  if (papers.length < 2 || citation.form !== 'pandoc') return null;
  return {
    span: citation.target,
    code: 'ambiguous-citation',
    severity: 'warning',
    message: `“${citation.name}” names ${papers.length} papers: ${papers.map(firstPlace).sort().join(', ')}.`,
  };
}

function outside(
  citation: Citation,
  papers: readonly Paper[],
  bibliography: EffectiveBibliography | null,
): Finding | null {
  const isKey = citation.form === 'pandoc' || (citation.form === 'wikilink' && citation.marked);
  if (!isKey || bibliography?.complete !== true) return null;
  if (papers.some((paper) => isIn(bibliography, paper, citation.name))) return null;
  const own = papers.length === 1 ? ownEntry(bibliography, papers[0]!) : null;
  if (own)
    return {
      span: citation.target,
      code: 'not-in-bibliography',
      severity: 'error',
      message: `Pandoc does not find “${citation.name}”: ${own.path} has this paper as “${own.key}”.`,
    };
  return {
    span: citation.target,
    code: 'not-in-bibliography',
    severity: 'error',
    message: `“${citation.name}” is not in ${listOf(bibliography.files)}, where Pandoc looks for the keys of this note; the library has it in ${papers.map(firstPlace).sort().join(', ')}.`,
  };
}

function preprint(citation: Citation, [paper]: readonly Paper[]): Finding | null {
  const key = paper ? publishedKeyFor(citation, paper) : null;
  if (key === null) return null;
  return {
    span: citation.target,
    code: 'published-version-available',
    severity: 'hint',
    message: `This cites the preprint; the library has the published version as “${key}”.`,
  };
}

function listOf(files: readonly string[]): string {
  return files.length === 0 ? 'the bibliography' : files.join(', ');
}

function firstPlace({ entries }: Paper): string {
  return `${entries[0]!.path}:${entries[0]!.line}`;
}
