import type { MarkdownIt } from 'markdown-it';
import * as vscode from 'vscode';
import { LIBRARY_COMMANDS } from '../protocol/library.ts';
import { addRemark, highlightSelection, undoAnnotation } from './annotating.ts';
import { annotationFeatures } from './annotation-features.ts';
import { CardFollowing } from './card-following.ts';
import { Cards } from './cards.ts';
import { chooseDigest } from './digest-choice.ts';
import type { HasFocusedPapers } from './focused-row.ts';
import { COMMANDS, VIEWS } from './ids.ts';
import { InboxView } from './inbox-view.ts';
import { inboxCommands } from './inbox-commands.ts';
import { libraryCommands, saveSearch } from './library-commands.ts';
import { CitationOffers } from './citation-offers.ts';
import { citationPastes } from './citation-pastes.ts';
import { citationDrops } from './library-drag.ts';
import { LibraryView } from './library-view.ts';
import { exportPapers } from './export.ts';
import { newDigestFromClipboard } from './new-digest.ts';
import { openEntry, refOf } from './papers.ts';
import { selectionCommands } from './selection-commands.ts';
import { setTags } from './paper-marks.ts';
import { showPlaces } from './places.ts';
import { CitationPreview } from './preview.ts';
import { ReadingListView } from './reading-list-view.ts';
import { RelatedView, relatedCommands } from './related-view.ts';
import { Report } from './report.ts';
import { addSample } from './sample-library.ts';
import { SearchPick } from './search-pick.ts';
import { Server } from './server.ts';
import { statusItem } from './status.ts';

let server: Server | null = null;

/** What other extensions get: VS Code's Markdown preview asks for `extendMarkdownIt`. */
export interface CarrelApi {
  extendMarkdownIt(md: MarkdownIt): MarkdownIt;
}

export async function activate(context: vscode.ExtensionContext): Promise<CarrelApi> {
  const started = new Server(context);
  server = started;
  const view = new LibraryView(started, context.workspaceState);
  const inbox = new InboxView(started);
  const report = new Report(context.extensionUri, started);
  const preview = new CitationPreview(started);
  const cards = new Cards(context.extensionUri, started);
  const related = new RelatedView(started);
  const readingList = new ReadingListView(started);
  const following = new CardFollowing(cards, view, inbox, readingList);
  const search = new SearchPick({
    server: started,
    memory: context.workspaceState,
    openCard: (ref) => cards.openFocused(ref),
    filterLibrary: (query) => view.filter(query),
    saveSearch: (query) => saveSearch(started, query),
  });
  const onPaper =
    (act: (ref: string, argument: unknown) => Promise<unknown>) => async (argument: unknown) => {
      const ref = await refOf(started, argument);
      if (ref !== null) await act(ref, argument);
      else void vscode.window.showInformationMessage(vscode.l10n.t('There is no paper at the cursor.'));
    };
  const command = (id: string, run: (argument: unknown) => unknown): vscode.Disposable => {
    return vscode.commands.registerCommand(id, run);
  };
  const offers = new CitationOffers();
  context.subscriptions.push(
    started,
    view,
    inbox,
    report,
    cards,
    preview,
    search,
    ...annotationFeatures(started, cards, context.workspaceState),
    readingList,
    following,
    statusItem(started),
    command(
      COMMANDS.openCard,
      onPaper((ref) => following.open(ref)),
    ),
    command(
      COMMANDS.openEntry,
      onPaper((ref) => openEntry(started, ref)),
    ),
    command(COMMANDS.highlightSelection, (given) => highlightSelection(started, given, false)),
    command(COMMANDS.highlightSelectionWithComment, (given) => highlightSelection(started, given, true)),
    command(COMMANDS.undoAnnotation, () => undoAnnotation(started)),
    command(
      COMMANDS.addRemark,
      onPaper((ref, given) => addRemark(started, ref, given)),
    ),
    command(
      COMMANDS.setTags,
      onPaper((ref, given) => setTags(started, ref, given)),
    ),
    command(COMMANDS.search, (argument) => search.show(queryOf(argument))),
    ...libraryCommands(started, view, queryOf),
    ...selectionCommands(
      started,
      new Map<string, HasFocusedPapers>([
        [VIEWS.library, view],
        [VIEWS.inbox, inbox],
        [VIEWS.readingList, readingList],
        [VIEWS.related, related],
      ]),
    ),
    ...relatedCommands(related),
    related,
    cards.onDidShow((ref) => related.follow(ref)),
    command(COMMANDS.addSample, () => addSample(context.extensionUri)),
    offers,
    citationDrops(started, offers),
    citationPastes(started, offers),
    command(COMMANDS.exportLibrary, (argument) => exportPapers(started, 'library', argument)),
    command(COMMANDS.exportCited, (argument) => exportPapers(started, 'cited', argument)),
    command(COMMANDS.newDigestFromClipboard, (argument) => newDigestFromClipboard(started, argument)),
    command(COMMANDS.moreListed, (status) => readingList.showMore(status)),
    ...inboxCommands(inbox, (ref) => cards.open(ref)),
    command(COMMANDS.showReport, () => report.show()),
    command(COMMANDS.addDigest, (uri) => chooseDigest(started, LIBRARY_COMMANDS.addDigest, uri)),
    command(COMMANDS.removeDigest, (uri) => chooseDigest(started, LIBRARY_COMMANDS.removeDigest, uri)),
    command(COMMANDS.readAgain, () => started.run(LIBRARY_COMMANDS.readAgain)),
    command(COMMANDS.stopReading, () => started.run(LIBRARY_COMMANDS.stopReading)),
    command(COMMANDS.restartServer, () => started.restart()),
    command(COMMANDS.showLog, () => started.showLog()),
    command(COMMANDS.showPlaces, (places) => showPlaces(places)),
  );
  await started.start();
  return { extendMarkdownIt: (md) => preview.extend(md) };
}

/** A keybinding may bring a query. */
function queryOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('query' in argument)) return undefined;
  return typeof argument.query === 'string' ? argument.query : undefined;
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
