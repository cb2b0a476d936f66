import { readAuthors } from '../arxiv/authors.ts';
import { personOf, personOfSorted, withoutOthers } from '../arxiv/person.ts';
import type { Author, Entry } from '../entry.ts';

type Authors = Pick<Entry, 'authors' | 'authorCount'>;

const INITIALS = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u;
/** Longer names are none. */
const LONGEST_NAME = 200;
const BEHIND = /^(.*\p{Ll}.*) ((?:\p{Lu}\.?[\s-]?){1,4})$/u;

/**
 * The authors of a table's cell, which every program writes in its own way: `Lee, Ann; Ray, Bo`, `['Lee, Ann', 'Ray, Bo']`, `Lee A., Ray B.`,
 * `Lee, A., Ray, B.`, `Ann Lee, Bo Ray`.
 */
export function readTableAuthors(cell: string): Authors {
  const listed = /^\[\s*['"]/.test(cell)
    ? [...cell.matchAll(/'((?:[^'\\]|\\.|'(?![,\]\s]))*)'|"([^"]*)"/g)]
    : [];
  if (listed.length > 0) return counted(listed.map((match) => match[1] ?? match[2] ?? ''));
  if (cell.includes(';')) return counted(cell.split(';'));
  const { names: parts, isOpen } = withoutOthers(cell.split(','));
  const isPaired = parts.length % 2 === 0 && parts.every((part, i) => i % 2 === 0 || INITIALS.test(part));
  if (isPaired)
    return counted(
      parts.flatMap((part, i) => (i % 2 === 0 ? [`${part}, ${parts[i + 1]!}`] : [])),
      isOpen,
    );
  if (parts.length > 0 && parts.every((part) => part.length < LONGEST_NAME && BEHIND.test(part)))
    return counted(parts, isOpen);
  return readAuthors(cell);
}

function sorted(name: string): Author | null {
  const text = name.trim();
  if (text === '') return null;
  const initials = text.includes(',') || text.length > LONGEST_NAME ? null : BEHIND.exec(text);
  if (initials) return personOfSorted(`${initials[1]!}, ${initials[2]!}`);
  return text.includes(',') ? personOfSorted(text) : personOf(text);
}

function counted(all: readonly string[], isOpen = false): Authors {
  const { names, isOpen: endsOpen } = withoutOthers(all);
  const authors = names.map(sorted).filter((author) => author !== null);
  return { authors, authorCount: authors.length > 0 && !isOpen && !endsOpen ? authors.length : null };
}
