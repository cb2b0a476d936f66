import type { Diagnostic, Range } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { LineIndex, PositionEncoding } from '../core/text/lines.ts';
import type { Severity } from '../core/text/problem.ts';
import type { Span } from '../core/text/span.ts';
import type { EntryPlace } from '../core/library/paper.ts';

/** From core's terms to LSP's. The only place that knows both. */

export function rangeOf(lines: LineIndex, span: Span, encoding: PositionEncoding): Range {
  return { start: lines.positionAt(span.start, encoding), end: lines.positionAt(span.end, encoding) };
}

/** The range of an entry's name. Without the text only UTF-16 columns are known: other clients get the line's start. */
export function rangeOfPlace(place: EntryPlace, encoding: PositionEncoding): Range {
  const line = place.line - 1;
  if (encoding !== 'utf-16') return { start: { line, character: 0 }, end: { line, character: 0 } };
  return {
    start: { line, character: place.character },
    end: { line, character: place.character + place.length },
  };
}

export function severityOf(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}

export function diagnosticOf(
  finding: {
    readonly span: Span;
    readonly code: string;
    readonly severity: Severity;
    readonly message: string;
  },
  lines: LineIndex,
  encoding: PositionEncoding,
  href: string | null = null,
): Diagnostic {
  return {
    range: rangeOf(lines, finding.span, encoding),
    severity: severityOf(finding.severity),
    code: finding.code,
    ...(href !== null && { codeDescription: { href } }),
    source: 'Carrel',
    message: finding.message,
  };
}
