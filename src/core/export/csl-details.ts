import { namesOf, type CslValues } from '../digests/csl/csl-item.ts';
import { pageRange, type Details } from './details.ts';

/** CSL's variables beyond what papers hold. */
const VARIABLES =
  'volume issue number page publisher publisher-place edition collection-title chapter-number genre ISBN ISSN event-title language'.split(
    ' ',
  );

/** What a CSL item says. */
export function cslDetails({ value }: CslValues): Details {
  const values = new Map<string, string>();
  for (const name of VARIABLES) {
    const found = value(name);
    if (typeof found !== 'string' && typeof found !== 'number') continue;
    const text = String(found).replace(/\s+/g, ' ').trim();
    // The number of a preprint is the paper's own.
    if (text === '' || (name === 'number' && /^arxiv:/i.test(text))) continue;
    values.set(name, name === 'page' ? pageRange(text) : text);
  }
  const type = value('type');
  return {
    type: typeof type === 'string' ? type : null,
    values,
    editors: namesOf(value('editor')),
    isEdited: namesOf(value('author')).length === 0,
  };
}
