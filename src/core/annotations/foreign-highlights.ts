import { tidyComment } from './comment-text.ts';
import { fingerprint } from '../text/hash.ts';
import { renderQuote } from './quote-text.ts';
import type { AnnotationRecord } from './record.ts';
import type { SidecarBlock } from './sidecar.ts';
import { sourceLines } from './source-lines.ts';

/**
 * A line with which Zotero's own note export and the templates of Zotero Integration write an annotation: a quotation in curly or straight
 * marks, then its citation or page in parentheses, with a link into the PDF; or in a mark of its colour.
 */
const QUOTED =
  /^ {0,3}(?:[-*+] |> ?(?:\[![^\]]+\] ?)?)?(?:<mark[^>]*>|==)?[“"](.{8,4000}?)[”"](?:<\/mark>|==)?[ \t]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)(.*)$/u;
const ZOTERO_LINK = /zotero:\/\/open(?:-pdf)?\/[^\s)]+/;
const PAGE = /(?:\bpp?\.[ \t]*|[?&]page=)([\divxlc]+)/i;
const COLORS: readonly (readonly [RegExp, string])[] = [
  [/#ffd400|yellow/i, 'yellow'],
  [/#5fb236|green/i, 'green'],
  [/#2ea8e5|blue/i, 'blue'],
  [/#ff6666|red/i, 'red'],
];

/** The highlights that other programs wrote into a note, where their form is plain. They are read, never edited; their ids begin with `~`. */
export function foreignHighlights(blocks: readonly SidecarBlock[]): AnnotationRecord[] {
  const found: AnnotationRecord[] = [];
  for (const { kind, source, span } of blocks) {
    if (kind !== 'own' || !source.includes('zotero://')) continue;
    for (const { start, end } of sourceLines(source)) {
      const line = source.slice(start, end);
      const match = ZOTERO_LINK.test(line) ? QUOTED.exec(line) : null;
      if (!match) continue;
      const exact = renderQuote([match[1]!]);
      const rest = match[3]!.replace(/^[ \t]*\(\[pdf\]\([^)]*\)\)/i, '');
      const place = { start: span.start + start, end: span.start + end };
      found.push({
        kind: 'highlight',
        id: `~z${fingerprint(exact).slice(0, 8)}${found.length}`,
        color: COLORS.find(([form]) => form.test(line))?.[1] ?? 'yellow',
        date: null,
        annotator: null,
        place: {
          field: 'fulltext',
          start: null,
          page: PAGE.exec(match[2]! + match[3]!)?.[1] ?? null,
          version: null,
        },
        prefix: null,
        suffix: null,
        exact,
        comment: tidyComment(rest.trim()),
        spans: { record: place, marker: place, quote: null, id: null, comment: [] },
      });
    }
  }
  return found;
}
