import {
  addRecords,
  nameRecord,
  newSidecar,
  recordSource,
  removeRecords,
  replaceQuote,
  restoreRecords,
  setSidecarField,
  updateRecord,
  type NewRecord,
  type SidecarEdit,
} from '../../core/annotations/sidecar-edits.ts';
import { newBlockId } from '../../core/annotations/block-id.ts';
import type { Passage } from '../../core/annotations/compose.ts';
import { isMadeUp, type AnnotationRecord } from '../../core/annotations/record.ts';
import type { UpdateRequest } from '../../core/annotations/requests.ts';
import { frontOf } from '../../core/annotations/front-of-paper.ts';
import { parseSidecar } from '../../core/annotations/sidecar.ts';
import type { PaperAnnotation } from '../../core/annotations/placed-annotations.ts';
import { isOwn, ownSidecar } from '../../core/annotations/own-sidecar.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { editBetween } from '../../core/text/text-edit.ts';
import type { FileEditor } from '../file-editor.ts';
import type { Session } from '../session.ts';
import { failed, writePlanned, type Planned } from './file-writer.ts';
import { newSidecarPath } from './places.ts';
import { UndoStack, type Inverse, type Revert } from './undo.ts';

/** Effects that annotating needs. */
export interface AnnotationPorts {
  today(): string;
  /** The instant as ISO 8601 in UTC. */
  now(): string;
  random(below: number): number;
  /** A name for this machine. */
  readonly machine: string;
}

/** What every command gives back: where it wrote, and the command that undoes it. */
export interface AnnotationResult {
  readonly paper: string;
  /** The annotation's id, where the command is about one. */
  readonly id?: string;
  /** The files that were written. */
  readonly files: readonly string[];
  readonly inverse: Inverse;
}

/** The sidecar edits of the `carrel.annotate.*` commands: chooses the file, lets core plan, writes, and tells the inverse. */
export class Annotator {
  readonly session: Session;
  readonly editor: FileEditor;
  readonly ports: AnnotationPorts;
  readonly undo = new UndoStack();
  /** One file for a paper's first annotation, also where a second one comes before it is written. */
  readonly #made = new Map<string, Promise<string>>();

  constructor(session: Session, editor: FileEditor, ports: AnnotationPorts) {
    this.session = session;
    this.editor = editor;
    this.ports = ports;
  }

  /** Whose annotations are written; null where one person alone annotates. */
  get name(): string | null {
    return this.session.settings.annotator;
  }

  /** The one paper that a reference names; throws where it names none or several. */
  paperOf(reference: string): LibraryPaper {
    this.session.settle();
    const [paper, other] = papersOfReference(this.session.workspace.library, reference);
    if (!paper) throw failed(`No paper of the library is “${reference}”.`);
    if (other) throw failed(`“${reference}” names several papers; use an identifier.`);
    return paper;
  }

  async addHighlight(
    paper: LibraryPaper,
    passage: Passage,
    given: { readonly color: string; readonly comment: string },
  ): Promise<AnnotationResult> {
    return this.#add(paper, { ...passage, kind: 'highlight', color: given.color, comment: given.comment });
  }

  async addRemark(paper: LibraryPaper, text: string): Promise<AnnotationResult> {
    const bare = { place: null, prefix: null, suffix: null, exact: '', color: null };
    return this.#add(paper, { ...bare, kind: 'remark', comment: text });
  }

  /** The reader's own sidecar of a paper; a new one with nothing but its front matter where there is none. */
  async createSidecar(paper: LibraryPaper): Promise<string> {
    const path = await this.target(paper);
    await writePlanned(this.editor, path, null, (text) =>
      this.onSidecar(paper, text, (own) => ({ edits: [], after: own })),
    );
    return path;
  }

  /** Several things that were done become one, which is undone at once. */
  asOne(made: readonly AnnotationResult[]): Inverse {
    for (const { inverse } of made) this.undo.forget(Number(inverse.arguments[0]['token']));
    return this.batch(made.map(({ inverse }) => inverse).reverse());
  }

  /** Commands that are one, and are remembered as what is undone next. */
  batch(commands: readonly Inverse[]): Inverse {
    const inverse: Inverse = { command: 'carrel.annotate.batch', arguments: [{ commands }] };
    if (commands.length > 0) this.undo.push('', inverse);
    return inverse;
  }

  /** Puts removed records back, as they were written, into the file that they stood in. */
  async restore(
    paper: LibraryPaper,
    path: string,
    sources: readonly string[],
    token: unknown,
  ): Promise<AnnotationResult> {
    const records = sources.flatMap((source) => parseSidecar(source).records);
    const [record] = records;
    const kept = this.session.workspace.annotations
      .sidecarsOf(paper)
      .find((sidecar) => sidecar.path === path);
    if (!record) throw failed('What is to be put back is no annotation.');
    const target = kept ? path : await this.target(paper);
    const revert = this.revertFor(token, target);
    const made = await writePlanned(this.editor, target, revert, (text) =>
      this.onSidecar(paper, text, (own) => restoreRecords(own, sources, (below) => this.ports.random(below))),
    );
    const ids = records.map(({ id }) => id);
    return this.#result(
      paper,
      [made],
      removal(record.kind),
      ids.length > 1 ? { ids } : { id: ids[0] },
      record.id,
    );
  }

  async update(
    paper: LibraryPaper,
    id: string,
    change: Pick<UpdateRequest, 'color' | 'comment' | 'was'>,
    token: unknown,
  ): Promise<AnnotationResult> {
    const { path, record, fileId } = this.#find(paper, id);
    let before: AnnotationRecord = record;
    const named = isMadeUp(id) ? this.newId() : id;
    let left = change.comment;
    const plan = (text: string): Planned => {
      const was = change.was ?? this.#knownIn(path).find((one) => one.id === fileId)?.comment;
      return this.#named(text, fileId, named, (own) => updateRecord(own, named, { ...change, was }));
    };
    const made = await writePlanned(this.editor, path, this.revertFor(token, path), plan, {
      before: (text) => (before = recordIn(text, fileId) ?? before),
      after: (text) => (left = recordIn(text, named)?.comment ?? left),
    });
    const old = {
      ...(change.color === undefined ? {} : { color: before.color ?? 'yellow' }),
      ...(change.comment === undefined ? {} : { comment: before.comment, was: left }),
    };
    const command = `carrel.annotate.update${record.kind === 'remark' ? 'Remark' : 'Highlight'}`;
    return this.#result(paper, [made], command, { id: named, ...old }, named);
  }

  /** Removes annotations that stand in one file. */
  async remove(paper: LibraryPaper, ids: readonly string[], token: unknown): Promise<AnnotationResult> {
    const all = this.#all(paper);
    const there = ids.filter((id) => all.has(id));
    const found = (there.length === 0 ? ids.slice(0, 1) : there).map((id) => this.#find(paper, id, all));
    const { path, record } = found[0]!;
    if (found.some((other) => other.path !== path)) throw failed('These annotations stand in several files.');
    const fileIds = new Set(found.map(({ fileId }) => fileId));
    const its = (text: string): AnnotationRecord[] =>
      parseSidecar(text).records.filter(({ id }) => fileIds.has(id));
    let sources: readonly string[] = [];
    const plan = (text: string): Planned => {
      // What nobody has seen is not thrown away.
      const known = new Map(this.#knownIn(path).map(({ id, comment }) => [id, comment]));
      const isSeen = its(text).every(({ id, comment }) => (known.get(id) ?? comment) === comment);
      return isSeen
        ? removeRecords(text, [...fileIds])
        : { refused: 'it was changed there meanwhile; look at it again' };
    };
    const made = await writePlanned(this.editor, path, this.revertFor(token, path), plan, {
      before: (text) => {
        sources = its(text).map((one) => recordSource(text, one));
      },
    });
    const command = `carrel.annotate.add${record.kind === 'remark' ? 'Remark' : 'Highlight'}`;
    return this.#result(paper, [made], command, { restore: { path, sources } }, ids[0]);
  }

  /** Gives a highlight the passage that it shall stand on from now on. */
  async reanchor(
    paper: LibraryPaper,
    id: string,
    passage: Passage,
    token: unknown,
  ): Promise<AnnotationResult> {
    const { path, record, fileId } = this.#find(paper, id);
    const named = isMadeUp(id) ? this.newId() : id;
    const made = await writePlanned(this.editor, path, this.revertFor(token, path), (text) =>
      this.#named(text, fileId, named, (own) => replaceQuote(own, named, passage)),
    );
    const { exact, prefix, suffix, place } = record;
    const old = { exact, prefix, suffix, place };
    return this.#result(paper, [made], 'carrel.annotate.reanchor', { id: named, to: old }, named);
  }

  async setRating(paper: LibraryPaper, rating: number | null, token: unknown): Promise<AnnotationResult> {
    const { annotations } = this.session.workspace;
    const before = annotations.of(paper).rating;
    if (before === null && rating === null)
      return this.nothing(paper, 'carrel.annotate.setRating', { rating });
    const rated = annotations
      .sidecarsOf(paper)
      .find(({ fields, locked }) => fields.rating !== null && locked === null);
    const path = rated && isOwn(rated.path, paper, this.name) ? rated.path : await this.target(paper);
    const value = rating === null ? null : String(rating);
    const made = await writePlanned(this.editor, path, this.revertFor(token, path), (text) =>
      this.onSidecar(paper, text, (own) => setSidecarField(own, 'rating', value)),
    );
    return this.#result(paper, [made], 'carrel.annotate.setRating', { rating: before });
  }

  /** Remembers what was done, and puts the answer together. */
  finish(
    paper: LibraryPaper,
    made: readonly Revert[],
    command: string,
    undo: Record<string, unknown>,
    id?: string,
  ): AnnotationResult {
    return this.#result(paper, made, command, undo, id);
  }

  async #add(
    paper: LibraryPaper,
    parts: Omit<NewRecord, 'id' | 'date' | 'annotator'>,
  ): Promise<AnnotationResult> {
    const own = { id: this.newId(), date: this.ports.today(), annotator: this.name };
    const record: NewRecord = { ...parts, ...own };
    const path = await this.target(paper);
    const made = await writePlanned(this.editor, path, null, (text) =>
      this.onSidecar(paper, text, (own) => addRecords(own, [record], (below) => this.ports.random(below))),
    );
    return this.#result(paper, [made], removal(record.kind), { id: record.id }, record.id);
  }

  #result(
    paper: LibraryPaper,
    made: readonly Revert[],
    command: string,
    undo: Record<string, unknown>,
    id?: string,
  ): AnnotationResult {
    const result = this.nothing(paper, command, { ...undo, token: this.undo.keep(made) });
    this.undo.push(paper.id, result.inverse);
    return { ...result, ...(id === undefined ? {} : { id }), files: made.map(({ path }) => path) };
  }

  /** The answer where all was as wanted already: there is nothing to undo. */
  nothing(paper: LibraryPaper, command: string, undo: Record<string, unknown>): AnnotationResult {
    const inverse: Inverse = { command, arguments: [{ paper: paper.id, ...undo }] };
    return { paper: paper.key, files: [], inverse };
  }

  revertFor(token: unknown, path: string): Revert | null {
    return this.undo.revertsOf(token).find((revert) => revert.path === path) ?? null;
  }

  /** A file that is absent or empty becomes a sidecar first. */
  onSidecar(paper: LibraryPaper, text: string, plan: (text: string) => SidecarEdit): Planned {
    if (text !== '') return plan(text);
    return chained(text, () => ({ edits: [], after: newSidecar(frontOf(paper)) }), plan);
  }

  /** A plan for a record, which gets a block id first where it has none. */
  #named(text: string, id: string, named: string, plan: (text: string) => SidecarEdit): Planned {
    return id === named ? plan(text) : chained(text, (own) => nameRecord(own, id, named), plan);
  }

  /** A file's records as the client knows them. */
  #knownIn(path: string): readonly AnnotationRecord[] {
    this.session.settle();
    return this.session.workspace.annotations.sidecar(path)?.records ?? [];
  }

  /** A paper's records, by their ids. */
  #all(paper: LibraryPaper): ReadonlyMap<string, PaperAnnotation> {
    const { highlights, remarks } = this.session.workspace.annotations.of(paper);
    return new Map([...highlights, ...remarks].map((one) => [one.record.id, one]));
  }

  /** The paper's record with an id, and its file. */
  #find(paper: LibraryPaper, id: string, all = this.#all(paper)): PaperAnnotation {
    const found = all.get(id);
    if (!found) throw failed(`@${paper.key} has no annotation ${id}.`);
    if (id.startsWith('~z'))
      throw failed('This highlight was written by another program; change it where it stands.');
    return found;
  }

  /** The file that takes new annotations of a paper: the reader's own sidecar, else a new one. */
  async target(paper: LibraryPaper): Promise<string> {
    const own = ownSidecar(this.session.workspace.annotations, paper, this.name);
    if (own !== null) return own;
    const known = this.#made.get(paper.key);
    if (known) return known;
    const root = this.session.roots.prefixOf(paper.entries[0]?.path ?? '');
    const made = newSidecarPath(this.session, root, paper.key, this.name);
    this.#made.set(paper.key, made);
    return made.finally(() => setTimeout(() => this.#made.delete(paper.key), 10_000).unref());
  }

  /** A block id that no other annotation has. */
  newId(): string {
    return newBlockId((below) => this.ports.random(below));
  }
}

function removal(kind: 'highlight' | 'remark'): string {
  return `carrel.annotate.remove${kind === 'remark' ? 'Remark' : 'Highlight'}`;
}

function recordIn(text: string, id: string): AnnotationRecord | undefined {
  return parseSidecar(text).records.find((one) => one.id === id);
}

/** Two plans, the second on the text that the first leaves, as one edit. */
function chained(
  text: string,
  first: (text: string) => SidecarEdit,
  second: (text: string) => SidecarEdit,
): Planned {
  const one = first(text);
  if ('refused' in one) return one;
  const two = second(one.after);
  return 'refused' in two ? two : { edits: editBetween(text, two.after) };
}
