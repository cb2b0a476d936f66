import type { Entry } from '../digests/entry.ts';
import { isoDate, type IsoDate } from '../text/dates.ts';
import { arxivMonth, arxivOfDoi } from '../text/identifiers.ts';
import type { Paper, SourcedEntry } from './paper.ts';

/** Where a paper that was a preprint has appeared. */
export interface PublishedVersion {
  /** The entry that says so. */
  readonly source: SourcedEntry;
  /** The citekey that a bibliography gives the published version; null where only a listing tells of it. */
  readonly key: string | null;
  readonly doi: string | null;
  readonly venue: string | null;
  readonly date: IsoDate | null;
}

/**
 * DOIs of preprint servers: arXiv, Research Square, PsyArXiv, OSF, SSRN, ChemRxiv, Preprints.org, TechRxiv, Zenodo, Authorea; bioRxiv and
 * medRxiv, whose registrant has journals too (these begin with letters), and PeerJ's preprints.
 */
const PREPRINT_DOI =
  /^10\.(?:(?:48550|21203|31234|31219|2139|26434|20944|36227|5281|22541)\/|1101\/\d|7287\/peerj\.preprints)/;

/** Names under which preprints are kept as if they were journals. */
const PREPRINT_VENUE =
  /^(?:e-?prints?|preprints?)\b|\b(?:arxiv|bio-?rxiv|med-?rxiv|chem-?rxiv|psyarxiv|techrxiv|ssrn|corr|abs\/\d{4}\.\d{4,5}|preprint|submitted|under review|in preparation)\b/i;

export function isPreprintDoi(doi: string): boolean {
  return PREPRINT_DOI.test(doi);
}

/**
 * Whether an entry is of the preprint: it has an arXiv id or a preprint server's DOI, or names one as its venue, and names no other
 * place where the paper appeared.
 */
export function isPreprint(entry: Entry): boolean {
  return (
    !isPublished(entry) &&
    ((entry.arxiv !== null && !entry.identifiersInherited) ||
      (entry.doi !== null && isPreprintDoi(entry.doi)) ||
      (entry.venue !== null && PREPRINT_VENUE.test(entry.venue)))
  );
}

/** Whether an entry names a place where its paper appeared: a publisher's DOI, or a venue that is no preprint server. */
export function isPublished(entry: Entry): boolean {
  if (entry.doi !== null && !entry.identifiersInherited && !isPreprintDoi(entry.doi)) return true;
  return entry.venue !== null && entry.venue !== '' && !PREPRINT_VENUE.test(entry.venue);
}

/** When a paper was put on a preprint server, as precisely as its entries tell; null for one that none of them gives as a preprint. */
export function preprintDateOf(paper: Pick<Paper, 'entries'>): IsoDate | null {
  const preprints = paper.entries.filter(({ entry }) => isPreprint(entry));
  const dates = preprints.flatMap(({ entry }) =>
    entry.date !== null && !entry.dateInferred ? [entry.date] : [],
  );
  if (dates.length > 0)
    return dates.reduce((a, b) => (b.startsWith(a) || (b < a && !a.startsWith(b)) ? b : a));
  const id = paper.entries.find(({ entry }) => entry.arxiv !== null && !entry.identifiersInherited)?.entry
    .arxiv;
  const month = id ? arxivMonth(id) : null;
  return month ? isoDate(month.year, month.month) : null;
}

/**
 * Of a paper that some entry gives as a preprint: where it was published, as the best of its entries tells. A bibliography's entry comes
 * first, since it can be cited; a listing's reference to a journal or a DOI says as much. Null for a paper that is no preprint or has not
 * appeared.
 */
export function publishedVersionOf(paper: Pick<Paper, 'entries'>): PublishedVersion | null {
  const isKnownAsPreprint = paper.entries.some(
    ({ entry }) =>
      isPreprint(entry) ||
      (entry.arxiv !== null && !entry.identifiersInherited) ||
      (entry.doi !== null && arxivOfDoi(entry.doi) !== null),
  );
  if (!isKnownAsPreprint) return null;
  const published = paper.entries.filter(({ entry }) => isPublished(entry));
  const source = published.find(({ entry }) => entry.key !== null) ?? published[0];
  if (!source) return null;
  const { key, doi, venue, date } = source.entry;
  const other = <T>(of: (entry: Entry) => T | null): T | null =>
    published.map(({ entry }) => of(entry)).find((value) => value !== null) ?? null;
  const ownDoi = doi !== null && !isPreprintDoi(doi) ? doi : null;
  const ownVenue = venue !== null && !PREPRINT_VENUE.test(venue) ? venue : null;
  return {
    source,
    key,
    doi: ownDoi ?? other((e) => (e.doi !== null && !isPreprintDoi(e.doi) ? e.doi : null)),
    venue: ownVenue ?? other((e) => (e.venue !== null && !PREPRINT_VENUE.test(e.venue) ? e.venue : null)),
    // A listing's date is the preprint's.
    date: key === null ? null : date,
  };
}
