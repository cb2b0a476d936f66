import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { fullTextPassage, passageAt, passageOf, type Passage } from '../../core/annotations/compose.ts';
import { DECISIONS } from '../../core/annotations/decisions.ts';
import type { PaperAnnotation } from '../../core/annotations/placed-annotations.ts';
import {
  isWrong,
  readAddHighlight,
  readAddRemark,
  readRating,
  readReanchor,
  readRemove,
  readStatus,
  readTags,
  readUpdate,
  type AddHighlightRequest,
  type Read,
  type ReanchorRequest,
} from '../../core/annotations/requests.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { serverCommand, type ServerCommand } from '../commands.ts';
import type { Annotator, AnnotationResult } from './annotator.ts';
import { failed } from './file-writer.ts';
import { selectedPassage } from './selection.ts';
import { batchCommands } from './batch-commands.ts';
import { setStatus } from './status.ts';
import { setTags } from './tags.ts';
import { decide, readDecide } from './triage.ts';

/** Ids of the commands that annotate; each takes one object, and gives an `AnnotationResult`. */
export const ANNOTATE_COMMANDS = {
  addHighlight: 'carrel.annotate.addHighlight',
  updateHighlight: 'carrel.annotate.updateHighlight',
  removeHighlight: 'carrel.annotate.removeHighlight',
  addRemark: 'carrel.annotate.addRemark',
  updateRemark: 'carrel.annotate.updateRemark',
  removeRemark: 'carrel.annotate.removeRemark',
  reanchor: 'carrel.annotate.reanchor',
  undo: 'carrel.annotate.undo',
  setStatus: 'carrel.annotate.setStatus',
  setRating: 'carrel.annotate.setRating',
  setTags: 'carrel.annotate.setTags',
  move: 'carrel.annotate.move',
  import: 'carrel.annotate.import',
  export: 'carrel.annotate.export',
  batch: 'carrel.annotate.batch',
  decide: 'carrel.annotate.decide',
} as const;

/** What an inverse carries beside a command's own arguments. */
interface Extra {
  readonly token: unknown;
  readonly restore: { readonly path: string; readonly sources: readonly string[] } | null;
  readonly argument: unknown;
}

export function annotateCommands(annotator: Annotator): [string, ServerCommand][] {
  const ids = ANNOTATE_COMMANDS;
  const command = <T>(
    read: (argument: unknown) => Read<T>,
    run: (given: T, extra: Extra) => Promise<AnnotationResult>,
  ): ServerCommand => {
    return async (argument) => {
      const extra = readExtra(argument);
      if (extra.restore) {
        annotator.undo.forget(Number(extra.token));
        const named = valueOf(argument, 'paper');
        return annotator.restore(
          annotator.paperOf(String(named)),
          extra.restore.path,
          extra.restore.sources,
          extra.token,
        );
      }
      const given = read(argument);
      if (isWrong(given))
        throw new ResponseError(ErrorCodes.InvalidParams, `The command was called wrongly: ${given.wrong}.`);
      if (typeof extra.token === 'number') annotator.undo.forget(extra.token);
      return run(given, extra);
    };
  };
  const table = new Map<string, ServerCommand>();
  table.set(
    ids.decide,
    serverCommand(readDecide, (request) => decide(annotator, request)),
  );
  table.set(
    ids.addHighlight,
    command(readAddHighlight, async (given) => {
      const { paper, passage } = await passageFor(annotator, given);
      return annotator.addHighlight(paper, passage, given);
    }),
  );
  const update = command(readUpdate, ({ paper, id, ...change }, { token }) =>
    annotator.update(annotator.paperOf(paper), id, change, token),
  );
  const remove = command(readRemove, ({ paper, ids }, { token }) =>
    annotator.remove(annotator.paperOf(paper), ids, token),
  );
  table.set(ids.updateHighlight, update).set(ids.updateRemark, update);
  table.set(ids.removeHighlight, remove).set(ids.removeRemark, remove);
  table.set(
    ids.addRemark,
    command(readAddRemark, ({ paper, text }) => annotator.addRemark(annotator.paperOf(paper), text)),
  );
  table.set(
    ids.reanchor,
    command(readReanchor, (given, { token, argument }) => {
      const paper = annotator.paperOf(given.paper);
      return annotator.reanchor(paper, given.id, newPassage(annotator, paper, given, argument), token);
    }),
  );
  table.set(
    ids.setStatus,
    command(readStatus, ({ paper, status }, { token, argument }) => {
      const decision = DECISIONS.find((kind) => kind === valueOf(argument, 'decision')) ?? null;
      return setStatus(annotator, annotator.paperOf(paper), status, { decision, token });
    }),
  );
  table.set(
    ids.setRating,
    command(readRating, ({ paper, rating }, { token }) =>
      annotator.setRating(annotator.paperOf(paper), rating, token),
    ),
  );
  table.set(
    ids.setTags,
    command(readTags, ({ paper, tags }, { token }) =>
      setTags(annotator, annotator.paperOf(paper), tags, token),
    ),
  );
  for (const [id, run] of batchCommands(annotator, table)) table.set(id, run);
  table.set(ids.undo, async (argument) => {
    const named = valueOf(argument, 'paper');
    const paper = typeof named === 'string' ? annotator.paperOf(named).id : null;
    const inverse = annotator.undo.pop(paper);
    if (!inverse) throw failed('There is nothing to undo.');
    const result = await table.get(inverse.command)!(inverse.arguments[0]);
    // What undid is not to be undone by the next undo.
    annotator.undo.pop(null);
    return result;
  });
  return [...table];
}

async function passageFor(
  annotator: Annotator,
  given: AddHighlightRequest,
): Promise<{ paper: LibraryPaper; passage: Passage }> {
  if (given.at && !given.quote) {
    const selected = await selectedPassage(annotator.session, given.at);
    if (given.paper !== null && annotator.paperOf(given.paper) !== selected.paper)
      throw failed(`What is selected does not belong to “${given.paper}”.`);
    return selected;
  }
  const paper = annotator.paperOf(given.paper ?? '');
  const quote = given.quote!;
  if (given.field === 'fulltext') return { paper, passage: fullTextPassage(quote, given.page) };
  const passage = passageOf(paper, quote, given.field);
  if (passage) return { paper, passage };
  const where = given.field ?? 'title or abstract';
  throw failed(
    `The passage does not stand in the ${where} of @${paper.key}; for its full text, give \`field\`: \`fulltext\`.`,
  );
}

/** The passage that a repaired highlight stands on: what is given, or the best guess that there is for it. */
function newPassage(
  annotator: Annotator,
  paper: LibraryPaper,
  given: ReanchorRequest,
  argument: unknown,
): Passage {
  const before = readBefore(valueOf(argument, 'to'));
  if (before) return before;
  if (given.quote) {
    const passage = passageOf(paper, given.quote, given.field === 'fulltext' ? null : given.field);
    if (passage) return passage;
    throw failed(`The passage does not stand in the title or abstract of @${paper.key}.`);
  }
  const { highlights } = annotator.session.workspace.annotations.of(paper);
  const found = highlights.find(({ record }) => record.id === given.id);
  const passage = found && guessed(paper, found);
  if (!passage) throw failed('There is no guess where this highlight belongs; give it a `quote`.');
  return passage;
}

function guessed(paper: LibraryPaper, { record, anchoring }: PaperAnnotation): Passage | null {
  const field = record.place?.field === 'title' ? 'title' : 'abstract';
  if (anchoring.state === 'unlocated') return null;
  const span = anchoring.state === 'orphan' ? anchoring.guess : anchoring;
  return span && passageAt(paper, field, span);
}

/** The passage from before, as an inverse carries it. */
function readBefore(value: unknown): Passage | null {
  const exact = valueOf(value, 'exact');
  const place = valueOf(value, 'place');
  if (typeof exact !== 'string') return null;
  const field = (['title', 'abstract', 'fulltext'] as const).find((name) => name === valueOf(place, 'field'));
  const text = (name: string): string | null => {
    const found = valueOf(value, name);
    return typeof found === 'string' ? found : null;
  };
  const number = (name: string): number | null => {
    const found = valueOf(place, name);
    return Number.isSafeInteger(found) ? Number(found) : null;
  };
  const page = valueOf(place, 'page');
  return {
    exact,
    prefix: text('prefix'),
    suffix: text('suffix'),
    place: field
      ? {
          field,
          start: number('start'),
          page: typeof page === 'string' ? page : null,
          version: number('version'),
        }
      : null,
  };
}

function readExtra(argument: unknown): Extra {
  const restore = valueOf(argument, 'restore');
  const path = valueOf(restore, 'path');
  const sources = valueOf(restore, 'sources');
  const isWhole =
    typeof path === 'string' && Array.isArray(sources) && sources.every((one) => typeof one === 'string');
  return { token: valueOf(argument, 'token'), restore: isWhole ? { path, sources } : null, argument };
}

function valueOf(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, unknown>)[name];
}
