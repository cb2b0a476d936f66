import { COLORS } from '../annotations/record.ts';
import type { PaperAnnotation } from '../annotations/placed-annotations.ts';
import type { PaperAnnotations } from '../annotations/store.ts';
import { escapeMarkdown, firstSentences } from '../text/markdown-escape.ts';

/** How many highlights and remarks a hover shows, and how much of each; one that a link names is shown at greater length. */
const MOST_HIGHLIGHTS = 3;
const MOST_REMARKS = 2;
const QUOTE_CHARACTERS = 160;
const NAMED_CHARACTERS = 1200;

/** The id of the highlight that a wikilink's fragment names (`^h3`); null where it names none. */
export function highlightIdOf(fragment: string | null): string | null {
  return fragment !== null && /^\^[\w-]+$/.test(fragment) ? fragment.slice(1) : null;
}

/**
 * What the reader noted about a paper, as blocks of Markdown in which everything written is escaped; none where nothing was. What a link `named` is
 * shown above already.
 */
export function blocksOfNotes(notes: PaperAnnotations, named: string | null = null): string[] {
  return [reading(notes), passages(notes, named)].filter((block) => block !== '');
}

/** The highlight or remark that a link names; null where the paper has none of that id. */
export function blockOfNamed(notes: PaperAnnotations, id: string): string | null {
  const found = [...notes.highlights, ...notes.remarks].find(({ record }) => record.id === id);
  return found ? `> ${passage(found, NAMED_CHARACTERS)}` : null;
}

function reading({ status, rating, tags }: PaperAnnotations): string {
  const parts = [
    status === null ? '' : `Status: **${status}**`,
    rating === null ? '' : `rated ${rating} of 5`,
    tags.length === 0 ? '' : `tags: ${tags.map(escapeMarkdown).join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function passages(notes: PaperAnnotations, named: string | null): string {
  const isOther = ({ record }: PaperAnnotation): boolean => named === null || record.id !== named;
  const highlights = notes.highlights.filter(isOther);
  const remarks = notes.remarks.filter(isOther);
  const shown = [...highlights.slice(0, MOST_HIGHLIGHTS), ...remarks.slice(0, MOST_REMARKS)];
  const more = highlights.length + remarks.length - shown.length;
  const lines = shown.map((annotation) => passage(annotation, QUOTE_CHARACTERS));
  if (more > 0) lines.push(`*and ${more} more*`);
  return lines.join('  \n');
}

function passage({ record, anchoring }: PaperAnnotation, most: number): string {
  const { exact, comment, color, place } = record;
  const words = escapeMarkdown(firstSentences(comment, most));
  if (record.kind === 'remark') return `Remark: ${words}`;
  const about = [
    COLORS.find((known) => known === color) ?? '',
    typeof place?.page === 'string' ? `p. ${escapeMarkdown(place.page)}` : '',
    anchoring.state === 'orphan' ? 'no longer in the text' : '',
  ].filter((part) => part !== '');
  const suffix = about.length > 0 ? ` *(${about.join(', ')})*` : '';
  return `“${escapeMarkdown(firstSentences(exact, most))}”${suffix}${words === '' ? '' : ` — ${words}`}`;
}
