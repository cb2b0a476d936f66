import { isListOf, isOneOf, isOrNull, isRecord, isText } from './checks.ts';
import type { FormattedCitation, FormattedPiece, StyleChoice } from './formatted.ts';

export function isFormatted(value: unknown): value is FormattedCitation {
  return (
    isRecord(value) &&
    isText(value['style']) &&
    isListOf(value['pieces'], isPiece) &&
    isText(value['text']) &&
    isOrNull(value['lacks'], isText) &&
    isOrNull(value['problem'], isText)
  );
}

export function isStyleChoice(value: unknown): value is StyleChoice {
  return isRecord(value) && isText(value['style']) && isText(value['label']);
}

function isPiece(value: unknown): value is FormattedPiece {
  return (
    isRecord(value) &&
    isText(value['text']) &&
    isOrNull(value['tex'], isText) &&
    ['italic', 'bold', 'smallCaps'].every((name) => typeof value[name] === 'boolean') &&
    (value['raised'] === null || isOneOf(value['raised'], ['sup', 'sub'] as const))
  );
}
