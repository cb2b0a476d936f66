import type { Library } from '../../library/library.ts';
import type { Citation, PandocCitation } from '../../notes/citation.ts';
import { fold } from '../../text/fold.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import type { Finding } from '../citations.ts';
import { citationOfFinding, withKey } from '../note-fixes.ts';
import { ifRead, namesOf, type Naming, type NoteText } from './rewrite.ts';

/** A mistake of which there is no doubt how it is mended. */
export interface CertainFix {
  readonly finding: Finding;
  readonly title: string;
  readonly edit: TextEdit;
  /** The citation that the finding is about, and what is cited in its place. */
  readonly citation: Citation;
  readonly cites: readonly Naming[];
}

/** Who knows the papers' keys, and what keys that are no more meant. */
export interface KnownKeys {
  readonly library: Pick<Library, 'byKey'>;
  /** The keys that begin as a text does, nearly. */
  near(name: string): readonly string[];
  /** The key of the paper that a key meant which no paper has any more; null where nothing tells. */
  successor(name: string): string | null;
  /** The key under which the note's own bibliography has the paper that a citation names otherwise; null where it has not. */
  ownKey(citation: Citation): string | null;
}

/**
 * What can be mended without asking: a key that differs from exactly one of the library in case alone, a key that was replaced by another for the
 * same paper or is not the one that the note's bibliography has for it, and a paper that is cited twice in one group.
 */
export function certainFixes(
  note: NoteText,
  findings: readonly Finding[],
  keys: KnownKeys,
): readonly CertainFix[] {
  return findings.flatMap((finding): CertainFix[] => {
    const citation = citationOfFinding(note.scan, finding.span);
    const found = citation && fixOf(note, finding, citation, keys);
    return found ? [{ finding, ...found }] : [];
  });
}

function fixOf(
  note: NoteText,
  { code }: Finding,
  citation: Citation,
  keys: KnownKeys,
): Omit<CertainFix, 'finding'> | null {
  const change = (key: string | null): Omit<CertainFix, 'finding'> | null =>
    key === null || citation.form === 'identifier'
      ? null
      : {
          title: `Change to “${key}”`,
          edit: withKey(citation, key),
          citation,
          cites: [{ form: citation.form, name: key }],
        };
  if (code === 'unknown-citation' || code === 'unknown-in-text')
    return change(keys.successor(citation.name) ?? sameButCase(citation.name, keys));
  if (code === 'not-in-bibliography') return change(keys.ownKey(citation));
  if (code !== 'duplicate-in-group' || citation.form !== 'pandoc') return null;
  const edit = withoutRepetition(note, citation);
  return edit && { title: `Remove the second “${citation.name}”`, edit, citation, cites: [] };
}

/**
 * All certain fixes of a note at once. They count only if the note cites what they mean afterwards and all else as before: where they do not go
 * together, those are left out that would not be read right alone, and at last all of them.
 */
export function fixAll(note: NoteText, fixes: readonly CertainFix[]): readonly TextEdit[] {
  for (const some of [fixes, fixes.filter((fix) => isReadAsMeant(note, [fix]))])
    if (some.length > 0 && isReadAsMeant(note, some)) return some.map(({ edit }) => edit);
  return [];
}

function isReadAsMeant(note: NoteText, fixes: readonly CertainFix[]): boolean {
  const instead = new Map(fixes.map(({ citation, cites }) => [citation, cites]));
  const expected = note.scan.citations.flatMap((citation) => instead.get(citation) ?? [citation]);
  const edits = fixes.map(({ edit }) => edit);
  return namesOf(note.rescan(applyEdits(note.text, edits)).citations) === namesOf(expected);
}

function sameButCase(name: string, keys: KnownKeys): string | null {
  const alike = new Set(keys.near(name).filter((key) => fold(key) === fold(name)));
  const [key, other] = alike;
  return key !== undefined && other === undefined && keys.library.byKey(key).length === 1 ? key : null;
}

/** Takes a citation out of its group, with the semicolon before it; null where it has words of its own before it. */
function withoutRepetition(note: NoteText, { group, prefix, span, suffix }: PandocCitation): TextEdit | null {
  if (!group || prefix !== '') return null;
  const { text } = note;
  const start = text.lastIndexOf(';', span.start);
  const behind = text.slice(span.end, group.end - 1);
  const semicolon = behind.indexOf(';');
  const end = semicolon < 0 ? group.end - 1 : span.end + semicolon;
  // A semicolon in the suffix, in a formula perhaps, would not end it.
  if (start <= group.start || text.slice(span.end, end).trim() !== suffix) return null;
  return ifRead(note, { span: { start, end }, text: '' }, []);
}
