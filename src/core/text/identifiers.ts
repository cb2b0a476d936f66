/** An arXiv identifier in one of its two schemes, without prefix, with its version where one is printed. */
export interface ArxivId {
  /** `2310.05869` or `hep-th/9901001` (a subject class such as `math.GT/` is dropped, as arXiv does). */
  readonly id: string;
  readonly version: number | null;
}

const NEW_ARXIV = /^(\d{4}\.\d{4,5})(?:v(\d{1,3}))?$/;
const OLD_ARXIV = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?\/(\d{7})(?:v(\d{1,3}))?$/i;

/**
 * Reads a bare arXiv id ("2310.05869v2", "math.GT/0309136"), else null. Months outside 1 to 12 are no ids.
 * Source: arXiv's page "Understanding the arXiv identifier".
 */
export function parseArxivId(text: string): ArxivId | null {
  const fresh = NEW_ARXIV.exec(text);
  if (fresh) {
    const month = Number(text.slice(2, 4));
    if (month < 1 || month > 12) return null;
    return { id: fresh[1]!, version: fresh[2] === undefined ? null : Number(fresh[2]) };
  }
  const old = OLD_ARXIV.exec(text);
  if (!old) return null;
  return { id: `${old[1]!.toLowerCase()}/${old[2]!}`, version: old[3] === undefined ? null : Number(old[3]) };
}

/** The year and month in which an arXiv id was given: `2310.05869` is of 2023-10. */
export function arxivMonth(id: string): { year: number; month: number } | null {
  const digits = /(?:^|\/)(\d{2})(\d{2})/.exec(id);
  if (!digits) return null;
  const short = Number(digits[1]);
  return { year: short >= 91 ? 1900 + short : 2000 + short, month: Number(digits[2]) };
}

const ARXIV_URL =
  /^https?:\/\/(?:(?:www|export|[a-z]{2})\.)?(?:arxiv\.org\/(?:abs|pdf|html|format|ps|e-print|src)|alphaxiv\.org\/(?:abs|overview|pdf)|ar5iv\.(?:labs\.arxiv\.)?org\/(?:abs|html))\/([^\s?#]+)/i;
const HUGGINGFACE_URL =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/papers\/(\d{4}\.\d{4,5}(?:v\d+)?)(?=$|[/?#.])/i;

/** The arXiv id that an arXiv, alphaXiv, ar5iv or Hugging Face papers URL names, else null. */
export function arxivOfUrl(url: string): ArxivId | null {
  const path = ARXIV_URL.exec(url)?.[1] ?? HUGGINGFACE_URL.exec(url)?.[1];
  if (path === undefined) return null;
  return parseArxivId(path.replace(/\/+$/, '').replace(/\.pdf$/i, ''));
}

/**
 * A DOI in lower case without resolver or `doi:`, else null. DOIs are compared without regard to case (ISO 26324).
 * Takes the whole text: the caller has cut it out of its surroundings.
 */
export function parseDoi(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/(?:doi:)?/i, '')
    .replace(/^doi:?\s*/i, '');
  const decoded = /^10\.\d{4,9}%2f/i.test(bare) ? bare.replace(/%2f/i, '/') : bare;
  // Half a character could not be put into an address.
  if (/\p{Surrogate}/u.test(decoded)) return null;
  return /^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(decoded) ? decoded.toLowerCase() : null;
}

/** The arXiv id behind a DOI that arXiv itself registered (`10.48550/arXiv.2310.05869`), else null. */
export function arxivOfDoi(doi: string): ArxivId | null {
  const match = /^10\.48550\/arxiv\.(.+)$/i.exec(doi);
  return match ? parseArxivId(match[1]!) : null;
}
