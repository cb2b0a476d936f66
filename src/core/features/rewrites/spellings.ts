import { isGivenKey } from '../../digests/entry.ts';
import type { Paper } from '../../library/paper.ts';
import type { Citation, IdentifierCitation } from '../../notes/citation.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { citationOf } from '../completion.ts';
import { ifRead, lineAround, type Naming, type NoteText } from './rewrite.ts';

/** How far a link's words may reach back from its address, in UTF-16 units. */
const LONGEST_LABEL = 1000;

/**
 * The edit that cites by key what a note cites by identifier or address: `[@key]` in its place. Of a link `[words](address)` the words stay, unless they
 * are the address. `version` is kept behind the key; null where the entry says it, or there is none. Null where a citation cannot stand there.
 */
export function identifierToKey(
  note: NoteText,
  citation: IdentifierCitation,
  key: string,
  version: number | null,
): TextEdit | null {
  const cited = `[${citationOf(key)}${version === null ? '' : `, v${version}`}]`;
  const edit = inPlaceOf(note.text, citation, cited);
  return edit && ifRead(note, edit, [{ form: 'pandoc', name: key }]);
}

function inPlaceOf(text: string, { span, manubot }: IdentifierCitation, cited: string): TextEdit | null {
  if (manubot) return { span, text: cited.slice(1, -1) };
  const before = text.slice(0, span.start);
  // Where a link by reference leads is no place for a citation.
  if (/^ {0,3}\[[^\]]+\]:\s*<?$/.test(before.slice(lineAround(text, span.start).start))) return null;
  if (before.endsWith('](') || before.endsWith('](<')) return linkWith(text, span, cited);
  if (before.endsWith('<') && text[span.end] === '>')
    return { span: { start: span.start - 1, end: span.end + 1 }, text: cited };
  return { span, text: cited };
}

/** A link whose address is at `span`, with the citation behind its words. */
function linkWith(text: string, { start: at, end: behind }: Span, cited: string): TextEdit | null {
  const close = text.lastIndexOf(']', at);
  const open = openingOf(text, close);
  const rest = /^>?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)/.exec(
    text.slice(behind, behind + LONGEST_LABEL),
  );
  if (open === null || !rest || text[open - 1] === '!') return null;
  const label = text.slice(open + 1, close);
  const words = label === '' || label === text.slice(at, behind) ? '' : `${label} `;
  return { span: { start: open, end: behind + rest[0].length }, text: words + cited };
}

function openingOf(text: string, close: number): number | null {
  let depth = 0;
  for (let at = close; at >= Math.max(0, close - LONGEST_LABEL); at--) {
    if (text[at] === ']') depth++;
    else if (text[at] === '[' && --depth === 0) return at;
  }
  return null;
}

/** A way to print which paper is cited, in place of its key. */
export interface Printed {
  readonly text: string;
  readonly edit: TextEdit;
}

/**
 * The edits that print a paper's identifier in place of its key: `arXiv:2310.05869`, with the version that the citation or the key's entry names, and the
 * DOI's address. Only of a citation that says nothing else: a locator or another paper in its brackets would be lost.
 */
export function keyToIdentifier(note: NoteText, citation: Citation, paper: Paper): readonly Printed[] {
  const place = placeOfKey(note.text, citation);
  if (!place) return [];
  const { span, version } = place;
  const own = paper.entries.find(({ entry }) => isGivenKey(entry, citation.name))?.entry.arxivVersion ?? null;
  const shown = version ?? own;
  const printed: [string, Naming][] = [];
  if (paper.arxiv !== null)
    printed.push([
      `arXiv:${paper.arxiv}${shown === null ? '' : `v${shown}`}`,
      { form: 'identifier', name: paper.arxiv },
    ]);
  if (paper.doi !== null && version === null)
    printed.push([`https://doi.org/${paper.doi}`, { form: 'identifier', name: paper.doi }]);
  return printed.flatMap(([text, naming]) => {
    const edit = ifRead(note, { span, text }, [naming]);
    return edit ? [{ text, edit }] : [];
  });
}

function placeOfKey(
  text: string,
  citation: Citation,
): { readonly span: Span; readonly version: number | null } | null {
  const { span } = citation;
  if (citation.form === 'identifier') return null;
  if (citation.form === 'wikilink')
    return /^\[\[@?[^\][|#]+\]\]$/.test(text.slice(span.start, span.end)) ? { span, version: null } : null;
  if (!citation.group) return { span, version: null };
  const inner = text.slice(citation.group.start, citation.group.end);
  const mention = text.slice(span.start, span.end);
  const rest = inner === `[${mention}]` ? '' : inner.startsWith(`[${mention}`) ? citation.suffix : null;
  const version = /^,?\s*v(\d{1,3})$/.exec(rest ?? '')?.[1];
  if (rest === null || (rest !== '' && version === undefined)) return null;
  // No more may stand in the brackets than the version.
  if (!/^(?:,?\s*v\d{1,3})?\s*\]$/.test(inner.slice(1 + mention.length))) return null;
  return { span: citation.group, version: version === undefined ? null : Number(version) };
}
