import { citationOfFinding, nearKeys, withKey } from '../../core/features/note-fixes.ts';
import { citationAt } from '../../core/features/citations.ts';
import { publishedKeyFor } from '../../core/features/published.ts';
import { OWN_BIBLIOGRAPHY, pinOf, pinningFiles, pinsOf } from '../../core/features/pinning.ts';
import { CITE_COMMANDS, rootOf } from './cite.ts';
import { meets, type ActionPlace, type OfferedAction } from './code-actions.ts';

/** What can be done about a note's findings, and with the citation under the cursor. */
export function noteActions(place: ActionPlace): OfferedAction[] {
  return place.note ? [...unknownKeys(place), ...published(place), ...pinning(place)] : [];
}

/** For a key that no paper has: the keys that are nearest to it. */
function unknownKeys({ session, note, span, findings }: ActionPlace): OfferedAction[] {
  return findings
    .filter(({ code, span: at }) => /^unknown-(?:citation|in-text)$/.test(code) && meets(at, span))
    .flatMap((finding) => {
      const citation = citationOfFinding(note!.scan, finding.span);
      if (!citation) return [];
      const near = nearKeys(session.finder, citation.name).map((key): OfferedAction => ({
        title: `Change to “${key}”`,
        kind: 'quickfix',
        fixes: [finding],
        edits: () => [withKey(citation, key)],
      }));
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
function pinning({ session, document, path, note, span, findings }: ActionPlace): OfferedAction[] {
  const { workspace } = session;
  const { scan } = note!;
  const citation = citationAt(scan, span.start);
  const bibliography = workspace.bibliographyOf(path, scan);
  const pin = citation && pinOf(workspace, citation, bibliography);
  if (!citation || !pin) return [];
  const [file = OWN_BIBLIOGRAPHY] = pinningFiles(workspace, bibliography, rootOf(session, path));
  const fixes = findings.filter(
    ({ code, span: at }) => code === 'not-in-bibliography' && at.start === citation.target.start,
  );
  const one: OfferedAction = {
    title: `Add “${pin.key}” to ${file}`,
    kind: 'quickfix',
    fixes,
    isPreferred: fixes.length > 0,
    command: {
      id: CITE_COMMANDS.pin,
      argument: { note: document.uri, paper: pin.paper.id, key: pin.key },
    },
  };
  const all = pinsOf(workspace, path, scan);
  if (all.length < 2) return [one];
  const title = `Add all ${all.length} missing papers of this note to ${file}`;
  const command = { id: CITE_COMMANDS.pinAll, argument: { note: document.uri } };
  return [one, { title, kind: 'quickfix', fixes, command }];
}
