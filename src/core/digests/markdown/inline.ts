import { arxivOfUrl, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import type { Span } from '../../text/span.ts';
import { TextCollector, type TextSink } from '../../text/text-map.ts';

/** A link of a line that leads to a paper. */
export interface PaperLink {
  /** From `[` to behind `)`, or a bare address. */
  readonly span: Span;
  /** The text between the brackets; null for a bare address. */
  readonly label: Span | null;
  readonly url: string;
  readonly arxiv: ArxivId | null;
  readonly doi: string | null;
}

const LINK =
  /\[((?:[^[\]\\\n]|\\.|\[[^[\]\n]{0,80}\]){0,400})\]\(<?(https?:\/\/[^\s()<>]{1,500}(?:\([^\s()<>]{0,100}\)[^\s()<>]{0,200})?)>?(?:\s+"[^"\n]{0,200}")?\)|<?(https?:\/\/[^\s<>()[\]|"']{1,500})>?/g;

/** Places where papers are kept, beside arXiv, Hugging Face and DOIs. */
const HOSTS =
  /^https?:\/\/(?:www\.)?(?:openreview\.net\/(?:forum|pdf)|aclanthology\.org\/|(?:papers\.)?nips\.cc\/paper|proceedings\.[\w.-]+\/|jmlr\.org\/papers|(?:www\.)?semanticscholar\.org\/paper|api\.semanticscholar\.org\/|dl\.acm\.org\/(?:doi|citation)|ieeexplore\.ieee\.org\/|openaccess\.thecvf\.com\/|link\.springer\.com\/|nature\.com\/articles|[^\s]{1,300}\.pdf$)/i;

/** The links to papers in a piece of a line; images and badges are none. */
export function paperLinks(text: string, start: number, end: number): PaperLink[] {
  const links: PaperLink[] = [];
  const piece = text.slice(start, end);
  for (const match of piece.matchAll(LINK)) {
    const url = match[2] ?? match[3]!;
    if (piece[match.index - 1] === '!') continue;
    const arxiv = arxivOfUrl(url);
    const doi = /doi\.org\/|\/doi\/(?:abs\/|full\/|pdf\/)?10\./i.test(url)
      ? parseDoi(/10\.\d{4,9}\/\S+/.exec(url)?.[0].replace(/[.,]+$/, '') ?? '')
      : null;
    if (!arxiv && doi === null && !HOSTS.test(url)) continue;
    const at = start + match.index;
    links.push({
      span: { start: at, end: at + match[0].length },
      label: match[1] === undefined ? null : { start: at + 1, end: at + 1 + match[1].length },
      url,
      arxiv,
      doi,
    });
  }
  return links;
}

/** Words that name a link and no paper. */
const GENERIC =
  /^(?:\W*(?:paper|papers|pdf|arxiv|abs|abstract|html|link|links|url|code|github|project|page|website|doi|here|this|read|blog|hf|hugging ?face|semantic scholar|openreview|video|slides|demo|tweet|full text|原文|论文|链接|arxiv:?\s*[\d.v]+|[\d.]+v?\d*)\W*)+$|^\W*$/i;

export function isGeneric(text: string): boolean {
  return GENERIC.test(text.trim());
}

/** Appends Markdown as plain text: emphasis, code marks, link targets, images, escapes and HTML line breaks undone. */
export function appendPlain(source: string, start: number, end: number, to: TextSink): void {
  let from = start;
  const skip = (at: number, until: number, made = ''): number => {
    to.copy(source, from, at);
    if (made !== '') to.put(made, at, until);
    return (from = until);
  };
  for (let at = start; at < end;) {
    if (!'!<][\\*`~'.includes(source.charAt(at))) {
      at++;
      continue;
    }
    const rest = source.slice(at, Math.min(end, at + 600));
    const image = rest[0] === '!' ? /^!\[[^\]\n]{0,300}\]\([^()\s]{0,500}\)/.exec(rest) : null;
    const tag =
      rest[0] === '<'
        ? /^<(?:br\s*\/?|\/?(?:b|i|em|strong|sub|sup|span|p|code|small|a|img|details|summary)(?:\s[^<>]{0,400})?)>/i.exec(
            rest,
          )
        : null;
    const link =
      rest[0] === ']'
        ? /^\]\([^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?(?:\s"[^"]{0,200}")?\)/.exec(rest)
        : null;
    if (image) at = skip(at, at + image[0].length);
    else if (tag) at = skip(at, at + tag[0].length, /^<br/i.test(tag[0]) ? ' ' : '');
    else if (link) at = skip(at, at + link[0].length);
    else if (rest[0] === '[' && /^\[(?:[^[\]]|\[[^[\]]*\])*\]\(/.test(rest)) at = skip(at, at + 1);
    else if (rest[0] === '\\' && /^\\[!-/:-@[-`{-~]/.test(rest)) at = skip(at, at + 1) + 1;
    else if (/^(?:\*{1,3}|`{1,2}|~~)/.test(rest))
      at = skip(at, at + /^(?:\*{1,3}|`{1,2}|~~)/.exec(rest)![0].length);
    else at++;
  }
  to.copy(source, from, end);
}

export function plainText(source: string, { start, end }: Span): string {
  const to = new TextCollector();
  appendPlain(source, start, end, to);
  return to.text.replace(/\s+/g, ' ').trim();
}
