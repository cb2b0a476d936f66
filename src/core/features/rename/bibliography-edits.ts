import { scanBibtex } from '../../digests/bibtex/scanner.ts';
import type { FormatId } from '../../digests/format.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/** Fields of BibTeX and BibLaTeX whose value is one key or a list of them. Source: biblatex manual, "Special Fields". */
const KEY_FIELDS = new Set(['crossref', 'xref', 'xdata', 'related', 'entryset', 'ids']);

/**
 * The edits that put another key in place of one in a bibliography: at the entries whose key spans are given, and wherever another entry
 * of the file refers to the key.
 */
export function renameInBibliography(
  text: string,
  format: FormatId,
  keys: readonly Span[],
  from: string,
  to: string,
): readonly TextEdit[] {
  const written = format === 'csl-json' ? JSON.stringify(to).slice(1, -1) : to;
  const own = keys.map((span): TextEdit => ({ span: withoutQuotes(text, span), text: written }));
  return format === 'bibtex' ? [...own, ...references(text, from, to)] : own;
}

/** A key in YAML may stand in quotation marks, which stay. */
export function withoutQuotes(text: string, { start, end }: Span): Span {
  const mark = text.charAt(start);
  const isQuoted = end - start > 1 && (mark === '"' || mark === "'") && text.charAt(end - 1) === mark;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

function references(text: string, from: string, to: string): TextEdit[] {
  return scanBibtex(text).entries.flatMap(({ fields }) =>
    fields
      .filter(({ name }) => KEY_FIELDS.has(name))
      .flatMap(({ parts }) => parts.filter(({ kind }) => kind !== 'bare'))
      .flatMap(({ span }) => inList(text, span, from))
      .map((span) => ({ span, text: to })),
  );
}

/** Where a comma-separated list holds a key. */
function inList(text: string, { start, end }: Span, key: string): Span[] {
  const found: Span[] = [];
  let at = start;
  for (const item of text.slice(start, end).split(',')) {
    if (item.trim() === key) {
      const from = at + item.indexOf(key);
      found.push({ start: from, end: from + key.length });
    }
    at += item.length + 1;
  }
  return found;
}

/** Why a bibliography of a format cannot hold a key; null where it can. */
export function unwritableKey(format: FormatId, key: string): string | null {
  if (format === 'bibtex' && /[\s,{}()"#%~\\=']/.test(key))
    return 'BibTeX keys hold no white space and none of , { } ( ) " # % ~ \\ = \'';
  if (format === 'csl-yaml' && !/^[\p{L}_][\p{L}\p{N}_:.+/-]*$/u.test(key))
    return 'in YAML a key begins with a letter and holds letters, digits and _:.+/-';
  return /[\r\n]/.test(key) ? 'a key stands on one line' : null;
}
