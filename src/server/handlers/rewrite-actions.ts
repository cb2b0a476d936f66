import { citationAt } from '../../core/features/citations.ts';
import { shownTitle } from '../../core/features/paper-text.ts';
import { keptVersion, keyFor, needsPin, pinningFiles } from '../../core/features/pinning.ts';
import { citeNamed, papersNamedAt } from '../../core/features/rewrites/prose-names.ts';
import { quotableAt, quoteBehind } from '../../core/features/rewrites/quoting.ts';
import type { NoteText } from '../../core/features/rewrites/rewrite.ts';
import { identifierToKey, keyToIdentifier } from '../../core/features/rewrites/spellings.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { Citation, IdentifierCitation } from '../../core/notes/citation.ts';
import { firstSentences } from '../../core/text/markdown-escape.ts';
import type { TextEdit } from '../../core/text/text-edit.ts';
import { CITE_COMMANDS } from './cite.ts';
import { isWanted, type ActionPlace, type OfferedAction } from './code-actions.ts';

/** Characters of a title or a quote in an action's title. */
const SHOWN = 50;

/** Other ways to write what stands at the cursor: identifier or key, a paper's name as a citation, a highlight as a quote. */
export function rewriteActions(place: ActionPlace, only: readonly string[] | null): readonly OfferedAction[] {
  const { note, session, span, path } = place;
  if (!note || session.loading) return [];
  if (!isWanted('rewrite', only) && !isWanted('inline', only)) return [];
  const text = noteText(place)!;
  const citation = citationAt(note.scan, span.start);
  if (!citation) return namesInProse(place, text);
  const [paper, other] = session.workspace.papersOf(
    citation,
    session.workspace.bibliographyOf(path, note.scan),
  );
  if (!paper || other) return [];
  const quotes = quotesOf(place, text, citation, paper);
  if (citation.form === 'identifier') return [...asKey(place, text, citation, paper), ...quotes];
  const printed = keyToIdentifier(text, citation, paper).map((one): OfferedAction => ({
    title: `Print ${one.text} in place of the key`,
    kind: 'inline',
    edits: () => [one.edit],
  }));
  return [...printed, ...quotes];
}

/** The note at a place, for core; null for a digest. */
export function noteText({ note, document, session }: ActionPlace): NoteText | null {
  return (
    note && {
      text: document.text,
      scan: note.scan,
      rescan: (text) => session.scanAs(document, text),
    }
  );
}

function asKey(
  place: ActionPlace,
  text: NoteText,
  citation: IdentifierCitation,
  paper: LibraryPaper,
): OfferedAction[] {
  const bibliography = place.session.workspace.bibliographyOf(place.path, text.scan);
  const key = keyFor(paper, bibliography);
  const isPinned = pinCommand(place, paper, key, null) !== undefined;
  const { workspace, roots } = place.session;
  const [file = null] = isPinned ? pinningFiles(workspace, bibliography, roots.prefixOf(place.path)) : [];
  const { version } = citation;
  const { isWritten, printed } = keptVersion({ paper, key }, version, file);
  const edit = identifierToKey(text, citation, key, printed);
  if (!edit) return [];
  const meant = isWritten && version !== null ? { version, at: edit.span.start } : null;
  const command = pinCommand(place, paper, key, meant);
  return [{ title: `Cite as “${key}”`, kind: 'rewrite', edits: () => [edit], ...command }];
}

function namesInProse(place: ActionPlace, text: NoteText): OfferedAction[] {
  const { session, path, span } = place;
  const { workspace, finder } = session;
  const bibliography = workspace.bibliographyOf(path, text.scan);
  const names = {
    library: workspace.library,
    match: (query: string, limit: number) => finder.match(query, limit),
  };
  return papersNamedAt(text, span, names).flatMap((named): OfferedAction[] => {
    const key = keyFor(named.paper, bibliography);
    const pin = pinCommand(place, named.paper, key, null);
    const title = firstSentences(shownTitle(named.paper), SHOWN);
    const { behind, instead } = citeNamed(text, named, key);
    const action = (words: string, edit: TextEdit | null): OfferedAction[] =>
      edit ? [{ title: words, kind: 'rewrite', edits: () => [edit], ...pin }] : [];
    return [
      ...action(`Cite “${title}” here: [@${key}]`, behind),
      ...action(`Replace by @${key}: “${title}”`, instead),
    ];
  });
}

function quotesOf(
  place: ActionPlace,
  text: NoteText,
  citation: Citation,
  paper: LibraryPaper,
): OfferedAction[] {
  const { workspace } = place.session;
  const key =
    citation.form === 'pandoc'
      ? citation.name
      : keyFor(paper, workspace.bibliographyOf(place.path, text.scan));
  return quotableAt(citation, workspace.annotations.of(paper).highlights).flatMap((highlight) => {
    const edit = quoteBehind(text, citation, highlight, key);
    if (!edit) return [];
    const words = firstSentences(highlight.record.exact, SHOWN);
    const pin = citation.form === 'pandoc' ? {} : pinCommand(place, paper, key, null);
    return [{ title: `Quote “${words}” here`, kind: 'rewrite' as const, edits: () => [edit], ...pin }];
  });
}

/** The command that pins the key of what is cited from now on, where it must be and the reader wants it; as completion does. */
function pinCommand(
  { session, document, path, note }: ActionPlace,
  paper: LibraryPaper,
  key: string,
  meant: { readonly version: number; readonly at: number } | null,
): Pick<OfferedAction, 'command'> | undefined {
  const bibliography = session.workspace.bibliographyOf(path, note!.scan);
  if (!session.settings.pinOnCompletion || !needsPin({ paper, key }, bibliography)) return undefined;
  const argument = {
    note: document.uri,
    paper: paper.id,
    key,
    quiet: true,
    ...meant,
  };
  return { command: { id: CITE_COMMANDS.pin, argument } };
}
