import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';

// Browser extensions and reader services save pages of the site as Markdown. Read back as the page's text, they are what the formats
// for pages read.

/** Something that only the site's own pages have: a number of authors, or the way to arXiv, as a link. */
const MARK =
  /\[\s{0,9}\d{1,5}\s{1,9}authors?\s{0,9}\]\(https?:\/\/huggingface\.co\/papers\/|\[view arxiv page\s{0,9}\]\(https?:\/\//i;

/** How much of a file tells whether it is a page. */
const HEAD = 60_000;

const LINK =
  /!?\[((?:[^[\]]|!?\[[^[\]]{0,300}\](?:\([^()\s]{0,500}\))?){0,4000})\]\(([^()\s]{0,600})(?:\s[^()\n]{0,100})?\)/g;
const IMAGE = /!\[[^[\]]{0,300}\]\([^()\s]{0,500}(?:\s"[^"\n]{0,200}")?\)/g;

/** A page of the site that was saved as Markdown, as its text; null where the text is none. */
export function savedPage(text: string): TextMap | null {
  if (!MARK.test(text.slice(0, HEAD))) return null;
  const built = new TextMapBuilder();
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    appendLine(text, at, end, built);
    if (next >= 0) built.copy(text, end, end + 1);
    at = end + 1;
  }
  return built.build();
}

function appendLine(text: string, start: number, end: number, to: TextMapBuilder): void {
  const line = text.slice(start, end);
  // What a reader service writes above a page.
  const lead = start < 2000 ? /^(?:url source:[ \t]*(?=http)|markdown content:)/i.exec(line) : null;
  if (lead || !line.includes('](')) {
    appendEscaped(text, start + (lead?.[0].length ?? 0), end, to);
    return;
  }
  const links = [...line.matchAll(LINK)];
  const outside = line.replace(LINK, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  // In a sentence links are words; elsewhere each is a piece of the page.
  const apart = outside <= 30;
  let from = start;
  for (const link of links) {
    const at = start + link.index;
    appendEscaped(text, from, at, to);
    from = at + link[0].length;
    if (link[0].startsWith('!')) {
      to.put(' ', at, from);
      continue;
    }
    appendLink(text, { at, label: link[1]!, url: link[2]! }, apart, to);
  }
  appendEscaped(text, from, end, to);
}

interface PageLink {
  readonly at: number;
  readonly label: string;
  readonly url: string;
}

function appendLink(text: string, { at, label, url }: PageLink, apart: boolean, to: TextMapBuilder): void {
  const start = at + 1;
  const end = start + label.length;
  const isShown = /[\p{L}\p{N}]/u.test(label.replace(IMAGE, ''));
  // Links to other days, and pictures, say nothing of a paper.
  if (!isShown || /\/papers\/date\//.test(url)) {
    to.put(' ', start, start);
    return;
  }
  let from = start;
  if (apart && !isMarkBefore(text, at)) to.put('\n', start, start);
  for (const image of label.matchAll(IMAGE)) {
    appendEscaped(text, from, start + image.index, to);
    from = start + image.index + image[0].length;
  }
  while (from < end && text[from] === ' ') from++;
  appendEscaped(text, from, end, to);
  if (!apart) return;
  const address = end + 2;
  const isTitle = !/^[\s\d.,k]+$|authors?\s*$/i.test(label.replace(IMAGE, ''));
  if (isTitle && isPaper(url)) {
    to.put('\n', address, address);
    to.copy(text, address, address + url.length);
  }
  to.put('\n', address + url.length, address + url.length);
}

function isPaper(url: string): boolean {
  return /(?:huggingface\.co\/papers|arxiv\.org\/abs)\/[\w./-]{5,40}$/i.test(url);
}

/** Whether a link is the first of its line, or has only marks before it: `### [`, `·[`. */
function isMarkBefore(text: string, at: number): boolean {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return at - lineStart < 12 && !/[\p{L}\p{N}\]]/u.test(text.slice(lineStart, at));
}

/** Text without the backslashes that Markdown puts before marks. */
function appendEscaped(text: string, start: number, end: number, to: TextMapBuilder): void {
  let from = start;
  for (let at = text.indexOf('\\', start); at >= 0 && at + 1 < end; at = text.indexOf('\\', at + 2)) {
    if (!/[!-/:-@[-`{-~]/.test(text[at + 1]!)) continue;
    to.copy(text, from, at);
    from = at + 1;
  }
  to.copy(text, from, end);
}
