import { anchor, AnchorText, contextOf } from '../annotations/anchor.ts';
import { COLORS, isMadeUp, type Field } from '../annotations/record.ts';
import type { Status } from '../annotations/reading-list.ts';
import type { PaperAnnotation } from '../annotations/placed-annotations.ts';
import type { PaperAnnotations } from '../annotations/store.ts';
import type { Paper } from '../library/paper.ts';
import type { Span } from '../text/span.ts';
import { cardAbstract, cardTitle } from './card-text.ts';

/** What a reader noted about a paper, as its card shows it: plain text. */
export interface CardNotes {
  readonly status: Exclude<Status, 'none'> | null;
  readonly rating: number | null;
  readonly tags: readonly string[];
  /** Highlights in the order of the text, then remarks. */
  readonly annotations: readonly CardAnnotation[];
  /** Where highlights stand in the texts that the card shows. */
  readonly marks: readonly CardMark[];
}

export interface CardAnnotation {
  readonly kind: 'highlight' | 'remark';
  readonly id: string;
  readonly color: (typeof COLORS)[number] | null;
  /** The passage in the words of the sidecar; empty for a remark. */
  readonly exact: string;
  /** Markdown, as it was written. */
  readonly comment: string;
  readonly state: 'anchored' | 'approximate' | 'orphan' | 'unlocated';
  readonly field: Field;
  readonly page: string | null;
  /** Of an orphan, the words that come nearest. */
  readonly guess: string | null;
  readonly date: string | null;
  readonly annotator: string | null;
  /** What a note writes to link to it; null where it has no id of its own. */
  readonly link: string | null;
  /** Another program wrote it, or its file is locked: it can be changed only where it stands. */
  readonly fixed: boolean;
  readonly path: string;
  /** Where it begins in its file. */
  readonly offset: number;
}

/** A part of the title, or of a paragraph of the abstract, that a highlight covers. UTF-16 offsets into what is shown. */
export interface CardMark extends Span {
  readonly id: string;
  readonly field: 'title' | 'abstract';
  readonly paragraph: number;
}

/** Between paragraphs, where all of them are looked at as one text. */
export const PARAGRAPH_GAP = '\n\n';

/** What a paper's card tells of its annotations; `isLocked` says which files are read and never written. */
export function cardNotes(
  paper: Paper,
  annotations: PaperAnnotations,
  isLocked: (path: string) => boolean,
): CardNotes {
  const { status, rating, tags, highlights, remarks } = annotations;
  return {
    status,
    rating,
    tags,
    annotations: [...highlights, ...remarks].map((one) => cardAnnotation(paper, one, isLocked(one.path))),
    marks: [
      ...marksOf(paper, 'title', [cardTitle(paper).text], highlights),
      ...marksOf(
        paper,
        'abstract',
        cardAbstract(paper).map(({ text }) => text),
        highlights,
      ),
    ],
  };
}

/** One annotation with what a list or card tells of it. */
export function cardAnnotation(
  paper: Paper,
  { record, anchoring, path }: PaperAnnotation,
  isLocked: boolean,
): CardAnnotation {
  const { kind, id, exact, comment, date, annotator, place } = record;
  const field = place?.field ?? 'abstract';
  const source = field === 'fulltext' ? null : paper[field];
  const guess = anchoring.state === 'orphan' ? anchoring.guess : null;
  return {
    kind,
    id,
    color: kind === 'remark' ? null : (COLORS.find((known) => known === record.color) ?? 'yellow'),
    exact,
    comment,
    state: anchoring.state,
    field,
    page: place?.page ?? null,
    guess: guess && source !== null ? source.slice(guess.start, guess.end) : null,
    date,
    annotator,
    link: isMadeUp(id) ? null : `[[@${paper.key}#^${id}]]`,
    fixed: isLocked || id.startsWith('~z'),
    path,
    offset: record.spans.record.start,
  };
}

/** What is shown may read otherwise than the paper's own text (LaTeX repaired, blanks folded): then passages are found anew in it. */
function marksOf(
  paper: Paper,
  field: 'title' | 'abstract',
  paragraphs: readonly string[],
  highlights: readonly PaperAnnotation[],
): CardMark[] {
  const source = paper[field];
  const own = highlights.filter(({ record }) => (record.place?.field ?? 'abstract') === field);
  if (source === null || own.length === 0) return [];
  const whole = paragraphs.join(PARAGRAPH_GAP);
  const text = whole === source ? null : new AnchorText(whole);
  return own.flatMap(({ record: { id }, anchoring }) => {
    if (anchoring.state !== 'anchored' && anchoring.state !== 'approximate') return [];
    const span = text ? inShown(text, source, anchoring) : anchoring;
    return span ? parts(paragraphs, span).map((part) => ({ id, field, ...part })) : [];
  });
}

function inShown(text: AnchorText, source: string, { start, end }: Span): Span | null {
  const quote = { exact: source.slice(start, end), ...contextOf(source, { start, end }) };
  const found = anchor(text, quote, start);
  return found.state === 'anchored' || found.state === 'approximate' ? found : null;
}

/** A span of the whole text as spans of its paragraphs. */
function parts(paragraphs: readonly string[], { start, end }: Span): (Span & { paragraph: number })[] {
  const found: (Span & { paragraph: number })[] = [];
  let at = 0;
  paragraphs.forEach((text, paragraph) => {
    const from = Math.max(0, start - at);
    const to = Math.min(text.length, end - at);
    if (from < to) found.push({ paragraph, start: from, end: to });
    at += text.length + PARAGRAPH_GAP.length;
  });
  return found;
}
