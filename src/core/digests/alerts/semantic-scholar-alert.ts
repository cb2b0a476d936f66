import { isoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { personOf } from '../arxiv/person.ts';
import type { TextLine } from '../text-lines.ts';
import type { AlertPaper } from './alert-paper.ts';

const ADDRESS = /^<?(https?:\/\/(?:www\.)?semanticscholar\.org\/paper\/(?:[^\s/?]{1,200}\/)?[0-9a-f]{40})\b/i;

/** Only these mails have papers' addresses on lines of their own and a way out of the service's mails. */
export function isSemanticScholarAlert(text: string): boolean {
  return (
    /semanticscholar\.org\/\S{0,40}unsubscribe|^your research feed\b|^tldr:/im.test(text) &&
    text.split('\n').some((line) => ADDRESS.test(line.trim()))
  );
}

/** The papers of an alert: each is a title, an address, authors, a venue with a year, and a sentence about it. */
export function semanticScholarPapers(lines: readonly TextLine[]): AlertPaper[] {
  const papers: AlertPaper[] = [];
  const places = lines.flatMap(({ text }, at) => (at > 0 && ADDRESS.test(text) ? [at] : []));
  places.forEach((at, i) => {
    const title = lines[at - 1]!;
    // A title that was lost leaves another's last line above the address.
    if (ADDRESS.test(title.text) || !/\p{L}/u.test(title.text)) return;
    const limit = i + 1 < places.length ? places[i + 1]! - 1 : lines.length;
    const end = lines.findIndex((line, j) => j > at && (j >= limit || (line.afterBlank && j > at + 1)));
    const below = lines.slice(at + 1, end < 0 ? limit : end);
    const tldr = below.findIndex(({ text }) => /^tl;?dr:?\s/i.test(text));
    const [named, source] = tldr < 0 ? below : below.slice(0, tldr);
    const about = tldr < 0 ? [] : below.slice(tldr);
    const lead = about[0] ? /^tl;?dr:?\s+/i.exec(about[0].text)![0].length : 0;
    papers.push({
      entry: { start: title.span.start, end: (below.at(-1) ?? lines[at]!).span.end },
      title: title.span,
      abstract: about[0] ? { start: about[0].span.start + lead, end: about.at(-1)!.span.end } : null,
      ...authorsOf(named?.text ?? ''),
      ...sourceOf(source?.text ?? ''),
      arxiv: null,
      url: detach(ADDRESS.exec(lines[at]!.text)![1]!),
    });
  });
  return papers;
}

/** `Ada Moor, Bo Lee, +50 authors`. */
function authorsOf(line: string): Pick<AlertPaper, 'authors' | 'authorCount'> {
  const more = /,?\s{0,3}(?:\+\s?(\d{1,4})\s(?:more\s)?authors?|et al\.?)$/i.exec(line);
  const authors = line
    .slice(0, more ? more.index : line.length)
    .split(/,|;/)
    .map((name) => name.trim())
    .filter((name) => /\p{L}/u.test(name))
    .map(personOf);
  const count = authors.length + Number(more?.[1] ?? 0);
  return { authors, authorCount: authors.length === 0 || (more && more[1] === undefined) ? null : count };
}

/** `arXiv.org, 2025`. */
function sourceOf(line: string): Pick<AlertPaper, 'date' | 'venue'> {
  const match = /^(.{0,200}?),?\s{0,3}\b((?:19|20)\d{2})$/.exec(line);
  const venue = match?.[1]?.trim() ?? '';
  return {
    date: match ? isoDate(Number(match[2])) : null,
    venue: venue === '' || /^arxiv/i.test(venue) ? null : detach(venue),
  };
}
