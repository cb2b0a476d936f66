import type { Span } from '../../src/core/text/span.ts';

/** A fixture's text without its marks, and the place that they mark: `‸` a cursor, `«` and `»` a selection's ends. */
export function withoutMarks(fixture: string): { readonly text: string; readonly span: Span } {
  const cursor = fixture.indexOf('‸');
  if (cursor >= 0) return { text: fixture.replace('‸', ''), span: { start: cursor, end: cursor } };
  const start = fixture.indexOf('«');
  const end = fixture.indexOf('»') - 1;
  if (start < 0 || end < start) throw new Error(`no mark in ${fixture}`);
  return { text: fixture.replace(/[«»]/g, ''), span: { start, end } };
}
