/** What Pandoc does not take in a list of CSL items. */
export interface ItemFault {
  /** Which item, from 0; null where the whole is no list. */
  readonly item: number | null;
  /** Its variable that has a value of a wrong kind; null where the item is no object. */
  readonly variable: string | null;
}

/**
 * Why Pandoc would not read a list of CSL items: one value of a wrong kind and it gives up the whole file. Null where it reads it. Variables
 * that CSL does not have may hold anything. Source: the CSL 1.0.2 specification, "Variables"; how strict it is, by trying with Pandoc 2.17.
 */
export function pandocItemFault(items: unknown): ItemFault | null {
  if (!Array.isArray(items)) return { item: null, variable: null };
  for (const [index, item] of items.entries()) {
    if (!isRecord(item)) return { item: index, variable: null };
    const wrong = Object.entries(item).find((member) => !fits(member));
    if (wrong) return { item: index, variable: wrong[0] };
  }
  return null;
}

const NAMES =
  wordsOf(`author chair collection-editor compiler composer container-author contributor curator director editor
  editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer producer recipient
  reviewed-author script-writer series-creator translator`);
const DATES = wordsOf('accessed available-date event-date issued original-date submitted');
const TEXTS =
  wordsOf(`abstract annote archive archive_collection archive_location archive-place authority call-number chapter-number
  citation-label citation-number collection-number collection-title container-title container-title-short dimensions division DOI edition
  event event-place event-title first-reference-note-number genre ISBN ISSN issue jurisdiction keyword language license locator medium note
  number number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first part-number
  part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre reviewed-title scale section source status
  supplement-number title title-short type URL version volume volume-title volume-title-short year-suffix`);

function fits([name, value]: [string, unknown]): boolean {
  if (TEXTS.has(name)) return isText(value);
  if (NAMES.has(name)) return Array.isArray(value) && value.every(isName);
  return DATES.has(name) ? isDate(value) : true;
}

function isName(value: unknown): boolean {
  return (
    !isRecord(value) ||
    ['family', 'given', 'literal'].every((part) => typeof (value[part] ?? '') === 'string')
  );
}

function isDate(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (!isRecord(value)) return false;
  const parts = value['date-parts'];
  if (parts === undefined) return true;
  return Array.isArray(parts) && parts.every((part) => Array.isArray(part) && part.every(isNumber));
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+$|^$/.test(value));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
