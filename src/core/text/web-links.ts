/** An address that stands in a text. */
export interface WebLink {
  readonly url: string;
  /** What it leads to, in a word or two. */
  readonly kind: string;
  /** The address as one reads it. */
  readonly shown: string;
}

/** More addresses in one text are no abstract's. */
const MOST = 12;
const FOUND =
  /(?<![\w/.@-])(?:https?:\/\/|(?=(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|[a-z0-9-]{1,60}\.github\.io)\b))[^\s<>"“”`{}|\\^]{3,500}/gi;
/** A host with a dot, no user name in front of it, and a path without characters that could end it elsewhere. */
const ADDRESS =
  /^https?:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#][\w\-.~:/?#@!$&'*+,;=%()[\]]*)?$/i;

/** The addresses of a text, each once: code, models, data, demos and pages of projects. What is not surely one is none. */
export function webLinksIn(text: string): WebLink[] {
  const links = new Map<string, WebLink>();
  for (const [match] of text.matchAll(FOUND)) {
    const written = withoutEnd(match);
    const url = /^https?:/i.test(written) ? written : `https://${written}`;
    if (!ADDRESS.test(url)) continue;
    const shown = url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
    const kind = kindOf(shown);
    if (kind !== null && !links.has(shown.toLowerCase()))
      links.set(shown.toLowerCase(), { url, kind, shown });
    if (links.size === MOST) break;
  }
  return [...links.values()];
}

/** Without what belongs to the sentence: its stop, and brackets and quotes that were opened in front of the address. */
function withoutEnd(match: string): string {
  let end = match.length;
  for (; end > 0; end--) {
    const last = match.charAt(end - 1);
    if (/[.,;:!?'"’*_~]/.test(last)) continue;
    const opening = last === ')' ? '(' : last === ']' ? '[' : null;
    if (opening === null || count(match.slice(0, end), opening) >= count(match.slice(0, end), last)) break;
  }
  return match.slice(0, end);
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** Null for hosts alone of places where everything lies. */
function kindOf(shown: string): string | null {
  const [host = '', first = '', second = ''] = shown.toLowerCase().split(/[/?#]/);
  if (/^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/.test(host))
    return first === '' ? null : 'Code';
  if (host === 'huggingface.co' || host === 'hf.co') {
    if (first === '') return null;
    if (first === 'datasets') return 'Data';
    if (first === 'spaces') return 'Demo';
    if (first === 'papers') return 'Page';
    if (first === 'collections') return 'Collection';
    return second === '' ? 'Models' : 'Model';
  }
  return /\.(?:github|gitlab)\.io$/.test(host) ? 'Project' : 'Page';
}
