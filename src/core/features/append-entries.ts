import { isSeq, isMap, parseDocument, stringify } from 'yaml';
import { scanBibtex } from '../digests/bibtex/scanner.ts';
import { bibtexEntry } from '../export/bibtex-entry.ts';
import { cslItem } from '../export/csl-item.ts';
import type { Details } from '../export/details.ts';
import { risRecord } from '../export/ris-record.ts';
import type { Paper } from '../library/paper.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';

/** A paper, and the key under which a note cites it. */
export interface Pin {
  readonly paper: Paper;
  readonly key: string;
  /** Its entry as another .bib file has it, complete in itself. */
  readonly source?: string;
  /** What other bibliographies say of it and papers do not hold. */
  readonly details?: Details;
  /** The version of the arXiv paper that is cited; without it the entry names none. */
  readonly version?: number;
}

/** Formats of bibliographies to which we can append. */
export type WritableFormat = 'bibtex' | 'csl-json' | 'csl-yaml' | 'ris';

export function writableFormat(path: string): WritableFormat | null {
  if (/\.(?:bib|bibtex|biblatex)$/i.test(path)) return 'bibtex';
  if (/\.json$/i.test(path)) return 'csl-json';
  if (/\.ya?ml$/i.test(path)) return 'csl-yaml';
  return /\.ris$/i.test(path) ? 'ris' : null;
}

const HEADER = [
  '% Papers that your notes cite and no other bibliography holds. Carrel appends to this file, and changes in it',
  '% only keys that you rename; edit it as you like.',
];

/**
 * The edit that adds papers to a bibliography's text under their keys; no edit for keys that are in it already. All that stands there is
 * left as it is, also what is broken: an entry that is not closed is no reason to lose this one. Null where it would not be valid.
 */
export function appendEntries(
  text: string,
  pins: readonly Pin[],
  format: WritableFormat = 'bibtex',
): readonly TextEdit[] | null {
  switch (format) {
    case 'bibtex':
      return appendBibtex(text, pins);
    case 'csl-json':
      return appendJson(text, pins);
    case 'csl-yaml':
      return appendYaml(text, pins);
    case 'ris':
      return appendRis(text, pins);
  }
}

function appendBibtex(text: string, pins: readonly Pin[]): readonly TextEdit[] {
  const known = new Set(scanBibtex(text).entries.map(({ key }) => key));
  const added = pins
    .filter(({ key }) => !known.has(key))
    .map(({ paper, key, source, version, details }) =>
      source === undefined ? bibtexEntry(paper, key, version, details).text : `${source}\n`,
    );
  if (added.length === 0) return [];
  const isEmpty = text === '' || text === '\ufeff';
  const before = isEmpty ? `${HEADER.join('\n')}\n\n` : gapBehind(text);
  return [atEnd(text, `${before}${added.join('\n')}`)];
}

function appendRis(text: string, pins: readonly Pin[]): readonly TextEdit[] {
  const known = new Set([...text.matchAll(/^[ \t]*ID[ \t]{0,3}-[ \t]*(\S+)/gm)].map(([, key]) => key));
  const added = pins
    .filter(({ key }) => !known.has(key))
    .map(({ paper, key, version, details }) => risRecord(paper, key, details, version));
  if (added.length === 0) return [];
  const before = text.trim() === '' ? '' : gapBehind(text);
  return [atEnd(text, `${before}${added.join('\n').replaceAll('\r\n', '\n')}`)];
}

/** Adds to the end of a list of items; a text that is no such list, whole, is left alone. */
function appendJson(text: string, pins: readonly Pin[]): readonly TextEdit[] | null {
  const eol = lineEndOf(text);
  const known = text.trim() === '' ? [] : itemsOf(text);
  if (!known) return null;
  const ids = new Set(known.map((item) => String((item as { id?: unknown } | null)?.id)));
  const added = pins
    .filter(({ key }) => !ids.has(key))
    .map(({ paper, key, version, details }) => cslItem(paper, key, details, version));
  if (added.length === 0) return [];
  const isPretty = known.length === 0 || /^[ \t]+"/m.test(text);
  const items = added.map((item) =>
    isPretty
      ? `  ${JSON.stringify(item, null, 2).replaceAll('\n', `${eol}  `)}`
      : `  ${JSON.stringify(item)}`,
  );
  const list = items.join(`,${eol}`);
  if (text.trim() === '') return [atEnd(text, `[${eol}${list}${eol}]${eol}`)];
  const close = text.lastIndexOf(']');
  const end = text.slice(0, close).trimEnd().length;
  return [{ span: { start: end, end: close }, text: `${known.length === 0 ? '' : ','}${eol}${list}${eol}` }];
}

function itemsOf(text: string): readonly unknown[] | null {
  try {
    const items: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return Array.isArray(items) ? items : null;
  } catch {
    return null;
  }
}

/** Adds to a block list that ends the text, which is how everyone writes it; anything else is left alone. */
function appendYaml(text: string, pins: readonly Pin[]): readonly TextEdit[] | null {
  if (text.trim() === '') return [atEnd(text, yamlItems(pins, '').replace(/^/, 'references:\n'))];
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return null;
  const { contents } = document;
  const list = isMap(contents) ? contents.get('references', true) : contents;
  if (!isSeq(list)) return null;
  const [start, , end] = list.range;
  if (text[start] === '[') return null;
  // Behind the list nothing may follow but blank lines and the end of the document.
  if (!/^\s*(?:\.\.\.|---)?\s*$/.test(text.slice(end))) return null;
  const ids = new Set(list.items.map((item) => String(isMap(item) ? item.get('id') : '')));
  const wanted = pins.filter(({ key }) => !ids.has(key));
  if (wanted.length === 0) return [];
  const indent = /[ \t]*$/.exec(text.slice(0, start))![0];
  const at = text.slice(0, end).trimEnd().length;
  const eol = lineEndOf(text);
  const added = `\n${yamlItems(wanted, indent)}`.replaceAll('\n', eol);
  // The line end that stands there ends the last new line.
  const kept = at === text.length ? added : added.slice(0, -eol.length);
  return [{ span: { start: at, end: at }, text: kept }];
}

function yamlItems(pins: readonly Pin[], indent: string): string {
  const items = pins.map(({ paper, key, version, details }) => cslItem(paper, key, details, version));
  return stringify(items, { lineWidth: 0 }).replace(/^(?=.)/gm, indent);
}

/** What has to stand between the text and an entry behind it: a blank line. */
function gapBehind(text: string): string {
  return text.endsWith('\n') ? '\n' : '\n\n';
}

function atEnd(text: string, added: string): TextEdit {
  return {
    span: { start: text.length, end: text.length },
    text: added.replaceAll('\n', lineEndOf(text)),
  };
}
