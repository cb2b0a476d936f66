import type { Command, CompletionItem, CompletionList, Connection } from 'vscode-languageserver';
import { CompletionItemKind, MarkupKind } from 'vscode-languageserver';
import { completionPlace, nameAt, type CompletionPlace } from '../../core/features/completion.ts';
import { offeredPapers } from '../../core/features/citation-ranking.ts';
import { highlightPlace, offeredHighlights } from '../../core/features/highlight-completion.ts';
import { needsPin } from '../../core/features/pinning.ts';
import { shortDetail, shownTitle } from '../../core/features/paper-text.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { Paper } from '../../core/library/paper.ts';
import { rangeOf } from '../convert.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { OpenNote, Session } from '../session.ts';
import { hoverText } from './citations.ts';
import { CITE_COMMANDS } from './cite.ts';

const MOST_ITEMS = 50;

/** Characters at which a client asks again although it would not by itself: those that keys and queries hold. */
export const TRIGGERS = ['@', '[', '{', '-', ':', '.', ';', '/', ' ', '^'];

export function handleCompletion(connection: Connection, session: Session): void {
  connection.onCompletion(({ textDocument, position }): CompletionList | null => {
    const note = session.note(textDocument.uri);
    if (!note) return null;
    const { text } = note.document;
    const { encoding } = session.client;
    const offset = note.lines.offsetAt(position, encoding);
    const highlights = highlightsAt(session, note, offset);
    if (highlights) return highlights;
    const place = completionPlace(text, offset, (changed) => session.scanAs(note.document, changed));
    if (!place || !isWanted(session, place.kind)) return null;
    const papers = offeredPapers<LibraryPaper>(place, MOST_ITEMS, {
      finder: session.finder,
      cited: citedIn(session, note),
      notesNaming: (paper) => session.workspace.notes.notesNaming(paper),
    });
    const range = rangeOf(note.lines, place.replaced, encoding);
    const replace =
      session.client.insertReplace && place.end > offset
        ? rangeOf(note.lines, { start: place.replaced.start, end: place.end }, encoding)
        : null;
    const typed = text.slice(place.replaced.start, place.replaced.end);
    const pinned = pinning(session, textDocument.uri, note, place);
    const items = papers.flatMap((paper, rank): CompletionItem[] => {
      const name = nameAt(place, paper);
      if (name === null) return [];
      const command = pinned(paper);
      return [
        {
          label: place.kind === 'arxiv' || place.kind === 'doi' ? name : paper.key,
          labelDetails: { description: shownTitle(paper) },
          detail: [shownTitle(paper), shortDetail(paper)].filter((part) => part !== '').join(' · '),
          kind: CompletionItemKind.Reference,
          // The client filters by prefix; we have matched already, so every item claims to be what was typed.
          filterText: typed,
          sortText: String(rank).padStart(4, '0'),
          textEdit: replace ? { insert: range, replace, newText: name } : { range, newText: name },
          data: paper.id,
          ...(command && { command }),
        },
      ];
    });
    return { isIncomplete: true, items };
  });

  connection.onCompletionResolve((item) => {
    const paper = typeof item.data === 'string' ? session.workspace.library.byId(item.data) : undefined;
    if (!paper) return item;
    return { ...item, documentation: { kind: MarkupKind.Markdown, value: hoverText(session, paper) } };
  });
}

/** The papers that an open note cites, and how often: its text alone counts, saved or not. */
function citedIn(session: Session, note: OpenNote): ReadonlyMap<LibraryPaper, number> {
  const papersOf = session.papersIn(note);
  const byName = new Map<string, readonly LibraryPaper[]>();
  const cited = new Map<LibraryPaper, number>();
  for (const citation of note.scan.citations) {
    const name = `${citation.form} ${citation.name}`;
    let papers = byName.get(name);
    if (!papers) byName.set(name, (papers = papersOf(citation)));
    for (const paper of papers) cited.set(paper, (cited.get(paper) ?? 0) + 1);
  }
  return cited;
}

/** The highlights of the paper that a link names, where the cursor stands behind its `#^`. */
function highlightsAt(session: Session, note: OpenNote, offset: number): CompletionList | null {
  if (!session.settings.completeHighlights) return null;
  const place = highlightPlace(note.document.text, offset, (changed) =>
    session.scanAs(note.document, changed),
  );
  if (!place) return null;
  const { library, annotations } = session.workspace;
  const [paper, other] = papersOfReference(library, place.target);
  if (!paper || other) return null;
  const range = rangeOf(note.lines, place.replaced, session.client.encoding);
  const offered = offeredHighlights(annotations.of(paper).highlights, place.query).slice(0, MOST_ITEMS);
  const items = offered.map(({ id, label, exact }, rank): CompletionItem => ({
    label,
    labelDetails: { description: `^${id}` },
    detail: exact,
    kind: CompletionItemKind.Reference,
    filterText: place.query,
    sortText: String(rank).padStart(4, '0'),
    textEdit: { range, newText: `${id}${place.closed ? '' : ']]'}` },
  }));
  return { isIncomplete: true, items };
}

/**
 * What to do when an item was chosen: a key that could still change its meaning, or that the note's bibliography does not have, is written
 * there. That is another file, which only a command reaches.
 */
function pinning(
  session: Session,
  uri: string,
  note: OpenNote,
  { kind }: CompletionPlace,
): (paper: Paper) => Command | undefined {
  const { client, settings, workspace, roots } = session;
  const isKey = kind === 'at' || kind === 'wikilink';
  if (!isKey || !settings.pinOnCompletion || !client.runsCommands) return () => undefined;
  const bibliography = workspace.bibliographyOf(roots.pathOf(uri) ?? '', note.scan);
  return (paper) =>
    needsPin({ paper, key: paper.key }, bibliography)
      ? {
          title: 'Add to Bibliography',
          command: CITE_COMMANDS.pin,
          arguments: [{ note: uri, paper: paper.id, key: paper.key, quiet: true }],
        }
      : undefined;
}

function isWanted({ settings }: Session, kind: CompletionPlace['kind']): boolean {
  if (kind === 'wikilink') return settings.completeWikilinks;
  return kind === 'at' ? settings.completeAt : settings.completeIdentifiers;
}
