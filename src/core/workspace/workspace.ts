import { AnnotationStore } from '../annotations/store.ts';
import type { DigestFormat } from '../digests/format.ts';
import { Doubts } from '../library/doubts/doubts.ts';
import { Library, type LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { papersOfIdentifier, papersOfName } from '../library/resolve.ts';
import { parseVerdicts } from '../library/verdict-file.ts';
import type { AnyCitation, NoteScan } from '../notes/citation.ts';
import { dialectOf } from '../notes/dialect.ts';
import { frontMatterSaysDigest } from '../notes/digest-mark.ts';
import type { NamedStyle } from '../notes/style-names.ts';
import { scanNote } from '../notes/scan.ts';
import { LineIndex } from '../text/lines.ts';
import type { IsoDate } from '../text/dates.ts';
import type { Problem } from '../text/problem.ts';
import { finish, type Steps } from '../text/steps.ts';
import {
  Bibliographies,
  isIn,
  isOutside,
  placesInside,
  withStyleFolders,
  type EffectiveBibliography,
  type Places,
} from './bibliographies.ts';
import {
  failedDigest,
  readDigest,
  decisionReport,
  withRemark,
  type DigestReport,
  type FileProblem,
  type ReadDigest,
} from './digest-file.ts';
import { readPasted, type PastedDigest } from '../digests/pasted-digest.ts';
import { isReadersFile, type FileKind, type FileRules } from './file-rules.ts';
import { readInlineReferences, referencesSource } from './inline-references.ts';
import { FormerKeys } from './former-keys.ts';
import { Readings } from './readings.ts';
import { NoteIndex, papersOfMention, type Mention } from './note-index.ts';
import { NamedFiles } from './named-files.ts';
import type { PandocRefusal } from './pandoc-refusal.ts';
import type { ProjectSettings } from './project-settings.ts';
import { ReaderChoices } from './reader-choices.ts';
import { Reports } from './reports.ts';

export interface WorkspacePorts {
  readonly rules: FileRules;
  readonly formats: readonly DigestFormat[];
  today(): IsoDate;
  /** Where a bibliography that is named in a folder may lie, outside of the workspace too; without it only inside. */
  readonly placesOf?: (folder: string, name: string) => Places;
  /** Pandoc's own folders of citation styles, by absolute path; null where nobody may look into them. */
  readonly styleFolders?: readonly string[] | null;
}

/** Digests and notes of all files, and the library that they make. Holds no text: whoever needs one has the file. */
export class Workspace {
  readonly library = new Library();
  readonly notes = new NoteIndex();
  readonly annotations = new AnnotationStore(this.library);
  readonly choices = new ReaderChoices();
  readonly formerKeys = new FormerKeys(this.library, (key) => this.notes.cites(key));
  /** Found in the background: whoever shares its thread calls `work`. */
  readonly doubts = new Doubts(this.library);
  readonly #verdictFiles = new Set<string>();
  /** What came of every file that was considered. */
  readonly files = new Reports(() => this.#ports.rules, this.doubts);
  readonly #bibliographies = new Bibliographies({
    stateOf: (path) => this.#stateOf(path),
    placesOf: (folder, name) => this.#placesOf(folder, name),
    placesOfStyle: (folder, name) =>
      withStyleFolders(this.#placesOf(folder, name), name, this.#ports.styleFolders),
  });
  readonly #named = new NamedFiles();
  /** The front matter of notes that list references. */
  readonly #inline = new Map<string, string>();
  readonly #readings = new Readings();
  #ports: WorkspacePorts;

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /** New rules hold for files that are set from now on. */
  useRules(rules: FileRules): void {
    this.#ports = { ...this.#ports, rules };
  }

  /** Every file with something to tell, by path. */
  get reports(): readonly DigestReport[] {
    return this.files.all();
  }

  /** What is told of one file: what was wrong in reading it, and what is doubtful about its entries. */
  reportOf(path: string): DigestReport | undefined {
    return this.files.of(path);
  }

  get digestCount(): number {
    return this.files.digestCount;
  }

  /** The settings that hold for a file. */
  settingsOf(path: string): ProjectSettings {
    return this.#ports.rules.settingsOf(path);
  }

  /** All paths that the workspace knows by its rules. */
  paths(): string[] {
    const reports = [...this.files.paths()].filter((path) => !this.#named.onDemand.has(path));
    const { decisionPaths } = this.annotations;
    return [
      ...reports,
      ...this.notes.paths(),
      ...this.#bibliographies.projectFiles(),
      ...decisionPaths,
      ...this.#verdictFiles,
      ...this.choices.paths,
    ];
  }

  /** Files that are read only because a note names them. */
  get onDemand(): Iterable<string> {
    return this.#named.onDemand;
  }

  /** Whether a path's content matters to the workspace. */
  wants(path: string): boolean {
    return (
      this.#kindOf(path) !== 'other' ||
      this.#bibliographies.isNamed(path) ||
      this.#bibliographies.isStyle(path)
    );
  }

  /**
   * Takes a file's text, new or changed. Papers and keys follow with `commit`. A remark says what is doubtful about the text; it stands
   * in the report. `lines` are the text's, where they are known.
   */
  setFile(path: string, text: string, remark?: FileProblem, lines?: LineIndex): void {
    finish(this.setFileSteps(path, text, remark, lines));
  }

  /** The same in steps. Where something else is said of the path in between, this text counts no more. */
  *setFileSteps(path: string, text: string, remark?: FileProblem, lines?: LineIndex): Steps<void> {
    const turn = this.#readings.begin(path);
    const kind = this.#kindOf(path);
    const named = this.#bibliographies.isNamed(path);
    if (kind === 'other' && !named) {
      this.removeFile(path);
      if (this.#bibliographies.isStyle(path)) this.#named.setPresent(path);
      return;
    }
    if (kind === 'project') {
      this.#bibliographies.setProjectFile(path, text);
      return;
    }
    if (kind === 'decisions') {
      this.annotations.setDecisions(path, text);
      return;
    }
    if (kind === 'verdicts') {
      const { verdicts, problems } = parseVerdicts(text);
      this.#verdictFiles.add(path);
      this.library.setVerdicts(path, verdicts);
      this.#tell(path, text, problems);
      return;
    }
    if (kind === 'less-like-this' || kind === 'topics') {
      this.#tell(path, text, this.choices.set(kind, path, text));
      return;
    }
    if (this.isNote(path, text)) {
      this.setNote(path, scanNote(text, dialectOf(path)), lines ?? new LineIndex(text));
      return;
    }
    this.#forgetNote(path);
    if (kind === 'other') this.#named.addOnDemand(path);
    const { formats } = this.#ports;
    const certain = kind !== 'perhaps' || named;
    const before = this.#readings.before(path);
    const options = { formats, today: this.#ports.today(), certain, named, before };
    const read = yield* readDigest(path, text, lines ? { ...options, lines } : options);
    if (!this.#readings.isLatest(path, turn)) return;
    yield* this.#named.read(path, text, { format: read?.report.format ?? null, named, remark });
    if (!this.#readings.isLatest(path, turn)) return;
    yield* this.#take(path, read && remark ? withRemark(read, remark) : read);
  }

  /** What papers a text would bring that is no file yet; null where it holds none. */
  readPasted(text: string): PastedDigest | null {
    return readPasted(text, this.#ports.formats, this.#ports.today());
  }

  /** Whether a path with this text is a note. */
  isNote(path: string, text: string): boolean {
    return this.#kindOf(path) === 'note' && !frontMatterSaysDigest(text);
  }

  /** Whether a file is a bibliography that must not be written to: the settings say so, or another program writes it again. */
  isReadOnly(path: string): boolean {
    return this.#ports.rules.isReadOnly(path) || this.#named.isExport(path);
  }

  /** Whether a path is left out because git ignores it or the editor hides it, not because someone said that it is no note. */
  isIgnored(path: string): boolean {
    const rule = this.#ports.rules.leftOut(path);
    return rule !== null && rule !== 'notes.exclude' && rule !== 'digests.exclude';
  }

  /** Takes a note that the caller has scanned already. */
  setNote(path: string, scan: NoteScan, lines: LineIndex): void {
    this.#readings.begin(path);
    this.notes.set(path, scan, lines);
    this.annotations.setNote(path, lines.text, this.#ports.rules.isReadingList(path));
    this.library.setKeyGiver(path, this.annotations.keyGiver(path));
    this.#bibliographies.setNote(path, scan);
    const source = referencesSource(scan, lines.text);
    if (source !== null && this.#inline.get(path) === source) return;
    if (source === null) this.#inline.delete(path);
    else this.#inline.set(path, source);
    this.#takeNow(path, source === null ? null : readInlineReferences(path, source, lines));
  }

  /**
   * The bibliographies that notes name and whose content is not known, each told once: the caller reads them and gives their text to
   * `setFile`, or tells that they are absent or unreadable. Those that no note names any more are forgotten.
   */
  takeUnread(): string[] {
    const isNamed = (path: string): boolean => this.#bibliographies.isNamed(path);
    for (const path of this.#named.takeUnnamed(isNamed)) this.removeFile(path);
    return this.#named.takeUnread(this.#bibliographies.namedPaths());
  }

  /** Records that a named bibliography is not there. */
  setAbsent(path: string): void {
    this.#named.setAbsent(path);
  }

  /** Records a file that could not be read; a note or a text that only might be a digest is silent about it. */
  setUnreadable(path: string, problem: FileProblem): void {
    this.#forgetNote(path);
    this.#forgetVerdicts(path);
    const kind = this.#kindOf(path);
    const named = this.#bibliographies.isNamed(path);
    if (named && kind === 'other') this.#named.addOnDemand(path);
    if (named) this.#named.setUnreadable(path, problem);
    const told = kind === 'digest' || kind === 'note' || isReadersFile(kind) || named;
    this.#takeNow(path, told ? failedDigest(path, problem, kind === 'note' ? kind : undefined) : null);
  }

  /** Records a folder of which something must be told. */
  setFolderProblem(path: string, problem: FileProblem): void {
    this.#takeNow(path, failedDigest(path, problem, 'folder'));
  }

  /** The same as `removeFile` in steps. */
  *removeFileSteps(path: string): Steps<void> {
    const turn = this.#readings.begin(path);
    yield* this.library.removeFileSteps(path);
    if (this.#readings.isLatest(path, turn)) this.removeFile(path);
  }

  removeFile(path: string): void {
    this.#readings.forget(path);
    this.#forgetVerdicts(path);
    this.#bibliographies.removeProjectFile(path);
    this.#forgetNote(path);
    this.#named.forget(path);
    this.#forgetDigest(path);
  }

  commit(): LibraryChange {
    return finish(this.commitSteps());
  }

  *commitSteps(): Steps<LibraryChange> {
    const change = yield* this.library.commitSteps();
    this.doubts.apply(change);
    this.formerKeys.remember(change.retired);
    return change;
  }

  /** Why Pandoc would not read a bibliography that a note names; null where it would. */
  refusalOf(path: string): PandocRefusal | null {
    return this.#named.refusalOf(path);
  }

  /** The files in which Pandoc would look the keys of a note up; null where it names none. */
  bibliographyOf(path: string, scan: NoteScan): EffectiveBibliography | null {
    const { pandocDefaults } = this.settingsOf(path);
    const found = this.#bibliographies.of(path, scan.bibliography, pandocDefaults);
    // References in the front matter are entries of the note itself.
    if (!this.#inline.has(path)) return found;
    return { complete: true, missing: [], unread: [], ...found, files: [...(found?.files ?? []), path] };
  }

  /** The kinds of cross-references that a note has beside Quarto's own; null where Quarto does not read it. */
  crossReferenceKinds(path: string, { kinds }: NoteScan): readonly string[] | null {
    return this.#bibliographies.kindsOf(path, kinds);
  }

  /** The citation styles of a note that are nowhere. */
  missingStylesOf(path: string, { styles }: NoteScan): readonly NamedStyle[] {
    return this.#bibliographies.missingStyles(path, styles, this.settingsOf(path).pandocDefaults);
  }

  /**
   * The papers that a citation names: none, one, or several where it is ambiguous. A key is looked up in the note's own bibliography
   * first, and only if that has none in the whole workspace.
   */
  papersOf(citation: AnyCitation, bibliography: EffectiveBibliography | null): readonly LibraryPaper[] {
    if (citation.form === 'identifier')
      return papersOfIdentifier(this.library, citation.scheme, citation.name);
    const isKey = citation.form !== 'wikilink' || citation.marked;
    const papers = isKey ? this.library.byKey(citation.name) : papersOfName(this.library, citation.name);
    if (papers.length === 0 || !bibliography) return papers;
    const own = papers.filter((paper) => isIn(bibliography, paper, citation.name));
    return own.length > 0 ? own : papers;
  }

  /** The mentions of a paper in the text of notes, by path and place. */
  mentionsOf(paper: LibraryPaper): Mention[] {
    return this.notes.mentioning(paper).filter(this.#means(paper));
  }

  /** Its uses in their metadata and TeX, which do not count as mentions. */
  usesAside(paper: LibraryPaper): Mention<AnyCitation>[] {
    return this.notes.mentioningAside(paper).filter(this.#means(paper));
  }

  #means(paper: LibraryPaper): (mention: Mention<AnyCitation>) => boolean {
    return ({ path, place }) =>
      this.papersOf(place.citation, this.bibliographyOf(path, this.notes.get(path)!.scan)).includes(paper);
  }

  /** Papers of which notes, sidecars, lists or decisions may say something else since this was last asked. */
  takeTouched(): ReadonlySet<LibraryPaper> {
    return new Set([
      ...this.annotations.takeTouched(),
      ...this.notes.takeTouched().flatMap((name) => papersOfMention(this.library, name)),
    ]);
  }

  #takeNow(path: string, read: ReadDigest | null): void {
    this.#readings.begin(path);
    finish(this.#take(path, read));
  }

  *#take(path: string, read: ReadDigest | null): Steps<void> {
    if (!read) {
      this.#forgetDigest(path);
      return;
    }
    this.files.set(read.report);
    this.#readings.keep(path, read.parsed);
    const { citekeyFormat: keyFormat } = this.settingsOf(path);
    if (read.file) yield* this.library.setFileSteps({ ...read.file, keyFormat });
    else this.library.removeFile(path);
  }

  #placesOf(folder: string, name: string): Places {
    return (this.#ports.placesOf ?? placesInside)(folder, name);
  }

  /** Files outside of the workspace count only where a note names them. */
  #kindOf(path: string): FileKind {
    return isOutside(path) ? 'other' : this.#ports.rules.kindOf(path);
  }

  #stateOf(path: string): 'known' | 'unread' | 'absent' | 'unknown' {
    const isRead = this.files.isRead(path);
    if (isRead !== undefined) return isRead ? 'known' : 'unread';
    return this.#named.isAbsent(path) ? 'absent' : 'unknown';
  }

  #tell(path: string, text: string, problems: readonly Problem[]): void {
    if (problems.length > 0) this.files.set(decisionReport(path, text, problems));
    else this.files.delete(path);
  }

  #forgetVerdicts(path: string): void {
    this.choices.delete(path);
    if (this.#verdictFiles.delete(path)) this.library.setVerdicts(path, []);
  }

  #forgetNote(path: string): void {
    this.notes.delete(path);
    this.annotations.removeFile(path);
    this.library.setKeyGiver(path, null);
    this.#inline.delete(path);
    this.#bibliographies.removeNote(path);
  }

  #forgetDigest(path: string): void {
    this.#readings.keep(path, null);
    if (this.files.delete(path)) this.library.removeFile(path);
  }
}
