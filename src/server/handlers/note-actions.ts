import { citationOfFinding, nearKeys, withKey } from '../../core/features/note-fixes.ts';
import { readCitationAt } from '../../core/features/citations.ts';
import {
  ownKeyOf,
  replaceKey,
  replacementOf,
  successorOf,
  type ReplacedKey,
} from '../../core/features/former-keys.ts';
import { shownTitle } from '../../core/features/paper-text.ts';
import { publishedKeyFor } from '../../core/features/published.ts';
import { OWN_BIBLIOGRAPHY, pinOf, pinningFiles, pinsOf } from '../../core/features/pinning.ts';
import { certainFixes, fixAll, type KnownKeys } from '../../core/features/rewrites/certain-fixes.ts';
import { choicesFor } from '../../core/features/rewrites/choosing.ts';
import type { Citation } from '../../core/notes/citation.ts';
import { firstSentences } from '../../core/text/markdown-escape.ts';
import type { Span } from '../../core/text/span.ts';
import { isIn } from '../../core/workspace/bibliographies.ts';
import { currentText } from '../texts.ts';
import { CITE_COMMANDS } from './cite.ts';
import { isWanted, meets, type ActionPlace, type FileEdits, type OfferedAction } from './code-actions.ts';
import type { OpenNote, Session } from '../session.ts';
import type { ServedFinding } from './diagnostics.ts';
import { noteText } from './rewrite-actions.ts';

/** What can be done about a note's findings, and with the citation under the cursor. */
export function noteActions(place: ActionPlace, only: readonly string[] | null): readonly OfferedAction[] {
  if (!place.note) return [];
  const all = isWanted('fixAll', only) ? fixOfAll(place) : [];
  const missing = isWanted('addAll', only) ? pinOfAll(place, 'addAll') : [];
  if (!isWanted('quickfix', only)) return [...all, ...missing];
  const fixes = [...certain(place), ...unknownKeys(place), ...ambiguous(place), ...published(place)];
  return [...fixes, ...pinning(place), ...all, ...missing];
}

/** What is beyond doubt at the cursor: in this place, and a key that was replaced in all notes that cite it. */
function certain(place: ActionPlace): OfferedAction[] {
  const text = noteText(place)!;
  const at = place.findings.filter(({ span }) => meets(span, place.span));
  return certainFixes(text, at, knownKeys(place)).flatMap(({ finding, title, edit }): OfferedAction[] => {
    const fixes = [finding as ServedFinding];
    const one: OfferedAction = { title, kind: 'quickfix', fixes, isPreferred: true, edits: () => [edit] };
    const everywhere = replacement(place, finding.span, fixes);
    return everywhere ? [everywhere, { ...one, isPreferred: false }] : [one];
  });
}

/** A key that was replaced by another for the same paper: one fix for all notes. */
function replacement(
  { session, note }: ActionPlace,
  span: Span,
  fixes: readonly ServedFinding[],
): OfferedAction | null {
  const citation = citationOfFinding(note!.scan, span);
  const change = citation && replacedKey(session, note!, citation);
  if (!change) return null;
  const { from, to, paper } = change;
  const { workspace } = session;
  const notes = workspace.notes.citing(from).filter((path) => {
    const other = workspace.notes.get(path);
    return !other || !isIn(workspace.bibliographyOf(path, other.scan), paper, from);
  });
  if (notes.length < 2) return null;
  return {
    title: `Change “${from}” to “${to}” in ${notes.length} notes`,
    kind: 'quickfix',
    fixes,
    isPreferred: true,
    fileEdits: async () => {
      const found: FileEdits[] = [];
      for (const path of new Set([
        ...notes,
        ...workspace.annotations.sidecarsOf(paper).map((one) => one.path),
      ])) {
        const file = await currentText(session, path);
        const edits = file ? replaceKey(workspace, { path, text: file.text }, change) : [];
        if (file && edits.length > 0) found.push({ file, edits });
      }
      return found;
    },
  };
}

function fixOfAll(place: ActionPlace): OfferedAction[] {
  const text = noteText(place)!;
  const fixes = certainFixes(text, place.findings, knownKeys(place));
  const edits = fixes.length === 0 ? [] : fixAll(text, fixes);
  if (edits.length === 0) return [];
  const findings = fixes.map(({ finding }) => finding as ServedFinding);
  const title = 'Fix all certain problems of citations';
  return [{ title, kind: 'fixAll', fixes: findings, edits: () => edits }];
}

function knownKeys({ session, note }: ActionPlace): KnownKeys {
  const { workspace, finder } = session;
  return {
    ownKey: (citation) => (note && replacedKey(session, note, citation)?.to) ?? null,
    library: workspace.library,
    near: (name) => nearKeys(finder, name),
    successor: (name) => successorOf(workspace, name),
  };
}

/** By which key to cite what a note cites by one that is no more, or that its bibliography does not have. */
function replacedKey({ workspace, roots }: Session, note: OpenNote, citation: Citation): ReplacedKey | null {
  const bibliography = workspace.bibliographyOf(roots.pathOf(note.document.uri) ?? '', note.scan);
  return replacementOf(workspace, citation, bibliography);
}

/** For a key that several papers have: each way to mean one of them. */
function ambiguous(place: ActionPlace): OfferedAction[] {
  const { session, path, findings, span, note } = place;
  return findings
    .filter(
      ({ code, span: at }) => /^(?:ambiguous-citation|not-in-bibliography)$/.test(code) && meets(at, span),
    )
    .flatMap((finding) => {
      const citation = citationOfFinding(note!.scan, finding.span);
      const papers = citation ? session.papersOf(note!, citation) : [];
      if (citation?.form !== 'pandoc' || papers.length < 2) return [];
      return choicesFor(session.workspace, path, noteText(place)!, citation, papers).map(
        ({ paper, by, edits }): OfferedAction => ({
          title: `Mean “${firstSentences(shownTitle(paper), 50)}”: ${by}`,
          kind: 'quickfix',
          fixes: [finding],
          edits: () => edits,
        }),
      );
    });
}

/** For a key that no paper has: the keys that are nearest to it. */
function unknownKeys(place: ActionPlace): OfferedAction[] {
  const { session, note, span, findings } = place;
  return findings
    .filter(({ code, span: at }) => /^unknown-(?:citation|in-text)$/.test(code) && meets(at, span))
    .flatMap((finding) => {
      const citation = citationOfFinding(note!.scan, finding.span);
      if (!citation) return [];
      const sure = certainFixes(noteText(place)!, [finding], knownKeys(place)).map(({ title }) => title);
      const near = nearKeys(session.finder, citation.name)
        .map((key): OfferedAction => ({
          title: `Change to “${key}”`,
          kind: 'quickfix',
          fixes: [finding],
          edits: () => [withKey(citation, key)],
        }))
        .filter(({ title }) => !sure.includes(title));
      if (finding.code !== 'unknown-in-text') return near;
      const { start } = citation.span;
      const edits = () => [{ span: { start, end: start }, text: '\\' }];
      return [
        ...near,
        { title: `“@${citation.name}” is no citation`, kind: 'quickfix', fixes: [finding], edits },
      ];
    });
}

/** For a preprint that has appeared: the key of what was published. */
function published({ session, note, span, findings }: ActionPlace): OfferedAction[] {
  return findings
    .filter(({ code, span: at }) => code === 'published-version-available' && meets(at, span))
    .flatMap((finding) => {
      const citation = citationOfFinding(note!.scan, finding.span);
      const [paper] = citation ? session.papersOf(note!, citation) : [];
      const key = citation && paper ? publishedKeyFor(citation, paper) : null;
      if (!citation || key === null) return [];
      const edits = () => [withKey(citation, key)];
      return [{ title: `Cite the published version, “${key}”`, kind: 'quickfix', fixes: [finding], edits }];
    });
}

/** For a key that is not in the note's bibliography, or that is only generated: add it, or all of the file. */
function pinning(place: ActionPlace): OfferedAction[] {
  const { session, document, path, note, span, findings } = place;
  const { workspace } = session;
  const { scan } = note!;
  const citation = readCitationAt(scan, span.start);
  const bibliography = workspace.bibliographyOf(path, scan);
  const pin = citation && pinOf(workspace, citation, bibliography);
  if (!citation || !pin) return [];
  const [file = OWN_BIBLIOGRAPHY] = pinningFiles(workspace, bibliography, session.roots.prefixOf(path));
  const fixes = findings.filter(
    ({ code, span: at }) => code === 'not-in-bibliography' && at.start === citation.target.start,
  );
  const one: OfferedAction = {
    title: `Add “${pin.key}” to ${file}`,
    kind: 'quickfix',
    fixes,
    isPreferred: fixes.length > 0 && replacedKey(session, note!, citation) === null,
    command: {
      id: CITE_COMMANDS.pin,
      argument: { note: document.uri, paper: pin.paper.id, key: pin.key },
    },
  };
  return [one, ...otherKey(place, citation, fixes), ...pinOfAll(place, 'quickfix', fixes)];
}

/** For a key of another bibliography, whose paper the note's own has by another key. */
function otherKey(
  { session, path, note }: ActionPlace,
  citation: Citation,
  fixes: readonly ServedFinding[],
): readonly OfferedAction[] {
  const bibliography = session.workspace.bibliographyOf(path, note!.scan);
  const [paper] = session.papersOf(note!, citation);
  const key = paper && fixes.length > 0 ? ownKeyOf(bibliography, paper) : null;
  if (key === null || replacedKey(session, note!, citation)) return [];
  return [{ title: `Change to “${key}”`, kind: 'quickfix', fixes, edits: () => [withKey(citation, key)] }];
}

/** For a note with several papers that are to be added: all of them at once. */
function pinOfAll(
  { session, document, path, note }: ActionPlace,
  kind: 'quickfix' | 'addAll',
  fixes: readonly ServedFinding[] = [],
): OfferedAction[] {
  const { workspace } = session;
  const { length } = pinsOf(workspace, path, note!.scan);
  if (length < (kind === 'quickfix' ? 2 : 1)) return [];
  const bibliography = workspace.bibliographyOf(path, note!.scan);
  const [file = OWN_BIBLIOGRAPHY] = pinningFiles(workspace, bibliography, session.roots.prefixOf(path));
  const what = length === 1 ? 'the missing paper' : `all ${length} missing papers`;
  const command = { id: CITE_COMMANDS.pinAll, argument: { note: document.uri } };
  return [{ title: `Add ${what} of this note to ${file}`, kind, fixes, command }];
}
