import { appendHtmlText } from '../../text/unwrap-html.ts';
import { TextCollector } from '../../text/text-map.ts';
import { wellFormed } from '../../text/well-formed.ts';
import { foldBlanks } from '../quote-text.ts';
import type { Field } from '../record.ts';
import type { ExchangedAnnotation } from './exchanged.ts';

/** What was read of an export, and how many of its items are none that are understood; or why nothing was. */
export type ReadExport =
  | { readonly annotations: readonly ExchangedAnnotation[]; readonly unread: number }
  | { readonly wrong: string };

/** Selectors inside selectors inside selectors: deeper nobody refines. */
const DEEPEST = 5;

/** Reads W3C JSON-LD (one annotation, a list, a page or a collection), or what Hypothes.is exports; also an annotation a line. */
export function readJsonAnnotations(text: string): ReadExport {
  const data = parse(text.replace(/^\ufeff/, ''));
  if ('wrong' in data) return data;
  const items = itemsOf(data.value);
  if (!items) return { wrong: 'it is neither W3C JSON-LD nor an export of Hypothes.is' };
  let unread = data.broken;
  const annotations = items.flatMap((item) => {
    const read = (readHypothesis(item) ?? readW3c(item)).filter(
      ({ exact, comment }) => exact !== '' || comment.trim() !== '',
    );
    if (read.length === 0) unread++;
    return read;
  });
  return { annotations, unread };
}

function parse(
  text: string,
): { readonly value: unknown; readonly broken: number } | { readonly wrong: string } {
  try {
    return { value: JSON.parse(text) as unknown, broken: 0 };
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const values = lines.map(parseLine);
    const whole = values.filter((value) => typeof value === 'object' && value !== null);
    // A value a line, as programs write that stream.
    if (whole.length > 0 && values[0] === whole[0] && lines.length > 1)
      return { value: whole, broken: lines.length - whole.length };
    return { wrong: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function itemsOf(data: unknown): readonly unknown[] | null {
  if (Array.isArray(data)) return data as unknown[];
  for (const name of ['rows', 'annotations', 'items', '@graph']) {
    const items = at(data, name);
    if (Array.isArray(items)) return items as unknown[];
  }
  const first = at(data, 'first');
  if (first !== undefined) return itemsOf(first);
  const isOne = at(data, 'target') !== undefined || at(data, 'uri') !== undefined;
  return isOne ? [data] : null;
}

/** An item of Hypothes.is' API: `uri`, `text`, `tags`, and selectors in `target`. Source: the API's reference, "Annotation". Null for what is none. */
function readHypothesis(item: unknown): ExchangedAnnotation[] | null {
  const paper = textAt(item, 'uri');
  if (paper === null || at(item, 'motivation') !== undefined) return null;
  const target = list(at(item, 'target'))[0];
  const found = quoteOf(list(at(target, 'selector')));
  return [
    {
      ...found,
      kind: found.exact === '' ? 'remark' : 'highlight',
      id: textAt(item, 'id'),
      paper,
      title: textAt({ title: list(at(at(item, 'document'), 'title'))[0] }, 'title'),
      key: null,
      field: fieldOf(null, paper),
      color: found.exact === '' ? null : 'yellow',
      comment: textAt(item, 'text') ?? '',
      date: dateOf(textAt(item, 'created')),
      annotator: textAt(item, 'user')?.replace(/^acct:([^@]*)@.*$/, '$1') ?? null,
      tags: texts(at(item, 'tags')),
    },
  ];
}

/** An annotation of W3C's model, which is one for each of its targets. */
function readW3c(item: unknown): ExchangedAnnotation[] {
  const id = idOf(item)?.replace(/^urn:carrel:/, '') ?? null;
  const bodies = list(at(item, 'body') ?? at(item, 'bodyValue'));
  const isTag = (body: unknown): boolean => texts(at(body, 'purpose')).includes('tagging');
  const said = {
    comment: bodies
      .filter((body) => !isTag(body))
      .map(commentOf)
      .filter((comment) => comment !== '')
      .join('\n\n'),
    date: dateOf(textAt(item, 'created')),
    annotator: creatorOf(list(at(item, 'creator'))[0]),
    tags: bodies.filter(isTag).flatMap((body) => textAt(body, 'value') ?? []),
  };
  const color = textAt(item, 'carrel:color');
  return list(at(item, 'target')).flatMap((target, i) => {
    const paper = typeof target === 'string' ? target : (sourceOf(target) ?? idOf(target));
    if (paper === null || paper === '') return [];
    const found = quoteOf(list(at(target, 'selector')));
    return {
      ...said,
      ...found,
      kind: found.exact === '' ? 'remark' : 'highlight',
      id: id !== null && i > 0 ? `${id}#${i}` : id,
      paper,
      title: textAt(target, 'carrel:title'),
      key: textAt(target, 'carrel:citekey'),
      field: fieldOf(textAt(target, 'carrel:field'), paper),
      page: textAt(target, 'carrel:page') ?? found.page,
      color: color ?? (found.exact === '' ? null : 'yellow'),
    };
  });
}

/** A body's words; of one that is elsewhere, its address. */
function commentOf(body: unknown): string {
  if (typeof body === 'string') return wellFormed(body);
  const value = textAt(body, 'value');
  if (value === null) return sourceOf(body) ?? idOf(body) ?? '';
  if (!/^text\/html\b/i.test(textAt(body, 'format') ?? '')) return value;
  const plain = new TextCollector();
  appendHtmlText(value, { start: 0, end: value.length }, plain);
  return plain.text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function creatorOf(creator: unknown): string | null {
  return typeof creator === 'string'
    ? wellFormed(creator)
    : (textAt(creator, 'name') ?? textAt(creator, 'nickname') ?? idOf(creator));
}

/** The words, their place and their page, wherever in the selectors they stand. */
function quoteOf(
  given: readonly unknown[],
): Pick<ExchangedAnnotation, 'exact' | 'prefix' | 'suffix' | 'start' | 'page'> {
  const all = refined(given, 0);
  const ofType = (type: string): unknown => all.find((selector) => typesOf(selector).includes(type));
  const quote = ofType('TextQuoteSelector');
  const start = at(ofType('TextPositionSelector'), 'start');
  const pages = all.map((one) => textAt(one, 'label') ?? /^page=(\w+)/.exec(textAt(one, 'value') ?? '')?.[1]);
  return {
    exact: foldBlanks(textAt(quote, 'exact') ?? ''),
    prefix: textAt(quote, 'prefix'),
    suffix: textAt(quote, 'suffix'),
    start: Number.isSafeInteger(start) ? Number(start) : null,
    page: pages.find((page) => page !== undefined) ?? null,
  };
}

function refined(selectors: readonly unknown[], depth: number): readonly unknown[] {
  if (depth === DEEPEST) return [];
  const inner = selectors.flatMap((one) => [...list(at(one, 'refinedBy')), ...list(at(one, 'items'))]);
  return inner.length === 0 ? selectors : [...selectors, ...refined(inner, depth + 1)];
}

/** What is said, or the abstract where the address is that of one. */
function fieldOf(said: string | null, address: string): Field | null {
  if (said === 'title' || said === 'abstract' || said === 'fulltext') return said;
  return /arxiv\.org\/abs\/|huggingface\.co\/papers\//i.test(address) ? 'abstract' : null;
}

function dateOf(text: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null;
}

function sourceOf(object: unknown): string | null {
  return textAt(object, 'source') ?? idOf(at(object, 'source'));
}

function idOf(object: unknown): string | null {
  return textAt(object, 'id') ?? textAt(object, '@id');
}

function typesOf(object: unknown): readonly string[] {
  return texts(at(object, 'type') ?? at(object, '@type'));
}

function texts(value: unknown): readonly string[] {
  return list(value).flatMap((one) => (typeof one === 'string' ? wellFormed(one) : []));
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
