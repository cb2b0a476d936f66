import type { CardModel, FromCard, RelatedItem, ToCard } from './card.ts';

/**
 * Run-time checks of what extension and card tell each other. Each takes anything and gives the message, or null for whatever is
 * not exactly one: an unknown type, a missing or wrong field, a text or list beyond all measure.
 */

const LONGEST = 200_000;
const MOST = 5_000;

export function readFromCard(value: unknown): FromCard | null {
  if (!isRecord(value)) return null;
  switch (value['type']) {
    case 'ready':
    case 'retry':
    case 'copyCitation':
    case 'insertCitation':
      return { type: value['type'] };
    case 'openPaper':
      return isText(value['ref']) ? { type: 'openPaper', ref: value['ref'] } : null;
    case 'openSource':
    case 'openCitation':
    case 'openLink':
      return isIndex(value['index']) ? { type: value['type'], index: value['index'] } : null;
    default:
      return null;
  }
}

export function readToCard(value: unknown): ToCard | null {
  if (!isRecord(value)) return null;
  switch (value['type']) {
    case 'show':
      return isCard(value['card']) ? { type: 'show', card: value['card'] } : null;
    case 'missing':
      return isText(value['ref']) ? { type: 'missing', ref: value['ref'] } : null;
    case 'unavailable':
    case 'copied':
      return { type: value['type'] };
    default:
      return null;
  }
}

function isCard(value: unknown): value is CardModel {
  return (
    isRecord(value) &&
    isText(value['ref']) &&
    isText(value['key']) &&
    isText(value['citation']) &&
    isText(value['title']) &&
    isListOf(value['meta'], isText) &&
    isListOf(value['abstract'], isText) &&
    isListOf(value['topics'], isText) &&
    isListOf(value['links'], isLink) &&
    isListOf(value['sources'], isSource) &&
    isListOf(value['citedBy'], isPlace) &&
    isListOf(value['related'], isRelated) &&
    typeof value['relatedReady'] === 'boolean'
  );
}

function isLink(value: unknown): value is CardModel['links'][number] {
  return (
    isRecord(value) && isText(value['label']) && isText(value['url']) && value['url'].startsWith('https://')
  );
}

function isSource(value: unknown): value is CardModel['sources'][number] {
  return isPlace(value) && 'fields' in value && isListOf(value.fields, isText);
}

function isPlace(value: unknown): value is CardModel['citedBy'][number] {
  return isRecord(value) && isText(value['label']) && isText(value['uri']) && isIndex(value['line']);
}

function isRelated(value: unknown): value is RelatedItem {
  return (
    isRecord(value) &&
    isText(value['key']) &&
    isText(value['title']) &&
    isText(value['detail']) &&
    isListOf(value['reasons'], isText)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST;
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.length <= MOST && value.every(isItem);
}
