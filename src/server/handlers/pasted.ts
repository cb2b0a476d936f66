import { ALL_FORMATS } from '../../core/digests/formats.ts';
import type { Pin } from '../../core/features/append-entries.ts';
import type { Cited } from '../../core/features/pasting/cite-pasted.ts';
import { pastedPapers, type PastedPaper } from '../../core/features/pasting/pasted-papers.ts';
import { isGenerated, keyFor, needsPin } from '../../core/features/pinning.ts';
import type { EffectiveBibliography } from '../../core/workspace/bibliographies.ts';
import { today } from '../node/clock.ts';
import type { Session } from '../session.ts';

/** What has to be written so that a pasted text's papers can be cited in a note. */
export function pinsOfPasted(
  session: Session,
  text: string,
  bibliography: EffectiveBibliography | null,
): readonly Pin[] {
  return (papersPasted(session, text) ?? []).flatMap(
    (paper) => citedAs(session, paper, bibliography).pin ?? [],
  );
}

export function papersPasted(session: Session, text: string): readonly PastedPaper[] | null {
  return pastedPapers(text, session.workspace.library, ALL_FORMATS, today());
}

/** How a note cites a pasted paper, and what has to be written for it. */
export function citedAs(
  session: Session,
  pasted: PastedPaper,
  bibliography: EffectiveBibliography | null,
): Cited & { readonly pin: Pin | null } {
  if (pasted.kind === 'new') return { key: pasted.pin.key, version: null, pin: pasted.pin };
  const { paper, version } = pasted;
  const key = keyFor(paper, bibliography);
  const wanted = { paper, key, ...(version !== null && { version }) };
  const pin = session.settings.pinOnCompletion && needsPin(wanted, bibliography) ? wanted : null;
  const entry = paper.entries.find((source) => source.entry.key === key)?.entry;
  // An entry that we write holds the version, and one that is there may.
  const isHeld = (pin !== null && isGenerated(paper, key)) || entry?.arxivVersion === version;
  return { key, version: isHeld ? null : version, pin };
}
