import { isGivenKey } from '../digests/entry.ts';
import { isPreprintDoi, isPublished, publishedVersionOf } from '../library/versions.ts';
import type { Paper } from '../library/paper.ts';
import type { Citation } from '../notes/citation.ts';

/**
 * The key of the published version of a paper that is cited as a preprint: by its arXiv id or a preprint server's DOI, or by a key
 * that only entries of the preprint give. Null where the citation is of the published version, or no bibliography gives that a key.
 */
export function publishedKeyFor(citation: Citation, paper: Paper): string | null {
  if (paper.entries.length < 2) return null;
  const published = publishedVersionOf(paper)?.key ?? null;
  return published !== null && published !== citation.name && isOfPreprint(citation, paper)
    ? published
    : null;
}

function isOfPreprint(citation: Citation, { entries }: Paper): boolean {
  if (citation.form === 'identifier')
    return (
      citation.scheme === 'arxiv' || (citation.scheme === 'doi' && isPreprintDoi(citation.name.toLowerCase()))
    );
  const named = entries.filter(({ entry }) => isGivenKey(entry, citation.name));
  // A title or a generated key is of the paper, not of one of its versions.
  return named.length > 0 && !named.some(({ entry }) => isPublished(entry));
}
