import { editDistance } from '../../text/edit-distance.ts';
import type { Argument, Definition } from './definition.ts';
import { FILTERS, hasLength, isRelation } from './filters.ts';
import type { KeyFormat, Part } from './format.ts';
import { FormatFault, QUOTED, readFormula, readPattern, type Call, type Term } from './syntax.ts';
import { OTHER_NAMES, VALUES } from './values.ts';

/** Nobody writes longer ones. */
const MOST_CHARACTERS = 500;

/**
 * Reads a format of citekeys: a formula of Better BibTeX, or a pattern in brackets as JabRef and older versions of it have. A format
 * that asks for what Carrel does not know is a fault, which says where and what is known.
 */
export function parseKeyFormat(source: string): KeyFormat | FormatFault {
  if (source.length > MOST_CHARACTERS) return new FormatFault('it is too long', MOST_CHARACTERS);
  try {
    const isPattern = source.replace(QUOTED, '').includes('[');
    const terms = isPattern ? readPattern(source, isValueName) : readFormula(source);
    return { source, alternatives: terms.map((alternative) => alternative.map(partOf)) };
  } catch (fault) {
    if (fault instanceof FormatFault) return fault;
    throw fault;
  }
}

function partOf(term: Term): Part {
  if ('literal' in term) return { value: () => term.literal, filters: [] };
  if ('relation' in term) return { holds: hasLength(term.relation, term.length) };
  return {
    value: made('function', VALUES, term.call),
    filters: term.filters.map((call) => made('filter', FILTERS, call)),
  };
}

function isValueName(name: string): boolean {
  const lower = name.toLowerCase();
  return VALUES.has(lower) || OTHER_NAMES.has(lower);
}

function made<T>(what: string, known: ReadonlyMap<string, Definition<T>>, call: Call): T {
  const lower = call.name.toLowerCase();
  const definition = known.get(lower) ?? known.get(OTHER_NAMES.get(lower) ?? '');
  if (!definition)
    throw new FormatFault(`there is no ${what} “${call.name}” here${hint(lower, known)}`, call.at);
  const [first = 0, second = 0] = argumentsOf(call, definition.parameters);
  return definition.make(first, second);
}

function argumentsOf({ name, at, given }: Call, parameters: Definition<unknown>['parameters']): Argument[] {
  const values = parameters.map(([, byDefault]) => byDefault);
  for (const [i, argument] of given.entries()) {
    const place = argument.name === null ? i : parameters.findIndex(([known]) => known === argument.name);
    const byDefault = parameters[place]?.[1];
    if (byDefault === undefined) throw new FormatFault(`${name} takes ${described(parameters)}`, at);
    if (typeof byDefault === 'number' && typeof argument.value !== 'number')
      throw new FormatFault(`${name} wants a number in place of “${argument.value}”`, at);
    if (parameters[place]![0] === 'relation' && !isRelation(String(argument.value)))
      throw new FormatFault(`${name} compares with <, <=, =, !=, >= or >`, at);
    values[place] = argument.value;
  }
  return values;
}

/** A name that is so many letters apart is another one. */
const MOST_EDITS = 2;

function distance(name: string, other: string): number {
  return editDistance(name, other, MOST_EDITS);
}

function described(parameters: Definition<unknown>['parameters']): string {
  return parameters.length === 0 ? 'no values' : `only ${parameters.map(([name]) => name).join(' and ')}`;
}

function hint(name: string, known: ReadonlyMap<string, unknown>): string {
  const names = [...known.keys()];
  const near = names.reduce((best, other) => (distance(name, other) < distance(name, best) ? other : best));
  return distance(name, near) > MOST_EDITS ? `; there are ${names.join(', ')}` : `; did you mean “${near}”?`;
}
