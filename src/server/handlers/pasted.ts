import { ALL_FORMATS } from '../../core/digests/formats.ts';
import type { Pin } from '../../core/features/append-entries.ts';
import type { Cited } from '../../core/features/pasting/cite-pasted.ts';
import { pastedPapers, type PastedPaper } from '../../core/features/pasting/pasted-papers.ts';
import { keptVersion, keyFor, needsPin, pinningFiles } from '../../core/features/pinning.ts';
import type { EffectiveBibliography } from '../../core/workspace/bibliographies.ts';
import { MOST_PASTED } from '../../protocol/library.ts';
import { today } from '../node/clock.ts';
import type { Session } from '../session.ts';

/** What has to be written so that a pasted text's papers can be cited in a note. */
export function pinsOfPasted(
  session: Session,
  path: string,
  text: string,
  bibliography: EffectiveBibliography | null,
): readonly Pin[] {
  return (papersPasted(session, text) ?? []).flatMap(
    (paper) => citedAs(session, path, paper, bibliography).pin ?? [],
  );
}

export function papersPasted(session: Session, text: string): readonly PastedPaper[] | null {
  return text.length > MOST_PASTED
    ? null
    : pastedPapers(text, session.workspace.library, ALL_FORMATS, today());
}

/** How a note cites a pasted paper, and what has to be written for it. */
export function citedAs(
  session: Session,
  path: string,
  pasted: PastedPaper,
  bibliography: EffectiveBibliography | null,
): Cited & { readonly pin: Pin | null } {
  if (pasted.kind === 'new') return { key: pasted.pin.key, version: null, pin: pasted.pin };
  const { paper, version } = pasted;
  const key = keyFor(paper, bibliography);
  const isPinned = session.settings.pinOnCompletion && needsPin({ paper, key }, bibliography);
  const [file = null] = isPinned
    ? pinningFiles(session.workspace, bibliography, session.roots.prefixOf(path))
    : [];
  const { isWritten, printed } = keptVersion({ paper, key }, version, file);
  const pin = isPinned ? { paper, key, ...(isWritten && version !== null && { version }) } : null;
  return { key, version: printed, pin };
}
