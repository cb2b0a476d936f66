import type { Connection } from 'vscode-languageserver';
import { verdictPair } from '../../core/features/verdict-pair.ts';
import { appendUnwanted } from '../../core/related/less-like-this.ts';
import { keepTopic } from '../../core/topics/kept-topics.ts';
import { LESS_LIKE_THIS_FILE, TOPICS_FILE } from '../../core/workspace/file-rules.ts';
import { serverCommand, textOf, type ServerCommand } from '../commands.ts';
import { showError } from '../detached.ts';
import type { FileEditor } from '../file-editor.ts';
import { nowInUtc } from '../node/clock.ts';
import type { Session } from '../session.ts';

export const CHOICE_COMMANDS = {
  lessLikeThis: 'carrel.related.lessLikeThis',
  keepTopic: 'carrel.topics.keep',
} as const;

/** What a client gets back; `file` is null where nothing had to be written. */
export interface ChoiceResult {
  readonly done: boolean;
  readonly file: string | null;
}

/**
 * `carrel.related.lessLikeThis` keeps that `other` is not to be shown as related to `paper` (any spellings of citations), or with
 * `verdict: "fine"` takes it back. `carrel.topics.keep` keeps a topic: `topic` is its id in the tree, or a new `name` with a `query`.
 */
export function choiceCommands(
  connection: Connection,
  session: Session,
  editor: FileEditor,
): [string, ServerCommand][] {
  const refuse = (reason: string): ChoiceResult => {
    showError(connection, reason);
    return { done: false, file: null };
  };
  const lessLikeThis = async ({ paper, other, verdict }: LessLikeThis): Promise<ChoiceResult> => {
    session.settle();
    const pair = verdictPair(session.workspace.library, paper, other);
    if ('problem' in pair) return refuse(pair.problem);
    const file = session.roots.prefixOf(pair.path) + LESS_LIKE_THIS_FILE;
    const said = { paper: pair.a, other: pair.b, verdict, time: nowInUtc() };
    const outcome = await editor.edit(file, (text) => appendUnwanted(text, said));
    return outcome.done ? { done: true, file } : refuse(outcome.reason);
  };
  const keep = async ({ topic, name, query }: Keep): Promise<ChoiceResult> => {
    session.settle();
    const label = name ?? (topic === null ? null : (session.finder.topic(topic)?.label ?? null));
    if (label === null) return refuse(`there is no topic “${topic ?? ''}”`);
    const file = session.roots.prefixOf('') + TOPICS_FILE;
    let refused = false as boolean;
    const outcome = await editor.edit(file, (text) => {
      const edits = keepTopic(text, { name: label, query: query ?? queryOf(label) });
      refused = edits === null;
      return edits ?? [];
    });
    if (refused)
      return refuse(`“${label}” is kept already, or ${file} is not in the form that Carrel can add to`);
    return outcome.done ? { done: true, file } : refuse(outcome.reason);
  };
  return [
    [CHOICE_COMMANDS.lessLikeThis, serverCommand(readLessLikeThis, lessLikeThis)],
    [CHOICE_COMMANDS.keepTopic, serverCommand(readKeep, keep)],
  ];
}

/** A topic's name as a query: a phrase. */
function queryOf(label: string): string {
  return `"${label.replace(/["\\]/g, ' ').trim()}"`;
}

interface LessLikeThis {
  readonly paper: string;
  readonly other: string;
  readonly verdict: 'less' | 'fine';
}

function readLessLikeThis(argument: unknown): LessLikeThis | null {
  const paper = textOf(argument, 'paper');
  const other = textOf(argument, 'other');
  const verdict = textOf(argument, 'verdict') ?? 'less';
  if (paper === null || other === null || (verdict !== 'less' && verdict !== 'fine')) return null;
  return { paper, other, verdict };
}

interface Keep {
  readonly topic: string | null;
  readonly name: string | null;
  readonly query: string | null;
}

function readKeep(argument: unknown): Keep | null {
  const topic = textOf(argument, 'topic');
  const name = textOf(argument, 'name');
  return topic === null && name === null ? null : { topic, name, query: textOf(argument, 'query') };
}
