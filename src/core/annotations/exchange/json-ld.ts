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
  const paper = given({ 'carrel:title': one.title, 'carrel:citekey': one.key });
  const where = given({ 'carrel:field': one.field, 'carrel:page': one.page });
  const target =
    one.kind === 'highlight'
      ? { source: one.paper, ...paper, ...where, selector }
      : one.title === null
        ? one.paper
        : { source: one.paper, ...paper };
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
