import { appendInlineHtml } from '../../text/unwrap-html.ts';
import { TextCollector, TextMapBuilder, throughMap, type TextSink } from '../../text/text-map.ts';

/** Marks that Pandoc's Markdown has in the values of a YAML bibliography, as pairs around what they mark. */
const PAIR =
  /\*\*(?=\S)([^*]{1,300}?\S?)\*\*|\*(?=\S)([^*]{1,300}?)(?<=\S)\*|(?<!~)~(?=\S)([^~\s]{1,60})~(?!~)|\^(?=\S)([^^\s]{1,60})\^|\[([^[\]]{1,300})\]\{[^{}]{0,80}\}|\\([!-/:-@[-`{-~])/g;

/**
 * Appends a value of CSL-YAML as plain text: emphasis, raised and lowered text, spans with classes, escapes and HTML's inline markup
 * undone. Source: Pandoc's manual, "Specifying bibliographic data": such values are read as Markdown.
 */
export function appendPandocText(source: string, start: number, end: number, to: TextSink): void {
  const html = new TextMapBuilder();
  appendInlineHtml(source, start, end, html);
  const map = html.build();
  appendUnmarked(map.text, 0, map.text.length, throughMap(map, to), 3);
}

function appendUnmarked(whole: string, start: number, end: number, to: TextSink, depth: number): void {
  const source = whole.slice(start, end);
  let from = 0;
  for (const match of source.matchAll(PAIR)) {
    const inner = match.slice(1).find((group) => (group as string | undefined) !== undefined)!;
    const at = match.index + match[0].indexOf(inner, match[0].startsWith('\\') ? 1 : 0);
    to.copy(whole, start + from, start + match.index);
    if (depth > 0) appendUnmarked(whole, start + at, start + at + inner.length, to, depth - 1);
    else to.copy(whole, start + at, start + at + inner.length);
    from = match.index + match[0].length;
  }
  to.copy(whole, start + from, end);
}

export function pandocText(text: string): string {
  if (!/[*~^\\[<&]/.test(text)) return text;
  const to = new TextCollector();
  appendPandocText(text, 0, text.length, to);
  return to.text;
}
