import type { CancellationToken } from 'vscode-languageserver';
import { incoming, type Incoming } from '../../core/annotations/exchange/incoming.ts';
import type { ExchangedAnnotation } from '../../core/annotations/exchange/exchanged.ts';
import { readJsonAnnotations } from '../../core/annotations/exchange/read-json.ts';
import { parseSidecar } from '../../core/annotations/sidecar.ts';
import {
  addRecords,
  setSidecarField,
  type NewRecord,
  type SidecarEdit,
} from '../../core/annotations/sidecar-edits.ts';
import { tidyTags } from '../../core/annotations/requests.ts';
import type { Library } from '../../core/library/library.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { Steps } from '../../core/text/steps.ts';
import { editBetween } from '../../core/text/text-edit.ts';
import type { Progress } from '../commands.ts';
import { inSlices } from '../slices.ts';
import type { Annotator } from './annotator.ts';
import { failed, writePlanned } from './file-writer.ts';
import type { Inverse, Revert } from './undo.ts';

/** How many words a title has at least that names a paper by itself. */
const TITLE_WORDS = 4;

/** What an import did. */
export interface ImportedAnnotations {
  readonly added: number;
  /** What was there already. */
  readonly known: number;
  /** Whether it was cancelled before its end. */
  readonly stopped: boolean;
  /** Items that are no annotations of a known form. */
  readonly unread: number;
  /** The names of papers that the library does not have, and how many annotations they have. */
  readonly unknown: readonly { readonly paper: string; readonly count: number }[];
  /** What could not be written, and why. */
  readonly refused: readonly { readonly paper: string; readonly count: number; readonly reason: string }[];
  readonly files: readonly string[];
  readonly inverse: Inverse;
}

/** What was written of a paper. */
interface Written {
  readonly paper: LibraryPaper;
  readonly revert: Revert;
  readonly ids: readonly string[];
  /** The tags from before, where new ones were added. */
  readonly tags: readonly string[] | null;
}

/**
 * Writes what is new of an export of W3C JSON-LD or of Hypothes.is into the sidecars of its papers, one edit a sidecar; stops between two of them when
 * it is cancelled. A sidecar that cannot be written costs its own annotations only.
 */
export async function importAnnotations(
  annotator: Annotator,
  text: string,
  token?: CancellationToken,
  progress?: Progress,
): Promise<ImportedAnnotations> {
  const read = readJsonAnnotations(text);
  if ('wrong' in read) throw failed(`Nothing was imported: ${read.wrong}.`);
  annotator.session.settle();
  const { library, annotations } = annotator.session.workspace;
  const { byPaper, unknown } = await inSlices(sorted(library, read.annotations));
  const made: Written[] = [];
  const refused: { paper: string; count: number; reason: string }[] = [];
  let [known, papers] = [0, 0];
  let isStopped = false;
  for (const [id, given] of byPaper) {
    isStopped = token?.isCancellationRequested === true;
    if (isStopped) break;
    progress?.(papers++ / byPaper.size);
    const paper = library.byId(id);
    if (!paper) continue;
    const before = annotations.of(paper);
    const fresh = incoming(paper, before, given);
    known += given.length - fresh.length;
    if (fresh.length === 0) continue;
    const tags = tidyTags(given.flatMap((one) => one.tags)).filter((tag) => !before.tags.includes(tag));
    try {
      const written = await write(annotator, paper, fresh, tags);
      made.push({ ...written, paper, tags: tags.length > 0 ? before.tags : null });
      const count = fresh.length - written.ids.length;
      if (count > 0)
        refused.push({
          paper: paper.key,
          count,
          reason: `${paper.key}: they would not have come out as meant.`,
        });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      refused.push({ paper: paper.key, count: fresh.length, reason });
    }
  }
  return {
    added: made.reduce((sum, { ids }) => sum + ids.length, 0),
    known,
    stopped: isStopped,
    unread: read.unread,
    unknown: [...unknown].map(([paper, count]) => ({ paper, count })),
    refused,
    files: made.map(({ revert }) => revert.path),
    inverse: inverseOf(annotator, made),
  };
}

interface Sorted {
  readonly byPaper: ReadonlyMap<string, readonly ExchangedAnnotation[]>;
  readonly unknown: ReadonlyMap<string, number>;
}

/** The annotations of each paper that the library has, by its id, and how many there are of others, by what they call it. */
function* sorted(library: Library, given: readonly ExchangedAnnotation[]): Steps<Sorted> {
  const unknown = new Map<string, number>();
  const byPaper = new Map<string, ExchangedAnnotation[]>();
  const ids = new Map<string, string | null>();
  for (const one of given) {
    const name = JSON.stringify([one.paper, one.title, one.key]);
    let id = ids.get(name);
    if (id === undefined) {
      yield;
      const named = papersOfReference(library, nameOf(one.paper));
      const [paper, other] = named.length === 0 ? titled(library, one) : named;
      id = paper && !other ? paper.id : null;
      ids.set(name, id);
    }
    if (id === null) unknown.set(one.paper, (unknown.get(one.paper) ?? 0) + 1);
    else if (byPaper.has(id)) byPaper.get(id)!.push(one);
    else byPaper.set(id, [one]);
  }
  return { byPaper, unknown };
}

/** Writes annotations that come with their own dates and annotators into the reader's sidecar, all that can be written. */
async function write(
  annotator: Annotator,
  paper: LibraryPaper,
  given: readonly Incoming[],
  tags: readonly string[],
): Promise<Pick<Written, 'revert' | 'ids'>> {
  const records = given.map(({ id, date, annotator: who, ...parts }): NewRecord => ({
    ...parts,
    id: id ?? annotator.newId(),
    date: date ?? annotator.ports.today(),
    annotator: who ?? annotator.name,
  }));
  const random = (below: number): number => annotator.ports.random(below);
  let added = records;
  const plan = (text: string): SidecarEdit => {
    added = records;
    const whole = addRecords(text, records, random);
    if (!('refused' in whole)) return tagged(text, whole.after, tags);
    // One that cannot be written does not keep the others out.
    added = records.filter((record) => !('refused' in addRecords(text, [record], random)));
    const rest = added.length === 0 ? whole : addRecords(text, added, random);
    return 'refused' in rest ? rest : tagged(text, rest.after, tags);
  };
  const path = await annotator.target(paper);
  const revert = await writePlanned(annotator.editor, path, null, (text) =>
    annotator.onSidecar(paper, text, plan),
  );
  return { revert, ids: added.map(({ id }) => id) };
}

/** The edit that makes `after` of a text, with tags if these can be written. */
function tagged(text: string, after: string, tags: readonly string[]): SidecarEdit {
  const edit =
    tags.length === 0 ? null : setSidecarField(after, 'tags', [...parseSidecar(after).fields.tags, ...tags]);
  const whole = edit && 'after' in edit ? edit.after : after;
  return { edits: editBetween(text, whole), after: whole };
}

/** What takes an import back: as long as nothing else changed a file, by giving it its old bytes. */
function inverseOf(annotator: Annotator, made: readonly Written[]): Inverse {
  const token = annotator.undo.keep(made.map(({ revert }) => revert));
  const commands = made.flatMap(({ paper, ids, tags }): Inverse[] => [
    { command: 'carrel.annotate.removeHighlight', arguments: [{ paper: paper.id, ids, token }] },
    ...(tags
      ? [{ command: 'carrel.annotate.setTags', arguments: [{ paper: paper.id, tags }] } as const]
      : []),
  ]);
  return annotator.batch(commands);
}

/** The papers of the title that is given beside an address; a short one says too little without the key. */
function titled(library: Library, { title, key }: ExchangedAnnotation): readonly LibraryPaper[] {
  if (title === null) return [];
  const papers = library.byTitle(title);
  const keyed = papers.filter((paper) => paper.key === key);
  return keyed.length > 0 || title.trim().split(/\s+/).length < TITLE_WORDS ? keyed : papers;
}

/** The name that our own exports give a paper without an address. */
function nameOf(paper: string): string {
  if (!paper.startsWith('urn:citekey:')) return paper;
  try {
    return decodeURIComponent(paper.slice('urn:citekey:'.length));
  } catch {
    return paper;
  }
}
