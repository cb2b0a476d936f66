import { setSidecarField } from '../../annotations/sidecar-edits.ts';
import { keyOfName, sidecarName } from '../../annotations/sidecar-name.ts';
import { parseSidecar } from '../../annotations/sidecar.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/** What a sidecar's file needs when its paper gets another key. */
export interface SidecarRename {
  readonly edits: readonly TextEdit[];
  /** Where the file goes; null where its name says nothing of the key. */
  readonly newPath: string | null;
}

/**
 * The rename of a sidecar; null where the file does not speak of the key, or cannot be edited. `always` writes the key even where the file
 * had none, which makes it the paper's own.
 */
export function renameSidecar(
  { path, text }: { readonly path: string; readonly text: string },
  from: string,
  to: string,
  always: boolean,
): SidecarRename | null {
  const { fields } = parseSidecar(text);
  const newPath = renamedPath(path, from, to);
  const names = fields.citekey === from;
  if (!names && !always) return newPath === null ? null : { edits: [], newPath };
  const edit = setSidecarField(text, 'citekey', to);
  return 'refused' in edit ? null : { edits: edit.edits, newPath };
}

function renamedPath(path: string, from: string, to: string): string | null {
  const name = keyOfName(path);
  if (name === null) return null;
  const annotator = name.startsWith(`${from}.`) ? name.slice(from.length + 1) : null;
  if (name !== from && annotator === null) return null;
  return path.slice(0, path.lastIndexOf('/') + 1) + sidecarName(to, annotator, () => false);
}
