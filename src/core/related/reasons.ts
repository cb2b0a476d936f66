import type { Bond, BondKind } from './bonds.ts';

const MOST_NAMES = 2;

/** Why a paper is related, for people: what readers and authors did first, then the words. */
export function reasonsOf(terms: readonly string[], bonds: readonly Bond[]): string[] {
  const named = (kind: BondKind): string[] => [
    ...new Set(bonds.filter((bond) => bond.kind === kind).map(({ name }) => name)),
  ];
  const reasons: string[] = [];
  if (named('cites').length > 0) reasons.push('this paper cites it');
  if (named('cited-by').length > 0) reasons.push('it cites this paper');
  const notes = named('note');
  if (notes.length > 0) reasons.push(`both cited in ${some(notes)}`);
  const tags = named('tag');
  if (tags.length > 0) reasons.push(`both tagged ${some(tags.map((tag) => `“${tag}”`))}`);
  const authors = named('author');
  if (authors.length > 0) reasons.push(`same author${authors.length > 1 ? 's' : ''}: ${some(authors, 3)}`);
  if (terms.length > 0) reasons.push(`shares ${terms.map((term) => `“${term}”`).join(', ')}`);
  const digests = named('digest');
  if (digests.length > 0) reasons.push(`close to each other in ${some(digests)}`);
  return reasons;
}

function some(names: readonly string[], most = MOST_NAMES): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
