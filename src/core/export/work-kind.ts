import { isInstitution } from '../library/venues.ts';
import type { Paper } from '../library/paper.ts';

/** As what a bibliography lists a paper. */
export type WorkKind = 'article' | 'conference' | 'report' | 'preprint' | 'other';

const CONFERENCE =
  /\b(?:proceedings|proc|conf|conference|symposium|workshop|congress|colloquium|meeting|advances in neural information|(?:neur)?ips|icml|iclr|colm|cvpr|iccv|eccv|wacv|acl|emnlp|naacl|eacl|coling|aaai|ijcai|kdd|sigir|sigmod|vldb|chi|uai|aistats|colt|interspeech|icassp|siggraph|corl|icra|iros|rss|osdi|sosp|nsdi|usenix)\b/i;
const PREPRINT = /\b(?:arxiv|corr|biorxiv|medrxiv|ssrn|preprint)\b/i;

/** The kind, as far as the name of its venue tells. */
export function workKind({ venue, arxiv }: Paper): WorkKind {
  if (venue === null || venue.trim() === '' || PREPRINT.test(venue))
    return arxiv === null && venue === null ? 'other' : 'preprint';
  if (CONFERENCE.test(venue)) return 'conference';
  return isInstitution(venue) ? 'report' : 'article';
}
