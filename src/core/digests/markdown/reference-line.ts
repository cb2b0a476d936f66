import type { Span } from '../../text/span.ts';
import { personOf, personOfSorted } from '../arxiv/person.ts';
import { readAuthors } from '../arxiv/authors.ts';
import type { Entry } from '../entry.ts';

/** The parts of a line that is written as references are. */
export interface Reference {
  readonly title: Span;
  /** Null where it begins with the title. */
  readonly authors: Span | null;
}

const LONGEST = 900;

/** Offsets count from the line's beginning; groups are authors and title. */
const STYLES: readonly RegExp[] = [
  // Lee, A., & Ray, B. (2019). Title of the paper. Venue.
  /^(?<authors>[^“"()]{3,500}?)\s\((?:19|20)\d\d[a-z]?(?:,[^()]{1,30})?\)[.:,]?\s+(?<title>\S.{5,400}?)(?=[.?!](?:\s|$)|$)/du,
  // A. Lee, B. Ray, and C. Kim, “Title of the paper,” venue, or with a point for the comma
  /^(?<authors>[^“"]{3,500}?)[,.]\s[“"](?<title>[^”"]{6,400}?)[,.]?[”"]/du,
  // “Title of the paper”, venue
  /^[“"](?<title>[^”"]{6,400}?)[,.]?[”"]/du,
  // Lee, A., Ray, B.: Title of the paper. In: Venue
  /^(?<authors>[^“":]{3,300}?,\s(?:\p{Lu}\.[\s-]?){1,4}(?:\set al\.)?):\s+(?<title>\S.{5,400}?)(?=[.?!](?:\s|$)|$)/du,
];

/** What a line of text says in one of the styles of references; null where it is in none. */
export function readReference(text: string, { start, end }: Span): Reference | null {
  const line = text.slice(start, Math.min(end, start + LONGEST));
  for (const style of STYLES) {
    const { title, authors } = style.exec(line)?.indices?.groups ?? {};
    if (!title || (authors && !areNames(line.slice(...authors)))) continue;
    const placed = ([from, until]: readonly [number, number]): Span => ({
      start: start + from,
      end: start + until,
    });
    return { title: placed(title), authors: authors ? placed(authors) : null };
  }
  return null;
}

/** Names, each with a capital, and no words of a sentence. */
function areNames(line: string): boolean {
  const words = line.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
  const small = words.filter(
    (word) =>
      !/^[\p{Lu}\p{Lo}]/u.test(word) &&
      !/^(?:and|et|al|others|van|von|de|der|den|da|di|del|la|le|ter|bin)$/i.test(word),
  );
  return words.length > 0 && small.length === 0 && !/\p{N}{2}/u.test(line);
}

/** `Lee, A. B., & Ray, C.`: the family name first, with initials. */
const SORTED = /\p{Lu}[^,;&]{0,40},\s?(?:\p{Lu}\p{Ll}?\.(?:[\s-]?\p{Lu}\.){0,4}|\p{Lu}{1,3}(?=[\s,;&]|$))/gu;

/** That there are more people than are named. */
const OTHERS = /(?:\bet\.? ?al\b\.?|\band others\b|…|(?<=[\s\p{L}])等人?\s*$)/iu;

/** The people of a line in whatever order their names are; several people whose family names come first are divided by `;`, or have initials. */
export function readPeople(line: string): Pick<Entry, 'authors' | 'authorCount'> {
  const isOpen = OTHERS.test(line);
  const named = line.replace(/[，、；]/g, ', ').replace(new RegExp(`[\\s,;]*${OTHERS.source}.*$`, 'iu'), '');
  const people = named.includes(';')
    ? named.split(';').filter((name) => /\p{L}/u.test(name))
    : isSorted(named)
      ? (named.match(SORTED) ?? [])
      : null;
  if (people === null || people.length === 0) return readAuthors(isOpen ? `${named}, et al` : named);
  const authors = people.map((name) => (name.includes(',') ? personOfSorted(name) : personOf(name)));
  return { authors, authorCount: isOpen ? null : authors.length };
}

function isSorted(line: string): boolean {
  return line.replace(SORTED, '').replace(/[\s,.&;]|\band\b/g, '') === '';
}
