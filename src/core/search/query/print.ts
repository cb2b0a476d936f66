import type { Query } from './query.ts';
import { printTimeRange } from './time.ts';

/** How tightly a node binds; what binds less than its surroundings is put in parentheses. */
const BINDING = { or: 0, and: 1, beside: 2, not: 3, in: 4, word: 4, phrase: 4, is: 4, time: 4 } as const;

/** A query as one writes it: `parseQuery` makes the same query of it. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'word':
      return query.prefix ? `${query.text}*` : query.text;
    case 'phrase':
      return `"${query.text}"`;
    case 'in': {
      const inner = printQuery(query.query);
      const bare = query.query.kind === 'word' || query.query.kind === 'phrase';
      return `${query.field}:${bare ? inner : `(${inner})`}`;
    }
    case 'is':
      return `${query.field}:${/[\s()"“”„«»＂]/.test(query.value) ? `"${query.value}"` : query.value}`;
    case 'time':
      return `${query.field}:${printTimeRange(query.range)}`;
    case 'beside':
      return printed(query.parts, ' ', BINDING.beside);
    case 'and':
      return printed(query.parts, ' AND ', BINDING.and);
    case 'or':
      return printed(query.parts, ' OR ', BINDING.or);
    case 'not':
      return `-${printed([query.part], '', BINDING.not)}`;
  }
}

function printed(parts: readonly Query[], between: string, binding: number): string {
  return parts
    .map((part) => (BINDING[part.kind] <= binding ? `(${printQuery(part)})` : printQuery(part)))
    .join(between);
}
