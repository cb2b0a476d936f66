import { detach } from '../../text/fold.ts';
import { arxivOfDoi, arxivOfUrl, parseArxivId, parseDoi, type ArxivId } from '../../text/identifiers.ts';

/** Gives the value of the first of some fields that has one, addresses and identifiers as they are written. */
export type Raw = (...names: string[]) => string | null;

/** The DOI of its own field, in whatever resolver's address, or of an address at doi.org. */
export function doiOf(raw: Raw): string | null {
  const own = /10\.\d{4,9}\/\S+/.exec(raw('doi') ?? '')?.[0];
  const doi = (own === undefined ? null : parseDoi(own)) ?? doiOfUrl(raw('url'));
  return doi === null ? null : detach(doi);
}

function doiOfUrl(url: string | null): string | null {
  return url !== null && /doi\.org\//i.test(url) ? parseDoi(url) : null;
}

/** The arXiv id, wherever people and programs put it. */
export function arxivOf(raw: Raw, doi: string | null): ArxivId | null {
  const found = anyArxiv(raw, doi);
  return found && { id: detach(found.id), version: found.version };
}

function anyArxiv(raw: Raw, doi: string | null): ArxivId | null {
  const archive = raw('archiveprefix', 'eprinttype') ?? 'arxiv';
  const eprint = /arxiv/i.test(archive) ? raw('eprint', 'arxivid') : raw('arxivid');
  const journal = raw('journal', 'journaltitle', 'howpublished', 'note', 'publisher') ?? '';
  return (
    (eprint === null ? null : parseArxivId(eprint.replace(/^arxiv:\s*/i, ''))) ??
    (doi === null ? null : arxivOfDoi(doi)) ??
    arxivOfUrl(raw('url') ?? '') ??
    arxivOfUrl(urlIn(journal)?.replace(/[.,;)]+$/, '') ?? '') ??
    idIn(/arxiv[\s:,]*(?:preprint\s*)?(?:arxiv:)?\s*(\S+)/i.exec(journal)?.[1]) ??
    (/^(?:corr|arxiv(?:\.org)?)$/i.test(journal) ? idIn(/^abs\/(.+)$/i.exec(raw('volume') ?? '')?.[1]) : null)
  );
}

function idIn(text: string | undefined): ArxivId | null {
  return text === undefined ? null : parseArxivId(text.replace(/[\])},.;]+$/, ''));
}

/** The first address in a text such as `howpublished`. */
export function urlIn(text: string | null): string | null {
  return /https?:\/\/[^\s{}]+/.exec(text ?? '')?.[0] ?? null;
}
