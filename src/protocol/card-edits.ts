import { COLOR_NAMES, type HighlightColor } from './annotations.ts';
import { CARD_STATUSES, type AnnotationKind, type CardEdit, type CardQuote, type Edit } from './card.ts';
import { isIndex, isListOf, isOneOf, isRecord, isText } from './checks.ts';

/** Reads what the card wants to have changed; null for whatever is not exactly one change. */
export function readCardEdit(value: Readonly<Record<string, unknown>>): CardEdit | null {
  const { request, ref } = value;
  const edit = isRecord(value['edit']) ? readEdit(value['edit']) : null;
  return edit && isIndex(request) && isText(ref) ? { type: 'edit', request, ref, edit } : null;
}

function readEdit(given: Readonly<Record<string, unknown>>): Edit | null {
  const { kind, id, of, color, comment, text, quote, tags, rating, status } = given;
  switch (kind) {
    case 'addHighlight': {
      const read = readQuote(quote);
      return read && isColor(color) && isText(comment) ? { kind, quote: read, color, comment } : null;
    }
    case 'addRemark':
      return isText(text) ? { kind, text } : null;
    case 'recolor':
      return isText(id) && isColor(color) ? { kind, id, color } : null;
    case 'comment':
      return isText(id) && isKind(of) && isText(comment) ? { kind, id, of, comment } : null;
    case 'remove':
      return isText(id) && isKind(of) ? { kind, id, of } : null;
    case 'reanchor': {
      const read = quote === null ? null : readQuote(quote);
      return isText(id) && (read || quote === null) ? { kind, id, quote: read } : null;
    }
    case 'setTags':
      return isListOf(tags, isText) ? { kind, tags } : null;
    case 'setRating':
      return rating === null || isRating(rating) ? { kind, rating } : null;
    case 'setStatus':
      return isOneOf(status, CARD_STATUSES) ? { kind, status } : null;
    case 'undo':
      return { kind };
    default:
      return null;
  }
}

function readQuote(value: unknown): CardQuote | null {
  if (!isRecord(value)) return null;
  const { field, exact, prefix, suffix, start } = value;
  const isQuote =
    isOneOf(field, ['title', 'abstract'] as const) &&
    isText(exact) &&
    isText(prefix) &&
    isText(suffix) &&
    isIndex(start);
  return isQuote ? { field, exact, prefix, suffix, start } : null;
}

export function isColor(value: unknown): value is HighlightColor {
  return isOneOf(value, COLOR_NAMES);
}

export function isKind(value: unknown): value is AnnotationKind {
  return isOneOf(value, ['highlight', 'remark'] as const);
}

export function isRating(value: unknown): value is number {
  return isIndex(value) && value >= 1 && value <= 5;
}
