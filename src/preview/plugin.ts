import type { MarkdownIt } from 'markdown-it';
import type { PreviewPaper } from '../protocol/preview.ts';
import { citationsByStart, type CitedName, type PreviewCitation } from './citations.ts';

/** The papers of the note that is being rendered; null while nothing is known of it. */
export type PaperOfName = ReadonlyMap<string, PreviewPaper | null> | null;

const CITATION = 'carrel_citation';
const REFERENCES = 'carrel_references';

/**
 * A markdown-it plugin that shows citations as links into a list of references behind the text. The same tokens serve whatever the
 * library holds: who a name leads to is asked when they are rendered, as previews keep tokens.
 * Everything that a note or a digest says is escaped.
 */
export function citationPlugin(md: MarkdownIt, papersOf: (env: unknown) => PaperOfName): void {
  const known = new WeakMap<
    object,
    { readonly src: string; readonly citations: ReadonlyMap<number, PreviewCitation> }
  >();

  md.inline.ruler.before('link', CITATION, (state, silent) => {
    const code = state.src.charCodeAt(state.pos);
    if (code !== 64 && code !== 91 && code !== 45) return false;
    if (!state.src.includes('@')) return false;
    let of = known.get(state.tokens);
    if (of?.src !== state.src)
      known.set(state.tokens, (of = { src: state.src, citations: citationsByStart(state.src) }));
    const citation = of.citations.get(state.pos);
    if (!citation || citation.end > state.posMax) return false;
    if (!silent) state.push(CITATION, '', 0).meta = { citation };
    state.pos = citation.end;
    return true;
  });
  md.core.ruler.push(REFERENCES, (state) => {
    const cited = state.tokens.flatMap(({ children }) =>
      (children ?? []).filter(({ type }) => type === CITATION),
    );
    if (cited.length === 0) return;
    const token = new state.Token(REFERENCES, '', 0);
    token.block = true;
    token.meta = { names: cited.flatMap((one) => citationIn(one.meta).cited.map(({ name }) => name)) };
    state.tokens.push(token);
  });
  const escape = (text: string): string => md.utils.escapeHtml(text);
  md.renderer.rules[CITATION] = (tokens, index, _options, env): string =>
    citationHtml(citationIn(tokens[index]!.meta), papersOf(env), escape);
  md.renderer.rules[REFERENCES] = (tokens, index, _options, env): string =>
    referencesHtml(tokens[index]!.meta?.['names'] as readonly string[], papersOf(env), escape);
}

function citationIn(meta: Readonly<Record<string, unknown>> | null): PreviewCitation {
  return meta?.['citation'] as PreviewCitation;
}

type Escape = (text: string) => string;

/** The text as it is written where nothing is known, and where no paper is meant (`@someone`). */
function citationHtml(citation: PreviewCitation, papers: PaperOfName, escape: Escape): string {
  const { cited, raw, alias } = citation;
  if (!papers) return escape(raw);
  const [first] = cited;
  if (first!.inText && !papers.get(first!.name)) return escape(raw);
  if (alias !== null) return link(first!.name, alias, papers, escape);
  const [lead, rest] = first!.inText ? [first!, cited.slice(1)] : [null, cited];
  const members = rest.map((item) => member(item, papers, escape));
  if (!lead) return `<span class="carrel-citation">(${members.join('; ')})</span>`;
  const paper = papers.get(lead.name)!;
  const inner = [[escape(paper.year), affix(lead.suffix, escape)].join(''), ...members].join('; ');
  return `<span class="carrel-citation">${link(lead.name, paper.authors, papers, escape)} (${inner})</span>`;
}

function member(item: CitedName, papers: ReadonlyMap<string, PreviewPaper | null>, escape: Escape): string {
  const paper = papers.get(item.name);
  const prefix = item.prefix === '' ? '' : `${escape(item.prefix)} `;
  if (!paper) {
    const title = papers.has(item.name) ? 'No paper, or more than one, has this key' : '';
    return `${prefix}<span class="carrel-unknown" title="${escape(title)}">@${escape(item.name)}</span>${affix(item.suffix, escape)}`;
  }
  const text = item.suppressAuthor ? paper.year : `${paper.authors}, ${paper.year}`;
  return `${prefix}${link(item.name, text, papers, escape)}${affix(item.suffix, escape)}`;
}

function affix(suffix: string, escape: Escape): string {
  if (suffix === '') return '';
  return /^[,.;:]/.test(suffix) ? escape(suffix) : `, ${escape(suffix)}`;
}

function link(
  name: string,
  text: string,
  papers: ReadonlyMap<string, PreviewPaper | null>,
  escape: Escape,
): string {
  const tooltip = papers.get(name)?.tooltip ?? '';
  return `<a class="carrel-cite" href="#${anchorOf(name)}" title="${escape(tooltip)}">${escape(text)}</a>`;
}

function referencesHtml(names: readonly string[], papers: PaperOfName, escape: Escape): string {
  const listed = [...new Set(names)].flatMap((name) => {
    const paper = papers?.get(name);
    return paper ? [{ name, paper, text: paper.reference.map((part) => part.text).join('') }] : [];
  });
  if (listed.length === 0) return '';
  const items = [...new Map(listed.map((item) => [item.text, item])).values()]
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ text, paper }) => {
      const anchors = listed
        .filter((item) => item.text === text)
        .map(({ name }) => `<span id="${anchorOf(name)}"></span>`);
      const parts = paper.reference.map((part) => {
        const inner = part.italic ? `<em>${escape(part.text)}</em>` : escape(part.text);
        return part.url?.startsWith('https://') ? `<a href="${escape(part.url)}">${inner}</a>` : inner;
      });
      return `<li>${anchors.join('')}${parts.join('')}</li>`;
    });
  return `<section class="carrel-references" aria-label="References"><h2>References</h2><ol>${items.join('\n')}</ol></section>\n`;
}

/** A name as an id that needs no escaping in HTML or in a fragment. */
function anchorOf(name: string): string {
  return `carrel-${name.replace(/[^A-Za-z0-9]/gu, (char) => `_${char.codePointAt(0)!.toString(16)}_`)}`;
}
