import { detach } from '../../text/fold.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { TextCollector, TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { appendUnwrapped } from '../../text/unwrap.ts';
import { bareEntry, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { trimmedLines } from '../text-lines.ts';
import { isScholarAlert, scholarPapers } from './scholar-alert.ts';
import { isSemanticScholarAlert, semanticScholarPapers } from './semantic-scholar-alert.ts';

/** The text of the mails in which Google Scholar and Semantic Scholar tell of new papers. Written from such mails. */
export const alertMail: DigestFormat = {
  id: 'alert-mail',
  label: 'Alert mail of a search service',
  recognise,
  parse,
  fieldMap,
};

/** So many papers are read between two steps. */
const STEP = 200;

function recognise({ text }: DigestSource): Recognition {
  const head = text.slice(0, 60_000);
  // A mail with its header is decoded first.
  if (
    /^[\ufeff\s]*(?:from|to|date|subject|received|return-path|delivered-to|mime-version|message-id):/i.test(
      head,
    )
  )
    return 'no';
  return isScholarAlert(head) || isSemanticScholarAlert(head) ? 'content' : 'no';
}

function* parse({ text }: DigestSource): Steps<ParsedDigest> {
  const lines = yield* trimmedLines(text);
  yield;
  const papers = isScholarAlert(text.slice(0, 60_000)) ? scholarPapers(lines) : semanticScholarPapers(lines);
  const entries: Entry[] = [];
  for (const paper of papers) {
    if (entries.length % STEP === 0) yield;
    const { entry, title, abstract, arxiv, authors, authorCount, date, venue, url } = paper;
    const bare = bareEntry(unwrapped(text, title), entry, title);
    entries.push({
      ...bare,
      spans: { ...bare.spans, abstract },
      abstract: abstract && unwrapped(text, abstract),
      arxiv: arxiv?.id ?? null,
      arxivVersion: arxiv?.version ?? null,
      ...{ authors, authorCount, date, venue, url },
    });
  }
  return { entries, problems: [] };
}

function unwrapped(text: string, span: Span): string {
  const to = new TextCollector();
  appendUnwrapped(text, span, to);
  return detach(to.text);
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const built = new TextMapBuilder();
  appendUnwrapped(text, span, built);
  return built.build();
}
