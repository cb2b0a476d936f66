import type { Connection } from 'vscode-languageserver';
import { verdictPair } from '../../core/features/verdict-pair.ts';
import { appendVerdict } from '../../core/library/verdict-file.ts';
import { VERDICTS_FILE } from '../../core/workspace/file-rules.ts';
import { serverCommand, textOf, type ServerCommand } from '../commands.ts';
import { showError } from '../detached.ts';
import type { FileEditor } from '../file-editor.ts';
import { nowInUtc } from '../node/clock.ts';
import type { Session } from '../session.ts';
import { meets, type ActionPlace, type OfferedAction } from './code-actions.ts';

export const SET_VERDICT = 'carrel.library.setVerdict';

/** What a client gets back; `file` is null where nothing had to be written. */
export interface VerdictResult {
  readonly done: boolean;
  readonly file: string | null;
}

/**
 * `carrel.library.setVerdict` keeps what the reader says of two entries: `a` and `b` are references as in verdicts.tsv, or any spelling
 * of a citation; `verdict` is `same` or `different`.
 */
export function verdictCommands(
  connection: Connection,
  session: Session,
  editor: FileEditor,
): [string, ServerCommand][] {
  const refuse = (reason: string): VerdictResult => {
    showError(connection, reason);
    return { done: false, file: null };
  };
  return [
    [
      SET_VERDICT,
      serverCommand(readVerdict, async (given): Promise<VerdictResult> => {
        session.settle();
        const pair = verdictPair(session.workspace.library, given.a, given.b);
        if ('problem' in pair) return refuse(pair.problem);
        if (session.workspace.library.verdictBetween(pair.a, pair.b)?.verdict === given.verdict)
          return { done: true, file: null };
        const file = session.roots.prefixOf(pair.path) + VERDICTS_FILE;
        const said = { a: pair.a, b: pair.b, verdict: given.verdict, time: nowInUtc() };
        const outcome = await editor.edit(file, (text) => appendVerdict(text, said));
        return outcome.done ? { done: true, file } : refuse(outcome.reason);
      }),
    ],
  ];
}

/** What a reader can say where the identity of entries is in doubt. */
export function verdictActions({ findings, span }: ActionPlace): OfferedAction[] {
  return findings
    .filter((finding) => finding.pair !== undefined && meets(finding.span, span))
    .flatMap((finding): OfferedAction[] => {
      const [a, b] = finding.pair!;
      const action = (title: string, verdict: 'same' | 'different'): OfferedAction => ({
        title,
        kind: 'quickfix',
        fixes: [finding],
        command: { id: SET_VERDICT, argument: { a, b, verdict } },
      });
      const same = action('Same paper', 'same');
      // Two papers with one key stay two papers with one key.
      return finding.code === 'key-of-two-papers'
        ? [same]
        : [same, action('Not the same paper', 'different')];
    });
}

function readVerdict(
  argument: unknown,
): { readonly a: string; readonly b: string; readonly verdict: 'same' | 'different' } | null {
  const a = textOf(argument, 'a');
  const b = textOf(argument, 'b');
  const verdict = textOf(argument, 'verdict');
  if (a === null || b === null || (verdict !== 'same' && verdict !== 'different')) return null;
  return { a, b, verdict };
}
