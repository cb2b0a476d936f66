import { formulasIn } from '../text/math.ts';
import { fittedType } from './csl-dialect.ts';

/** Texts that are longer are cut: no style shows as much. */
const LONGEST = 2000;
const MOST_NAMES = 200;
const NAME_PARTS = ['family', 'given', 'literal', 'suffix', 'dropping-particle', 'non-dropping-particle'];
const NAMES = ['author', 'editor', 'translator', 'collection-editor', 'container-author', 'director'];
const DATES = ['issued', 'accessed', 'original-date', 'event-date', 'submitted'];
const TEXTS = (
  'annote archive archive-place authority call-number chapter-number collection-number collection-title container-title ' +
  'container-title-short DOI edition event event-place event-title genre ISBN ISSN issue language medium number ' +
  'number-of-pages number-of-volumes original-publisher original-title page PMCID PMID publisher publisher-place ' +
  'section source status title title-short URL version volume'
).split(' ');
/** These need not be texts in an item, and a number of them is one. */
const IDENTIFIER = /^arxiv:/i;

/**
 * A CSL-JSON item as the processor takes it: what is not of its form, or says nothing in a style, is left out. Markup that CSL-JSON allows
 * inside of texts stays; all other `<` and `&` are text.
 */
export function styleItem(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const made: Record<string, unknown> = {
    id: 'paper',
    type: fittedType(typeof item['type'] === 'string' ? item['type'] : 'article', KNOWN_TYPES),
  };
  for (const name of TEXTS) {
    const text = textOf(item[name]);
    if (text !== null) made[name] = name === 'URL' || name === 'DOI' ? text : escaped(text);
  }
  // The number of a preprint says so already.
  if (typeof made['number'] === 'string' && IDENTIFIER.test(made['number'])) delete made['archive'];
  for (const name of NAMES) {
    const names = Array.isArray(item[name]) ? item[name].slice(0, MOST_NAMES).flatMap(nameOf) : [];
    if (names.length > 0) made[name] = names;
  }
  for (const name of DATES) {
    const date = dateOf(item[name]);
    if (date) made[name] = date;
  }
  return made;
}

const KNOWN_TYPES = new Set(
  (
    'article article-journal article-magazine article-newspaper bill book broadcast chapter dataset entry entry-dictionary ' +
    'entry-encyclopedia figure graphic interview legal_case legislation manuscript motion_picture musical_score pamphlet ' +
    'paper-conference patent personal_communication post post-weblog report review review-book speech thesis treaty webpage'
  ).split(' '),
);

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const text = value.replace(/\s+/g, ' ').trim();
  return text === '' ? null : text.slice(0, LONGEST);
}

function nameOf(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts = NAME_PARTS.flatMap((part) => {
    const text = textOf((value as Readonly<Record<string, unknown>>)[part]);
    return text === null ? [] : [[part, escaped(text)] as const];
  });
  return parts.length === 0 ? [] : [Object.fromEntries(parts)];
}

function dateOf(value: unknown): object | null {
  if (typeof value !== 'object' || value === null) return null;
  const { 'date-parts': parts, raw, literal } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(parts)) {
    const dates = parts.slice(0, 2).map(partsOf);
    return dates.length > 0 && dates.every((date) => date.length > 0) ? { 'date-parts': dates } : null;
  }
  const text = textOf(raw) ?? textOf(literal);
  return text === null ? null : { literal: escaped(text) };
}

function partsOf(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  const numbers = value.slice(0, 3).map(Number);
  const end = numbers.findIndex((one, i) => !Number.isInteger(one) || (i > 0 && one < 1));
  return end < 0 ? numbers : numbers.slice(0, end);
}

const MARKUP = /<(?!\/?(?:i|b|sub|sup)>)|&/g;

/** Formulas keep the case of their letters, whatever a style makes of a title's. */
function escaped(text: string): string {
  let made = '';
  let at = 0;
  for (const { start, end } of formulasIn(text)) {
    made += `${asText(text.slice(at, start))}<span class="nocase">${asText(text.slice(start, end))}</span>`;
    at = end;
  }
  return made + asText(text.slice(at));
}

function asText(text: string): string {
  return text.replace(MARKUP, (char) => (char === '<' ? '&lt;' : '&amp;'));
}
