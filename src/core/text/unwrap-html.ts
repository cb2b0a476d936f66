import { decodeEntity } from './unwrap-entities.ts';
import type { Span } from './span.ts';
import type { TextSink } from './text-map.ts';

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  'p div br tr li ul ol table blockquote pre h1 h2 h3 h4 h5 h6 hr section article'.split(' '),
);

/** Appends the text of HTML: tags dropped, blocks on lines of their own, entities decoded; scripts, styles and comments left out. */
export function appendHtmlText(whole: string, span: Span, to: TextSink): void {
  const source = whole.slice(0, span.end);
  let from = span.start;
  for (let i = span.start; i < span.end;) {
    const code = source.charCodeAt(i);
    if (code === 38) {
      const entity = decodeEntity(source, i);
      if (entity && entity.end <= span.end) {
        to.copy(source, from, i);
        to.put(entity.text, i, entity.end);
        from = i = entity.end;
        continue;
      }
    } else if (code === 60) {
      const end = tagEnd(source, i, span.end);
      if (end > 0) {
        to.copy(source, from, i);
        const name = /^<\/?([a-z][a-z0-9]*)/i.exec(source.slice(i, i + 24))?.[1]?.toLowerCase() ?? '';
        if (BLOCKS.has(name)) to.put('\n', i, end);
        from = i = end;
        continue;
      }
    }
    i++;
  }
  to.copy(source, from, span.end);
}

/** The offset behind a tag, comment, script or style that starts at `at`; 0 where a lone `<` stands. */
function tagEnd(source: string, at: number, limit: number): number {
  if (source.startsWith('<!--', at)) return closing(source, '-->', at, limit);
  const raw = /^<(script|style)\b/i.exec(source.slice(at, at + 8))?.[1]?.toLowerCase();
  if (raw !== undefined) return closing(source, `</${raw}>`, at, limit);
  if (!/^<[/!?a-z]/i.test(source.slice(at, at + 2))) return 0;
  // A tag that is not closed within any sensible length is text.
  const end = source.slice(at, Math.min(limit, at + 4000)).indexOf('>');
  return end < 0 ? 0 : at + end + 1;
}

function closing(source: string, mark: string, at: number, limit: number): number {
  const end = source.indexOf(mark, at);
  return end < 0 || end + mark.length > limit ? limit : end + mark.length;
}
