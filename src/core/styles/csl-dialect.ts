import type { Span } from '../text/span.ts';

/**
 * Our processor knows CSL 1.0.1 and refuses a style that names a type, variable or term of 1.0.2, as most styles of today do. What a
 * style does with them cannot show for an item that has none of them, and items are made so (`style-item.ts`): it is blanked out. All else keeps
 * its place, so that what the processor says of a place is true of the file.
 */
export function fitStyle(style: string): string {
  const edits: Edit[] = [];
  let gone = 0;
  const tags = tagsOf(style);
  for (const [i, tag] of tags.entries()) {
    if (tag.kind === 'close' || tag.start < gone) continue;
    if (isNothing(tag)) {
      const end = tag.kind === 'open' ? endOf(tags, i) : tag.end;
      edits.push({ start: tag.start, end, text: '' });
      gone = end;
    } else edits.push(...fitted(tag));
  }
  return applied(style, edits);
}

/** The type of an item, under the name by which a fitted style knows it. */
export function fittedType(type: string, known: ReadonlySet<string>): string {
  if (type === 'software') return SOFTWARE;
  return known.has(type) ? type : 'article';
}

const UNKNOWN_TYPES = new Set(
  'collection document event hearing performance periodical regulation standard'.split(' '),
);
const UNKNOWN_VARIABLES = new Set(
  'available-date editor-translator license part-number printing-number supplement-number'.split(' '),
);
const LOCATORS =
  'book chapter column figure folio issue line note opus page paragraph part section sub-verbo supplement verse volume'.split(
    ' ',
  );
const ROLES = (
  'author chair collection-editor compiler composer container-author contributor curator director editor editorial-director ' +
  'editortranslator executive-producer guest host illustrator interviewer narrator organizer original-author performer producer ' +
  'recipient reviewed-author script-writer series-creator translator'
).split(' ');
const KNOWN_LOCATORS = new Set(LOCATORS);
const KNOWN_TERMS = new Set([
  ...LOCATORS,
  ...ROLES,
  ...(
    'accessed ad and anonymous at authority bc by chapter-number circa cited citation-number close-inner-quote close-quote ' +
    'collection-number edition et-al first-reference-note-number forthcoming from ibid in internet interview letter locator number ' +
    'number-of-pages number-of-volumes online open-inner-quote open-quote page-first page-range-delimiter reference retrieved ' +
    'scale version'
  ).split(' '),
  ...['and others', 'available at', 'in press', 'no date', 'presented at'],
]);
const NUMBERED_TERM = /^(?:month|season|ordinal|long-ordinal)(?:-\d\d)?$/;

/** Stands for software, which the processor does not know; no paper is a song. */
const SOFTWARE = 'song';
/** What no item is or has: for conditions of which nothing is left. Short, so as to fit in the place of any other. */
const NEVER = { type: 'map', variable: 'note', 'is-numeric': 'note', locator: 'page' } as const;
type Test = keyof typeof NEVER;

interface Edit extends Span {
  readonly text: string;
}

interface Tag extends Span {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

/** Its span has the blank in front in it. */
interface Attribute extends Span {
  readonly name: string;
  readonly value: string;
}

const TAG =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<(\/?)([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /\s+([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function tagsOf(style: string): Tag[] {
  return [...style.matchAll(TAG)].flatMap((match): Tag[] => {
    const [whole, closes, name, attributes, empty] = match;
    if (name === undefined) return [];
    const behindName = match.index + 1 + (closes ?? '').length + name.length;
    return [
      {
        kind: closes ? 'close' : empty ? 'empty' : 'open',
        name,
        start: match.index,
        end: match.index + whole.length,
        attributes: [...(attributes ?? '').matchAll(ATTRIBUTE)].map((found) => ({
          name: found[1]!,
          value: found[2] ?? found[3] ?? '',
          start: behindName + found.index,
          end: behindName + found.index + found[0].length,
        })),
      },
    ];
  });
}

function endOf(tags: readonly Tag[], open: number): number {
  let depth = 0;
  for (let i = open; i < tags.length; i++) {
    const { kind, end } = tags[i]!;
    if (kind === 'open') depth++;
    else if (kind === 'close' && --depth === 0) return end;
  }
  return tags[open]!.end;
}

const SHOWS = new Set(['text', 'number', 'label', 'date', 'names', 'key']);

/** Whether an element can show nothing for our items. */
function isNothing({ name, attributes }: Tag): boolean {
  const value = (wanted: string): string => attributes.find((one) => one.name === wanted)?.value ?? '';
  if (name === 'term') return !isTerm(value('name'), value('form'));
  if (!SHOWS.has(name)) return false;
  const variables = words(value('variable'));
  return (
    (variables.length > 0 && variables.every((one) => UNKNOWN_VARIABLES.has(one))) ||
    (value('term') !== '' && !isTerm(value('term'), value('form'))) ||
    (name === 'label' && NOT_NUMBERS.has(value('variable')))
  );
}

function isTerm(name: string, form: string): boolean {
  if (form.startsWith('verb')) return ROLES.includes(name);
  return KNOWN_TERMS.has(name) || NUMBERED_TERM.test(name);
}

/** Numbers since 1.0.2. */
const NOT_NUMBERS = new Set(['section', 'version']);

function fitted({ name, attributes, start }: Tag): Edit[] {
  if (name === 'if' || name === 'else-if') return fittedTests(attributes);
  const variable = attributes.find((one) => one.name === 'variable');
  if (!variable) return [];
  if (name === 'number' && NOT_NUMBERS.has(variable.value))
    return [{ start: start + 1, end: start + 1 + name.length, text: 'text' }];
  const left = words(variable.value).filter((one) => !UNKNOWN_VARIABLES.has(one));
  return name === 'names' ? [...replaced(variable, left)] : [];
}

function fittedTests(attributes: readonly Attribute[]): Edit[] {
  const tests = attributes.filter(({ name }) => name !== 'match');
  const match = attributes.find(({ name }) => name === 'match')?.value ?? 'all';
  return tests.flatMap((attribute): readonly Edit[] => {
    if (!isTest(attribute.name)) return [];
    const all = words(attribute.value);
    const left = all.filter((one) => isKnown(attribute.name as Test, one));
    const renamed =
      attribute.name === 'type' ? left.map((one) => (one === 'software' ? SOFTWARE : one)) : left;
    if (left.length === all.length) return replaced(attribute, renamed);
    if (match === 'all') return replaced(attribute, [NEVER[attribute.name]]);
    if (left.length > 0) return replaced(attribute, renamed);
    return tests.length > 1
      ? [{ start: attribute.start, end: attribute.end, text: '' }]
      : replaced(attribute, [NEVER[attribute.name]]);
  });
}

function isTest(name: string): name is Test {
  return Object.hasOwn(NEVER, name);
}

function isKnown(test: Test, value: string): boolean {
  if (test === 'type') return !UNKNOWN_TYPES.has(value) && value !== SOFTWARE;
  return test === 'locator' ? KNOWN_LOCATORS.has(value) : !UNKNOWN_VARIABLES.has(value);
}

function replaced({ name, value, start, end }: Attribute, left: readonly string[]): readonly Edit[] {
  const now = left.join(' ');
  return now === value ? [] : [{ start, end, text: ` ${name}="${now}"` }];
}

function words(value: string): string[] {
  return value.split(/\s+/).filter((word) => word !== '');
}

/** Each edit in as many bytes as before, for the processor counts in bytes. */
function applied(style: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    const size = byteLength(style.slice(start, end));
    result += style.slice(at, start) + text + ' '.repeat(Math.max(0, size - byteLength(text)));
    at = end;
  }
  return result + style.slice(at);
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
