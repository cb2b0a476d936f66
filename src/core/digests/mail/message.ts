import type { Span } from '../../text/span.ts';
import { TextMapBuilder, throughMap, type TextMap } from '../../text/text-map.ts';
import { appendHtmlText } from '../../text/unwrap-html.ts';
import { parameterOf, readHeader } from './headers.ts';
import { appendDecoded } from './transfer.ts';

/** A part of a message that is no multipart: what it is, and where its body stands. */
interface Leaf {
  readonly type: string;
  readonly encoding: string;
  readonly charset: string;
  readonly body: Span;
}

/** Messages inside messages inside messages: nobody forwards deeper. */
const DEEPEST = 8;

/**
 * The text of a mail (or of several, one behind the other, as in an mbox file): all its plain text parts decoded, or, where it has
 * none, its HTML parts without their tags. Null where the text does not start as a mail.
 */
export function messageText(source: string): TextMap | null {
  const leaves: Leaf[] = [];
  for (const message of messagesOf(source)) {
    if (!collect(source, message, { depth: 0, isPart: false }, leaves)) return null;
  }
  const plain = leaves.filter(({ type }) => type === 'text/plain');
  const chosen = plain.length > 0 ? plain : leaves.filter(({ type }) => type === 'text/html');
  const built = new TextMapBuilder();
  for (const leaf of chosen) {
    if (built.length > 0) built.put('\n', leaf.body.start, leaf.body.start);
    appendLeaf(source, leaf, built);
  }
  return built.build();
}

function appendLeaf(source: string, leaf: Leaf, to: TextMapBuilder): void {
  if (leaf.type !== 'text/html') {
    appendDecoded(source, leaf.body, leaf, to);
    return;
  }
  const decoded = new TextMapBuilder();
  appendDecoded(source, leaf.body, leaf, decoded);
  const html = decoded.build();
  appendHtmlText(html.text, { start: 0, end: html.text.length }, throughMap(html, to));
}

/** The messages of a file: one, or those that an mbox file separates by `From ` lines. */
function messagesOf(source: string): Span[] {
  const start = /^[\ufeff\s]*/.exec(source)![0].length;
  if (!/^From [^\n]*\d{4}[^\n]*\n[!-9;-~]+:/.test(source.slice(start, start + 400))) {
    return [{ start, end: source.length }];
  }
  const starts = [start];
  for (let at = source.indexOf('\n\nFrom ', start); at >= 0; at = source.indexOf('\n\nFrom ', at + 1)) {
    if (/^From [^\n]*\d{4}[^\n]*\n[!-9;-~]+:/.test(source.slice(at + 2, at + 400))) starts.push(at + 2);
  }
  return starts.map((from, i) => ({
    start: source.indexOf('\n', from) + 1,
    end: starts[i + 1] ?? source.length,
  }));
}

function collect(
  source: string,
  span: Span,
  where: { readonly depth: number; readonly isPart: boolean },
  leaves: Leaf[],
): boolean {
  const header = readHeader(source, span.start, where.isPart);
  if (!header || header.bodyStart > span.end) return false;
  const body = { start: header.bodyStart, end: span.end };
  const typeField = header.fields.get('content-type') ?? 'text/plain';
  const type = typeField.split(';')[0]!.trim().toLowerCase();
  const boundary = parameterOf(typeField, 'boundary');
  if (type.startsWith('multipart/') && boundary !== null && boundary !== '' && where.depth < DEEPEST) {
    for (const part of partsOf(source, body, boundary)) {
      collect(source, part, { depth: where.depth + 1, isPart: true }, leaves);
    }
  } else if (type === 'message/rfc822' && where.depth < DEEPEST) {
    const start = body.start + /^\s*/.exec(source.slice(body.start, body.start + 10))![0].length;
    collect(source, { start, end: body.end }, { depth: where.depth + 1, isPart: false }, leaves);
  } else {
    const encoding = header.fields.get('content-transfer-encoding') ?? '';
    leaves.push({ type, encoding: encoding.trim(), charset: parameterOf(typeField, 'charset') ?? '', body });
  }
  return true;
}

/** The parts between the lines `--boundary`; a mail that was cut off ends its last part (RFC 2046, section 5.1). */
function partsOf(source: string, body: Span, boundary: string): Span[] {
  const mark = `--${boundary}`;
  const parts: Span[] = [];
  // Searching stops at the body's end, or nested parts would search the whole mail again and again.
  const limited = source.slice(0, body.end);
  let open = -1;
  let at = limited.startsWith(mark, body.start) ? body.start : limited.indexOf(`\n${mark}`, body.start);
  while (at >= 0) {
    const line = source[at] === '\n' ? at + 1 : at;
    if (open >= 0) parts.push({ start: open, end: source[at - 1] === '\r' ? at - 1 : at });
    const isLast = source.startsWith('--', line + mark.length);
    const lineEnd = source.indexOf('\n', line);
    open = isLast || lineEnd < 0 ? -1 : lineEnd + 1;
    if (open < 0) return parts;
    // The line end before the next mark belongs to the mark.
    at = limited.indexOf(`\n${mark}`, open - 1);
  }
  if (open >= 0 && open < body.end) parts.push({ start: open, end: body.end });
  return parts;
}
