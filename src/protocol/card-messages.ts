import type {
  CardAnnotation,
  CardFormula,
  CardMark,
  CardModel,
  CardNotes,
  CitingPlace,
  Findable,
  FromCard,
  RelatedItem,
  ToCard,
} from './card.ts';
import { isColor, isKind, isRating, readCardEdit } from './card-edits.ts';
import { readCardSession } from './card-session.ts';
import { COPY_FORMS } from './formatted.ts';
import { isFormatted, isStyleChoice } from './formatted-checks.ts';
import { isIndex, isListOf, isOneOf, isOrNull, isRecord, isText } from './checks.ts';

/**
 * Run-time checks of what extension and card tell each other. Each takes anything and gives the message, or null for whatever is
 * not exactly one: an unknown type, a missing or wrong field, a text or list beyond all measure.
 */

export function readFromCard(value: unknown): FromCard | null {
  if (!isRecord(value)) return null;
  switch (value['type']) {
    case 'ready':
    case 'retry':
    case 'togglePin':
    case 'copyCitation':
    case 'insertCitation':
      return { type: value['type'] };
    case 'openPaper':
      return isText(value['ref']) ? { type: 'openPaper', ref: value['ref'] } : null;
    case 'openSource':
    case 'openCitation':
    case 'openLink':
    case 'openAnnotation':
    case 'searchAuthor':
    case 'showTopic':
    case 'copyLink':
      return isIndex(value['index']) ? { type: value['type'], index: value['index'] } : null;
    case 'copyAs': {
      const { as } = value;
      return isOneOf(as, COPY_FORMS) ? { type: 'copyAs', as } : null;
    }
    case 'setStyle':
      return isText(value['style']) ? { type: 'setStyle', style: value['style'] } : null;
    case 'copyQuote':
      return isText(value['exact']) ? { type: 'copyQuote', exact: value['exact'] } : null;
    case 'edit':
      return readCardEdit(value);
    default:
      return null;
  }
}

export function readToCard(value: unknown): ToCard | null {
  if (!isRecord(value)) return null;
  switch (value['type']) {
    case 'session': {
      const session = readCardSession(value['session']);
      return session && { type: 'session', session };
    }
    case 'show':
      return isCard(value['card']) ? { type: 'show', card: value['card'] } : null;
    case 'look': {
      const { fontFamily, fontSize } = value;
      return isOrNull(fontFamily, isText) && isOrNull(fontSize, isIndex)
        ? { type: 'look', fontFamily, fontSize }
        : null;
    }
    case 'missing':
      return isText(value['ref']) ? { type: 'missing', ref: value['ref'] } : null;
    case 'unavailable':
    case 'showKeys':
      return { type: value['type'] };
    case 'copied': {
      const { what } = value;
      return isOneOf(what, ['citation', 'quote', ...COPY_FORMS] as const) ? { type: 'copied', what } : null;
    }
    case 'formatted': {
      const { ref, formatted, styles } = value;
      return isText(ref) && isFormatted(formatted) && isListOf(styles, isStyleChoice)
        ? { type: 'formatted', ref, formatted, styles }
        : null;
    }
    case 'reveal': {
      const { id, placing } = value;
      return isText(id) && typeof placing === 'boolean' ? { type: 'reveal', id, placing } : null;
    }
    case 'done': {
      const { request, failure } = value;
      return isIndex(request) && isOrNull(failure, isText) ? { type: 'done', request, failure } : null;
    }
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
    isText(value['name']) &&
    isListOf(value['formulas'], isFormula) &&
    isListOf(value['meta'], isText) &&
    isListOf(value['abstract'], isText) &&
    isListOf(value['authors'], isFindable) &&
    isOrNull(value['unnamed'], isText) &&
    isListOf(value['topics'], isFindable) &&
    isListOf(value['links'], isLink) &&
    isListOf(value['sources'], isSource) &&
    isListOf(value['citedBy'], isCitingPlace) &&
    isListOf(value['related'], isRelated) &&
    typeof value['relatedReady'] === 'boolean' &&
    isNotes(value['notes'])
  );
}

const STATUSES = ['queued', 'reading', 'read', 'dismissed'] as const;
const STATES = ['anchored', 'approximate', 'orphan', 'unlocated'] as const;
const FIELDS = ['title', 'abstract', 'fulltext'] as const;

function isNotes(value: unknown): value is CardNotes {
  return (
    isRecord(value) &&
    (value['status'] === null || isOneOf(value['status'], STATUSES)) &&
    isOrNull(value['rating'], isRating) &&
    isListOf(value['tags'], isText) &&
    isListOf(value['knownTags'], isText) &&
    isListOf(value['annotations'], isAnnotation) &&
    isListOf(value['marks'], isMark)
  );
}

function isAnnotation(value: unknown): value is CardAnnotation {
  return (
    isRecord(value) &&
    isKind(value['kind']) &&
    ['id', 'exact', 'comment', 'label', 'uri'].every((name) => isText(value[name])) &&
    ['page', 'guess', 'date', 'annotator', 'link'].every((name) => isOrNull(value[name], isText)) &&
    isOrNull(value['color'], isColor) &&
    isOneOf(value['state'], STATES) &&
    isOneOf(value['field'], FIELDS) &&
    typeof value['fixed'] === 'boolean' &&
    isIndex(value['offset'])
  );
}

function isMark(value: unknown): value is CardMark {
  return (
    isRecord(value) &&
    isText(value['id']) &&
    isOneOf(value['field'], ['title', 'abstract'] as const) &&
    isIndex(value['paragraph']) &&
    isIndex(value['start']) &&
    isIndex(value['end'])
  );
}

function isFormula(value: unknown): value is CardFormula {
  return (
    isRecord(value) &&
    isOneOf(value['field'], ['title', 'abstract'] as const) &&
    ['paragraph', 'start', 'end'].every((name) => isIndex(value[name])) &&
    isText(value['tex']) &&
    typeof value['display'] === 'boolean'
  );
}

function isFindable(value: unknown): value is Findable {
  return isRecord(value) && isText(value['name']) && isText(value['query']);
}

function isLink(value: unknown): value is CardModel['links'][number] {
  return (
    isRecord(value) && isText(value['label']) && isText(value['url']) && /^https?:\/\//.test(value['url'])
  );
}

function isCitingPlace(value: unknown): value is CitingPlace {
  return isPlace(value) && 'sentence' in value && isOrNull(value.sentence, isSentence);
}

function isSentence(value: unknown): value is NonNullable<CitingPlace['sentence']> {
  return isRecord(value) && ['before', 'cited', 'after'].every((name) => isText(value[name]));
}

function isSource(value: unknown): value is CardModel['sources'][number] {
  return isPlace(value) && 'fields' in value && isListOf(value.fields, isText);
}

function isPlace(value: unknown): value is Pick<CitingPlace, 'label' | 'uri' | 'line'> {
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
