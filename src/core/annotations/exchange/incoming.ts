import type { LibraryPaper } from '../../library/library-paper.ts';
import { fingerprint } from '../../text/hash.ts';
import { fullTextPassage, passageOf, type Passage } from '../compose.ts';
import { tidyComment } from '../comment-text.ts';
import { LONG } from '../anchor.ts';
import { colorWord } from '../marker.ts';
import { normalText } from '../normal-text.ts';
import type { PaperAnnotation } from '../placed-annotations.ts';
import { foldBlanks } from '../quote-text.ts';
import type { PaperAnnotations } from '../store.ts';
import type { ExchangedAnnotation } from './exchanged.ts';

/** An annotation to be written into a paper's sidecar. */
export interface Incoming extends Passage {
  readonly kind: 'highlight' | 'remark';
  /** A block id to keep; null where a new one is needed. */
  readonly id: string | null;
  readonly color: string | null;
  readonly comment: string;
  readonly date: string | null;
  readonly annotator: string | null;
}

/** What tells two annotations of the same words and comment apart, as far as it is known. */
interface Traits {
  readonly start: number | null;
  readonly page: string | null;
  readonly annotator: string | null;
}

/**
 * What of an import is new to a paper: nothing that is there by its id, or with the same words and comment, unless it stands at another place or is by
 * another annotator. A passage that stands in title or abstract gets its place; any other is of the full text.
 */
export function incoming(
  paper: LibraryPaper,
  known: PaperAnnotations,
  given: readonly ExchangedAnnotation[],
): Incoming[] {
  const all = [...known.highlights, ...known.remarks];
  const ids = new Set(all.map(({ record }) => record.id));
  const traits = new Map<string, Traits[]>();
  for (const one of all) add(traits, contentOf(one.record), traitsOf(one));
  const fresh: Incoming[] = [];
  for (const one of given) {
    const id = one.id === null || one.id === '' ? null : blockIdOf(one.id);
    const content = contentOf(one);
    const passage = passageFor(paper, one);
    const annotator = foldBlanks(one.annotator ?? '') || null;
    const own: Traits = { start: passage.place?.start ?? null, page: passage.place?.page ?? null, annotator };
    const isThere = (id !== null && ids.has(id)) || traits.get(content)?.some((other) => isSame(own, other));
    if (isThere === true || content === '\n') continue;
    if (id !== null) ids.add(id);
    add(traits, content, own);
    const { kind, comment, date } = one;
    fresh.push({ ...passage, kind, id, color: colorOf(one), comment, date, annotator });
  }
  return fresh;
}

/** The id that an annotation of elsewhere has here, always the same: its own where it can be a block id. */
function blockIdOf(id: string): string {
  const own = id.replaceAll('_', '-');
  return /^[A-Za-z0-9-]{1,64}$/.test(own) ? own : fingerprint(id);
}

/** Its colour, if a marker can name it. */
function colorOf({ kind, color }: ExchangedAnnotation): string | null {
  const word = color === null ? null : colorWord(kind, color);
  return kind === 'highlight' ? (word ?? 'yellow') : word;
}

function passageFor(paper: LibraryPaper, one: ExchangedAnnotation): Passage {
  if (one.kind === 'remark') return { place: null, prefix: null, suffix: null, exact: '' };
  return foundIn(paper, one) ?? fullTextPassage(one, foldBlanks(one.page ?? '') || null);
}

/** Where a passage stands in title or abstract. One of a page or PDF must be long, and surrounded by the same words. */
function foundIn(paper: LibraryPaper, one: ExchangedAnnotation): Passage | null {
  if (one.field === 'fulltext') return null;
  if (one.field !== null) return passageOf(paper, one, one.field);
  const isTelling = one.prefix !== null && one.suffix !== null && normalText(one.exact).text.length >= LONG;
  // A position in a page or PDF says nothing about the abstract.
  return isTelling ? passageOf(paper, { ...one, start: null }, 'abstract') : null;
}

function contentOf({ exact, comment }: { readonly exact: string; readonly comment: string }): string {
  return `${normalText(exact).text}\n${tidyComment(comment)}`;
}

function traitsOf({ record, anchoring }: PaperAnnotation): Traits {
  const start = 'start' in anchoring ? anchoring.start : null;
  return { start, page: record.place?.page ?? null, annotator: record.annotator };
}

function isSame(a: Traits, b: Traits): boolean {
  const agree = (name: keyof Traits): boolean => a[name] === null || b[name] === null || a[name] === b[name];
  return agree('start') && agree('page') && agree('annotator');
}

function add(traits: Map<string, Traits[]>, content: string, own: Traits): void {
  const others = traits.get(content);
  if (others) others.push(own);
  else traits.set(content, [own]);
}
