import type { Connection, Diagnostic } from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { findingOfLost } from '../../core/features/lost-sidecar.ts';
import { findingsOfNote } from '../../core/features/citations.ts';
import { withSeverities } from '../../core/workspace/severities.ts';
import { readProjectFile } from '../../core/workspace/project-file.ts';
import type { Reference } from '../../core/library/references.ts';
import type { RelatedPlace } from '../../core/workspace/digest-file.ts';
import type { Severity } from '../../core/text/problem.ts';
import type { Span } from '../../core/text/span.ts';
import { diagnosticOf, rangeOfPlace } from '../convert.ts';
import { isProjectFile } from '../configuration.ts';
import type { Session } from '../session.ts';

/** A finding of a note or a problem of a digest, with the severity that the reader wants. */
export interface ServedFinding {
  readonly span: Span;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  /** Two entries of which a reader can say whether they are one paper. */
  readonly pair?: readonly [Reference, Reference];
}

/** Answers a client that pulls diagnostics. */
export function handleDiagnostics(connection: Connection, session: Session): void {
  connection.languages.diagnostics.on(({ textDocument }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnosticsOf(session, textDocument.uri),
  }));
}

/** The findings of one open document as the client takes them. */
export function diagnosticsOf(session: Session, uri: string): Diagnostic[] {
  const document = session.document(uri);
  if (!document) return [];
  const { client, roots } = session;
  return servedFindings(session, uri).map((finding) => {
    const diagnostic = diagnosticOf(finding, document.lines, client.encoding, session.help(finding.code));
    if (!client.relatedInformation || !finding.related) return diagnostic;
    const relatedInformation = finding.related.map(({ path, place, message }) => ({
      location: { uri: roots.uriOf(path), range: rangeOfPlace(place, client.encoding) },
      message,
    }));
    return { ...diagnostic, relatedInformation };
  });
}

/** The findings of one open document; none while the library is being read, since absence is not yet a fact. */
export function servedFindings(session: Session, uri: string): readonly ServedFinding[] {
  session.settle();
  const { workspace } = session;
  const note = session.note(uri);
  const path = session.roots.pathOf(uri);
  if (note) {
    if (session.loading) return [];
    const findings = findingsOfNote(workspace, path ?? '', note.scan);
    const lost = path === null ? null : findingOfLost(workspace, path);
    const own = path === null ? [] : (workspace.annotations.sidecar(path)?.problems ?? []);
    const problems = lost ? [lost, ...own] : own;
    if (problems.length === 0) return findings;
    return [...withSeverities(problems, workspace.settingsOf(path ?? '').diagnostics), ...findings];
  }
  const document = session.document(uri);
  if (document && isProjectFile(session.roots, path)) return readProjectFile(document.text).problems;
  const report = path === null ? undefined : workspace.reportOf(path);
  return document && report ? report.problems : [];
}
