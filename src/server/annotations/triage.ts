import { DECISIONS, type DecisionKind } from '../../core/annotations/decisions.ts';
import type { ListStatus } from '../../core/annotations/reading-list.ts';
import { INBOX_GROUPS, type InboxGroup } from '../../core/features/inbox/standing.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { Decided } from '../../protocol/inbox.ts';
import { inSlices } from '../slices.ts';
import type { Annotator } from './annotator.ts';
import { recordDecisions } from './record-decision.ts';
import { setListed, setUnlisted } from './status.ts';
import type { Revert } from './undo.ts';

const COMMAND = 'carrel.annotate.decide';

/** What is to be true of a paper. */
interface Wanted {
  readonly paper: string;
  readonly decision: DecisionKind;
  /** The day up to which its digests were looked at; null where it is not known. */
  readonly upTo: string | null;
  /** Its status in the reading list; `none` for not in it, null to leave it as it is. */
  readonly list: ListStatus | 'none' | null;
}

export type DecideRequest =
  | { readonly papers: readonly string[]; readonly decision: DecisionKind }
  | { readonly groups: readonly InboxGroup[]; readonly decision: DecisionKind }
  /** From an inverse. */
  | { readonly entries: readonly Wanted[]; readonly token: unknown };

/**
 * Decides on papers of the inbox: one append for all of them, and for what is queued its task in the reading list. The inverse gives files
 * their old bytes back where nothing else changed them, and else takes back by what it appends.
 */
export async function decide(annotator: Annotator, request: DecideRequest): Promise<Decided> {
  const wanted = await wantedBy(annotator, request);
  const token = 'entries' in request ? request.token : null;
  if (typeof token === 'number') annotator.undo.forget(token);
  const papers = wanted.map(({ paper }) => annotator.paperOf(paper));
  const before = papers.map((paper): Wanted => stateOf(annotator, paper));
  const made: Revert[] = [];
  for (const [i, paper] of papers.entries()) {
    const { list } = wanted[i]!;
    if (list === null || list === before[i]!.list) continue;
    const revert =
      list === 'none'
        ? await setUnlisted(annotator, paper, token)
        : await setListed(annotator, paper, list, token);
    if (revert) made.push(revert);
  }
  const decisions = papers.map((paper, i) => ({ paper, kind: wanted[i]!.decision, upTo: wanted[i]!.upTo }));
  made.push(...(await recordDecisions(annotator, decisions, token)));
  const entries = before.map((one, i) => (wanted[i]!.list === null ? { ...one, list: null } : one));
  const inverse = {
    command: COMMAND,
    arguments: [{ entries, token: annotator.undo.keep(made) }] as const,
  };
  if (papers.length > 0) annotator.undo.push(papers[0]!.id, inverse);
  return { count: papers.length, inverse };
}

/** Reads a command's argument; null where it is wrong. */
export function readDecide(argument: unknown): DecideRequest | null {
  const entries = valueOf(argument, 'entries');
  if (Array.isArray(entries)) {
    const read = entries.map(readWanted);
    return read.every((one) => one !== null) ? { entries: read, token: valueOf(argument, 'token') } : null;
  }
  const decision = DECISIONS.find((kind) => kind === valueOf(argument, 'decision'));
  if (!decision) return null;
  const papers = valueOf(argument, 'papers');
  if (Array.isArray(papers))
    return papers.every((paper) => typeof paper === 'string') ? { papers, decision } : null;
  const groups = valueOf(argument, 'groups');
  if (!Array.isArray(groups)) return null;
  const known = INBOX_GROUPS.filter((group) => groups.includes(group));
  return known.length === groups.length ? { groups: known, decision } : null;
}

async function wantedBy(annotator: Annotator, request: DecideRequest): Promise<readonly Wanted[]> {
  if ('entries' in request) return request.entries;
  const { inbox } = annotator.session;
  const { decision } = request;
  if ('groups' in request) {
    annotator.session.settle();
    await inSlices(inbox.settle());
  }
  const papers =
    'papers' in request
      ? request.papers.map((paper) => annotator.paperOf(paper))
      : request.groups.flatMap((group) => inbox.items(group).map(({ paper }) => paper));
  return papers.map((paper) => ({
    paper: paper.id,
    decision,
    upTo: inbox.dayOf(paper),
    list: decision === 'queued' ? 'queued' : null,
  }));
}

function stateOf(annotator: Annotator, paper: LibraryPaper): Wanted {
  const { annotations } = annotator.session.workspace;
  const decision = annotations.decisionOf(paper);
  return {
    paper: paper.id,
    decision: decision?.kind ?? 'none',
    upTo: decision?.upTo ?? null,
    list: annotations.taskOf(paper)?.task.status ?? 'none',
  };
}

function readWanted(value: unknown): Wanted | null {
  const paper = valueOf(value, 'paper');
  const decision = DECISIONS.find((kind) => kind === valueOf(value, 'decision'));
  const upTo = valueOf(value, 'upTo');
  const list = (['queued', 'reading', 'read', 'none'] as const).find((one) => one === valueOf(value, 'list'));
  if (typeof paper !== 'string' || !decision) return null;
  return { paper, decision, upTo: typeof upTo === 'string' ? upTo : null, list: list ?? null };
}

function valueOf(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, unknown>)[name];
}
