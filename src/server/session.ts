import { dialectOf } from '../core/notes/dialect.ts';
import type { AnyCitation, NoteScan } from '../core/notes/citation.ts';
import { NoteScanner } from '../core/notes/note-scanner.ts';
import type { LibraryPaper } from '../core/library/library-paper.ts';
import type { LineIndex } from '../core/text/lines.ts';
import type { Finder } from '../core/features/finder.ts';
import { LibraryGroups } from '../core/features/grouping/library-groups.ts';
import { Inbox } from '../core/features/inbox/inbox.ts';
import { readerFacts, type ReaderFacts } from '../core/features/reader-facts.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { Client } from './client.ts';
import { Intake } from './intake.ts';
import type { FileContent } from './node/disk.ts';
import type { OpenDocument } from './documents.ts';
import type { Roots } from './roots.ts';
import type { EditorSettings } from './settings.ts';

/** A note as handlers read it. */
export interface OpenNote {
  readonly document: OpenDocument;
  readonly scan: NoteScan;
  readonly lines: LineIndex;
}

/** What every handler needs: the workspace, the texts that are open, and what client and user asked for. */
export class Session {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly finder: Finder;
  readonly inbox: Inbox;
  /** Where a problem's code is explained, as a URI; null where the client shows no such links, or the page is not there. */
  readonly help: (code: string) => string | null;
  readonly groups: LibraryGroups;
  settings: EditorSettings;
  /** How far reading came before it was stopped. */
  stopped: { readonly done: number; readonly total: number } | null = null;
  /** True until all files have been read once. */
  reading = true;

  #roots: Roots;
  readonly #documents = new Map<string, OpenDocument>();
  /** The URIs of open texts by the paths of their files. */
  readonly #openPaths = new Map<string, string>();
  readonly #scans = new WeakMap<OpenDocument, NoteScan>();
  /** One for each open note: it reads again only the paragraphs that changed. */
  readonly #scanners = new Map<string, NoteScanner>();
  /** Documents whose last change has not reached the workspace. */
  readonly #unsettled = new Set<string>();
  readonly #watchers = new Set<() => void>();
  readonly #intake: Intake;
  readonly #onChange: () => void;

  constructor(parts: {
    client: Client;
    workspace: Workspace;
    finder: Finder;
    roots: Roots;
    settings: EditorSettings;
    help: (code: string) => string | null;
    onChange: () => void;
  }) {
    this.client = parts.client;
    this.workspace = parts.workspace;
    this.finder = parts.finder;
    this.help = parts.help;
    this.#roots = parts.roots;
    this.settings = parts.settings;
    this.inbox = new Inbox(parts.workspace);
    this.groups = new LibraryGroups(parts.workspace, parts.finder);
    this.#intake = new Intake(parts.workspace, (change) => {
      this.finder.apply(change);
      this.inbox.apply(change);
      this.groups.apply(change);
    });
    this.#onChange = parts.onChange;
  }

  get roots(): Roots {
    return this.#roots;
  }

  /** Paths mean other files from now on. */
  useRoots(roots: Roots): void {
    this.#roots = roots;
    this.#openPaths.clear();
    for (const uri of this.#documents.keys()) this.#notePath(uri);
  }

  document(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  documentOfPath(path: string): OpenDocument | undefined {
    const uri = this.#openPaths.get(path);
    return uri === undefined ? undefined : this.#documents.get(uri);
  }

  setDocument(document: OpenDocument): void {
    if (!this.#documents.has(document.uri)) this.#notePath(document.uri);
    this.#documents.set(document.uri, document);
    this.#unsettled.add(document.uri);
    for (const look of this.#watchers) look();
  }

  /** Waits until an open text is as wanted, is closed, or the time is up. */
  async whenText(uri: string, wanted: (text: string) => boolean, milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const document = this.#documents.get(uri);
        if (!document || wanted(document.text)) finish();
      };
      const finish = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      this.#watchers.add(look);
      look();
    });
  }

  /** Forgets an open text; the caller reads the file's bytes again, which may differ from it. */
  closeDocument(uri: string): void {
    this.#documents.delete(uri);
    const path = this.roots.pathOf(uri);
    if (path !== null && this.#openPaths.get(path) === uri) this.#openPaths.delete(path);
    this.#unsettled.delete(uri);
    for (const look of this.#watchers) look();
  }

  openUris(): Iterable<string> {
    return this.#documents.keys();
  }

  /** After the workspace was emptied: its open texts must reach it again. */
  reopen(): void {
    for (const uri of this.#documents.keys()) this.#unsettled.add(uri);
  }

  isOpen(path: string): boolean {
    return this.#openPaths.has(path);
  }

  /** Brings the workspace up to the open texts. Cheap when nothing changed; every request starts with it. */
  settle(): void {
    if (this.#unsettled.size === 0) return;
    for (const uri of this.#unsettled) {
      const document = this.#documents.get(uri);
      const path = this.roots.pathOf(uri);
      if (!document || path === null) continue;
      if (this.workspace.isNote(path, document.text))
        this.workspace.setNote(path, this.scanOf(document), document.lines);
      else this.workspace.setFile(path, document.text, undefined, document.lines);
    }
    this.#unsettled.clear();
    this.commit();
  }

  /** Lets background work go on for a while; true when nothing is left to do. */
  work(milliseconds: number, topics = true): boolean {
    const end = performance.now() + milliseconds;
    const compared = this.workspace.doubts.work(() => performance.now() > end);
    return compared && this.finder.work(Math.max(1, end - performance.now()), topics);
  }

  /** True while papers may be missing that are only not read yet: absence is not a fact then. */
  get loading(): boolean {
    return this.reading || this.stopped !== null || this.#intake.unsure;
  }

  /** Gives a file's content to the workspace, where it counts after a commit. Large ones in slices, between which requests are answered. */
  take(path: string, content: FileContent): Promise<void> {
    return this.#intake.take(path, content);
  }

  /** Makes small changes of the workspace count, and tells whoever shows it. What is said while all is being read counts with all else. */
  commit(): void {
    if (!this.reading) this.#intake.commit();
    this.#tell();
  }

  /** The same for changes of any size. */
  async commitInSlices(): Promise<void> {
    await this.#intake.commitInSlices();
    this.#tell();
  }

  #tell(): void {
    const touched = this.workspace.takeTouched();
    this.inbox.touch(touched);
    if (touched.size > 0) this.groups.notesChanged(touched);
    this.finder.notesChanged(this.workspace.annotations.takeChanged());
    if (this.workspace.choices.takeChanged()) this.finder.namedTopicsChanged();
    this.#onChange();
  }

  /** The note that is open under a URI, scanned; null for digests and for what is not open. */
  note(uri: string): OpenNote | null {
    this.settle();
    const document = this.#documents.get(uri);
    if (!document || !this.#readsAsNote(document)) return null;
    return { document, scan: this.scanOf(document), lines: document.lines };
  }

  /** Open notes of which the workspace knows nothing: never saved, ignored by git, outside of its folders. */
  looseNotes(): readonly OpenNote[] {
    return [...this.#documents.keys()].flatMap((uri) => {
      const path = this.roots.pathOf(uri);
      return path !== null && this.workspace.notes.get(path) ? [] : (this.note(uri) ?? []);
    });
  }

  /** The papers that a citation of an open note names. */
  papersOf(note: OpenNote, citation: AnyCitation): readonly LibraryPaper[] {
    return this.papersIn(note)(citation);
  }

  /** The same for all citations of a note: where it looks its keys up is found once. */
  papersIn({ document, scan }: OpenNote): (citation: AnyCitation) => readonly LibraryPaper[] {
    const path = this.roots.pathOf(document.uri) ?? '';
    const bibliography = this.workspace.bibliographyOf(path, scan);
    return (citation) => this.workspace.papersOf(citation, bibliography);
  }

  /** What the reader has done with a paper. */
  factsOf(paper: LibraryPaper): ReaderFacts {
    return readerFacts(this.workspace, paper);
  }

  scanOf(document: OpenDocument): NoteScan {
    let scan = this.#scans.get(document);
    if (!scan) this.#scans.set(document, (scan = this.scanAs(document, document.text)));
    return scan;
  }

  /** Scans a text that is nearly that of an open note. */
  scanAs({ uri }: OpenDocument, text: string): NoteScan {
    let scanner = this.#scanners.get(uri);
    if (!scanner) this.#scanners.set(uri, (scanner = new NoteScanner(dialectOf(decodeURI(uri)))));
    return scanner.scan(text);
  }

  #notePath(uri: string): void {
    const path = this.roots.pathOf(uri);
    if (path !== null) this.#openPaths.set(path, uri);
  }

  #readsAsNote(document: OpenDocument): boolean {
    const path = this.roots.pathOf(document.uri);
    if (path !== null && this.workspace.isNote(path, document.text)) return true;
    if (path !== null && !this.workspace.isIgnored(path)) return false;
    // A note that was never saved, that git ignores, or that lies outside the folders, cites as others do.
    return document.languageId === 'markdown' || /\.(?:md|markdown|qmd|rmd)$/i.test(document.uri);
  }
}
