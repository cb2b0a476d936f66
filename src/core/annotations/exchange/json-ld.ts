import { wellFormed } from '../../text/well-formed.ts';
import { foldBlanks } from '../quote-text.ts';
import type { Field } from '../record.ts';
import type { ExchangedAnnotation } from './exchanged.ts';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** W3C Web Annotation JSON-LD: a page of annotations. Source: W3C Recommendation "Web Annotation Data Model", 2017. */
export function printJsonLd(annotations: readonly ExchangedAnnotation[]): string {
  const page = { '@context': CONTEXT, type: 'AnnotationPage', items: annotations.map(annotationObject) };
  return `${JSON.stringify(page, null, 2)}\n`;
}

function annotationObject(one: ExchangedAnnotation): Record<string, unknown> {
  const { exact, prefix, suffix, start, comment, color, date, annotator, tags } = one;
  const body = [
    ...(comment === ''
      ? []
      : [{ type: 'TextualBody', value: comment, format: 'text/markdown', purpose: 'commenting' }]),
    ...tags.map((value) => ({ type: 'TextualBody', value, purpose: 'tagging' })),
  ];
  const quote = { type: 'TextQuoteSelector', exact, ...given({ prefix, suffix }) };
  const selector = [
    quote,
    ...(start === null ? [] : [{ type: 'TextPositionSelector', start, end: start + exact.length }]),
  ];
  const target =
    one.kind === 'remark'
      ? one.paper
      : { source: one.paper, ...given({ 'carrel:field': one.field, 'carrel:page': one.page }), selector };
  return {
    ...given({ id: one.id === null ? null : `urn:carrel:${encodeURIComponent(one.id)}` }),
    type: 'Annotation',
    motivation: one.kind === 'remark' ? 'commenting' : 'highlighting',
    ...given({ created: date === null ? null : `${date}T00:00:00Z` }),
    ...(annotator === null ? {} : { creator: { type: 'Person', name: annotator } }),
    ...given({ 'carrel:color': color }),
    ...(body.length > 0 ? { body } : {}),
    target,
  };
}

function given(fields: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== null),
  );
}

/** What was read of an export, and how many of its items are none that are understood. */
export interface ReadExport {
  readonly annotations: readonly ExchangedAnnotation[];
  readonly unread: number;
}

/** Reads W3C JSON-LD (one annotation, a list, a page or a collection), or what Hypothes.is' API exports. Null where the text is neither. */
export function readJsonAnnotations(text: string): ReadExport | null {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
  const items = itemsOf(data);
  if (!items) return null;
  const annotations = items
    .flatMap((item) => readHypothesis(item) ?? readW3c(item) ?? [])
    .filter(({ exact, comment }) => exact !== '' || comment.trim() !== '');
  return { annotations, unread: items.length - annotations.length };
}

function itemsOf(data: unknown): readonly unknown[] | null {
  if (Array.isArray(data)) return data as unknown[];
  for (const name of ['rows', 'annotations', 'items']) {
    const items = at(data, name);
    if (Array.isArray(items)) return items as unknown[];
  }
  const first = at(data, 'first');
  if (first !== undefined) return itemsOf(first);
  return at(data, 'target') === undefined ? null : [data];
}

/** An item of Hypothes.is' API: `uri`, `text`, `tags`, and selectors in `target`. Source: the API's reference, "Annotation". */
function readHypothesis(item: unknown): ExchangedAnnotation | null {
  const paper = textAt(item, 'uri');
  if (paper === null || at(item, 'motivation') !== undefined) return null;
  const target = list(at(item, 'target'))[0];
  const quote = quoteOf(list(at(target, 'selector')));
  const user = textAt(item, 'user');
  const page = list(at(target, 'selector'))
    .map((one) => textAt(one, 'label'))
    .find((label) => label !== null);
  return {
    ...quote,
    kind: quote.exact === '' ? 'remark' : 'highlight',
    id: textAt(item, 'id'),
    paper,
    title: textAt({ title: list(at(at(item, 'document'), 'title'))[0] }, 'title'),
    field: fieldOf(null, paper),
    page: page ?? null,
    color: quote.exact === '' ? null : 'yellow',
    comment: textAt(item, 'text') ?? '',
    date: dateOf(textAt(item, 'created')),
    annotator: user?.replace(/^acct:([^@]*)@.*$/, '$1') ?? null,
    tags: list(at(item, 'tags')).filter((tag) => typeof tag === 'string'),
  };
}

function readW3c(item: unknown): ExchangedAnnotation | null {
  const target = list(at(item, 'target'))[0];
  const paper =
    typeof target === 'string' ? target : (textAt(target, 'source') ?? textAt(at(target, 'source'), 'id'));
  if (paper === null || paper === '') return null;
  const quote = quoteOf(list(at(target, 'selector')));
  const bodies = list(at(item, 'body') ?? at(item, 'bodyValue'));
  const comments = bodies
    .filter((body) => at(body, 'purpose') !== 'tagging')
    .map((body) => (typeof body === 'string' ? body : textAt(body, 'value')));
  const tags = bodies
    .filter((body) => at(body, 'purpose') === 'tagging')
    .map((body) => textAt(body, 'value'));
  const creator = at(item, 'creator');
  return {
    ...quote,
    kind: quote.exact === '' ? 'remark' : 'highlight',
    id: textAt(item, 'id')?.replace(/^urn:carrel:/, '') ?? null,
    paper,
    title: null,
    field: fieldOf(textAt(target, 'carrel:field'), paper),
    page: textAt(target, 'carrel:page'),
    color: textAt(item, 'carrel:color') ?? (quote.exact === '' ? null : 'yellow'),
    comment: comments.filter((comment) => comment !== null && comment !== '').join('\n\n'),
    date: dateOf(textAt(item, 'created')),
    annotator:
      typeof creator === 'string' ? creator : (textAt(creator, 'name') ?? textAt(creator, 'nickname')),
    tags: tags.filter((tag) => tag !== null),
  };
}

function quoteOf(
  selectors: readonly unknown[],
): Pick<ExchangedAnnotation, 'exact' | 'prefix' | 'suffix' | 'start'> {
  const all = selectors.flatMap((selector) => [selector, at(selector, 'refinedBy')]);
  const quote = all.find((selector) => at(selector, 'type') === 'TextQuoteSelector');
  const position = all.find((selector) => at(selector, 'type') === 'TextPositionSelector');
  const start = at(position, 'start');
  return {
    exact: foldBlanks(textAt(quote, 'exact') ?? ''),
    prefix: textAt(quote, 'prefix'),
    suffix: textAt(quote, 'suffix'),
    start: Number.isSafeInteger(start) ? Number(start) : null,
  };
}

/** A page of the full text unless the address is that of an abstract. */
function fieldOf(said: string | null, address: string): Field {
  if (said === 'title' || said === 'abstract' || said === 'fulltext') return said;
  return /arxiv\.org\/abs\/|huggingface\.co\/papers\//i.test(address) ? 'abstract' : 'fulltext';
}

function dateOf(text: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function at(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, unknown>)[name];
}

function textAt(object: unknown, name: string): string | null {
  const value = at(object, name);
  return typeof value === 'string' ? wellFormed(value) : null;
}
