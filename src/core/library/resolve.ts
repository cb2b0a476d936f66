import type { Library } from './library.ts';
import type { LibraryPaper } from './library-paper.ts';
import { arxivOfDoi, arxivOfUrl, parseArxivId, parseDoi } from '../text/identifiers.ts';

/** The papers that an identifier names; `value` without prefix or resolver. */
export function papersOfIdentifier(
  library: Library,
  scheme: 'arxiv' | 'doi' | 'url',
  value: string,
): readonly LibraryPaper[] {
  if (scheme === 'arxiv') return library.byArxiv(parseArxivId(value)?.id ?? value);
  if (scheme === 'doi') {
    const arxiv = arxivOfDoi(value);
    return arxiv ? library.byArxiv(arxiv.id) : library.byDoi(value.toLowerCase());
  }
  return papersOfUrl(library, value);
}

/** The papers that a wikilink's target names: a citekey, or an exact title. */
export function papersOfName(library: Library, name: string): readonly LibraryPaper[] {
  const byKey = library.byKey(name);
  return byKey.length > 0 ? byKey : library.byTitle(name);
}

/**
 * The papers that a reference names in any spelling of a citation, with or without its brackets: an id of the library, a citekey,
 * an arXiv id, a DOI, a URL, an exact title.
 */
export function papersOfReference(library: Library, reference: string): readonly LibraryPaper[] {
  const own = library.byId(reference);
  if (own) return [own];
  const bare = reference
    .trim()
    .replace(/^\[\[(.*)\]\]$/s, '$1')
    .replace(/^\[(.*)\]$/s, '$1')
    .replace(/^-?@(?:\{(.*)\}$)?/s, '$1')
    .trim();
  const byKey = library.byKey(bare);
  if (byKey.length > 0) return byKey;
  const arxiv = parseArxivId(bare.replace(/^arxiv:\s*/i, ''));
  if (arxiv) return library.byArxiv(arxiv.id);
  if (/^https?:\/\//i.test(bare)) return papersOfUrl(library, bare);
  const doi = parseDoi(bare);
  if (doi !== null) return papersOfIdentifier(library, 'doi', doi);
  return library.byTitle(bare);
}

function papersOfUrl(library: Library, url: string): readonly LibraryPaper[] {
  const arxiv = arxivOfUrl(url);
  if (arxiv) return library.byArxiv(arxiv.id);
  const doi = parseDoi(url);
  return doi === null ? [] : papersOfIdentifier(library, 'doi', doi);
}
