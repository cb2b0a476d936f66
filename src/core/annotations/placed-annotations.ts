import { compareText } from '../library/merge.ts';
import { fingerprint } from '../text/hash.ts';
import { anchor, AnchorText, type Anchoring } from './anchor.ts';
import type { AnnotationRecord } from './record.ts';

/** A highlight or remark of a paper, with the file that holds it and where it stands now. */
export interface PaperAnnotation {
  readonly path: string;
  /** Its id is the paper's alone: where two files hold one id, as copies that sync programs make, the second gets a made-up one. */
  readonly record: AnnotationRecord;
  /** Its id in its file. */
  readonly fileId: string;
  readonly anchoring: Anchoring;
}

/** A sidecar, as far as its records go. */
interface Records {
  readonly path: string;
  readonly records: readonly AnnotationRecord[];
}

/** The records of a paper's sidecars, with where they stand in its texts. */
export function placedAnnotations(
  sidecars: readonly Records[],
  title: string,
  abstract: string | null,
): readonly PaperAnnotation[] {
  const texts = {
    title: new AnchorText(title),
    abstract: abstract === null ? null : new AnchorText(abstract),
  };
  return withOwnIds(sidecars).map((one) => ({ ...one, anchoring: anchoringOf(one.record, texts) }));
}

/** The records of a paper's sidecars, each with an id that no other has. */
function withOwnIds(sidecars: readonly Records[]): Omit<PaperAnnotation, 'anchoring'>[] {
  const ids = new Set<string>();
  return sidecars.flatMap(({ path, records }) =>
    records.map((record) => {
      const id = ids.has(record.id) ? `~${fingerprint(`${path}\n${record.id}`)}` : record.id;
      ids.add(id);
      return { path, record: id === record.id ? record : { ...record, id }, fileId: record.id };
    }),
  );
}

/** Where a record's quote stands in its paper. */
function anchoringOf(
  record: AnnotationRecord,
  texts: { readonly title: AnchorText; readonly abstract: AnchorText | null },
): Anchoring {
  const { place } = record;
  const field = place?.field ?? 'abstract';
  if (record.kind === 'remark' || field === 'fulltext') return { state: 'unlocated' };
  const text = texts[field];
  return text ? anchor(text, record, place?.start ?? null) : { state: 'unlocated' };
}

export function byPlace(a: PaperAnnotation, b: PaperAnnotation): number {
  const rank = ({ record }: PaperAnnotation): number =>
    ['title', 'abstract', 'fulltext'].indexOf(record.place?.field ?? 'abstract');
  const at = ({ anchoring, record }: PaperAnnotation): number =>
    'start' in anchoring ? anchoring.start : (record.place?.start ?? Infinity);
  return (
    rank(a) - rank(b) ||
    compare(at(a), at(b)) ||
    compareText(a.path, b.path) ||
    compareText(a.record.id, b.record.id)
  );
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
