import type { Connection, Diagnostic } from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { findingsOfNote } from '../../core/features/citations.ts';
import { diagnosticOf } from '../convert.ts';
import type { Session } from '../session.ts';

/** Answers a client that pulls diagnostics. */
export function handleDiagnostics(connection: Connection, session: Session): void {
  connection.languages.diagnostics.on(({ textDocument }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnosticsOf(session, textDocument.uri),
  }));
}

/** The findings of one open document; none while the library is being read, since absence is not yet a fact. */
export function diagnosticsOf(session: Session, uri: string): Diagnostic[] {
  session.settle();
  const { workspace, client, settings } = session;
  const note = session.note(uri);
  if (note) {
    if (session.loading) return [];
    return findingsOfNote(workspace, session.roots.pathOf(uri) ?? '', note.scan).flatMap((finding) => {
      const severity = finding.code === 'unknown-citation' ? settings.unknownCitation : finding.severity;
      return severity === 'off' ? [] : [diagnosticOf({ ...finding, severity }, note.lines, client.encoding)];
    });
  }
  const document = session.document(uri);
  const path = session.roots.pathOf(uri);
  const report = path === null ? undefined : workspace.reportOf(path);
  if (!document || !report) return [];
  return report.problems.map((problem) => diagnosticOf(problem, document.lines, client.encoding));
}
