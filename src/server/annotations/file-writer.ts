import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { applyEdits, reversedEdits, type TextEdit } from '../../core/text/text-edit.ts';
import { fingerprint } from '../../core/text/hash.ts';
import type { FileEditor } from '../file-editor.ts';
import type { Revert } from './undo.ts';

/** Edits that core has tried out, or why it does not give any. */
export type Planned = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** Says to the client why nothing was changed. */
export function failed(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** What a command wants to know of the file's text before and after it; both are called anew for each try. */
export interface Witness {
  before?(text: string): void;
  after?(text: string): void;
}

/**
 * Writes what is planned on a file's text as it is when its turn comes, and gives back how to revert it. Where `revert` still fits, the file
 * gets its old bytes back in place of the plan. Throws, with the reason, where nothing was written.
 */
export async function writePlanned(
  editor: FileEditor,
  path: string,
  revert: Revert | null,
  plan: (text: string) => Planned,
  witness: Witness = {},
): Promise<Revert> {
  const seen: { refused?: string; made?: Revert } = {};
  const change = (text: string, isNew: boolean): readonly TextEdit[] | null => {
    witness.before?.(text);
    const fits = revert !== null && fingerprint(text) === revert.fingerprint;
    const planned = fits ? { edits: revert.edits } : plan(text);
    if ('refused' in planned) {
      seen.refused = planned.refused;
      return null;
    }
    const { edits } = planned;
    const after = applyEdits(text, edits);
    witness.after?.(after);
    seen.made = {
      path,
      fingerprint: fingerprint(after),
      edits: reversedEdits(text, edits),
      isNew,
    };
    return edits;
  };
  const outcome = await editor.edit(path, change, { dropsEmpty: revert?.isNew === true, takesIn: true });
  if (outcome.done && seen.made) return seen.made;
  if (seen.refused !== undefined) throw failed(`Nothing was changed: ${path}: ${seen.refused}.`);
  throw failed(`Nothing was changed: ${outcome.done ? 'there was nothing to write' : outcome.reason}.`);
}
