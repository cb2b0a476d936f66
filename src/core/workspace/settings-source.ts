import { isAlias, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { Span } from '../text/span.ts';

/** A value with its place: a node of a YAML file, or a plain value that a client sent, which has none. */
export interface SettingsSource {
  readonly span: Span;
  /** The members of a mapping, in order; null for what is none. */
  members():
    readonly { readonly name: string; readonly nameSpan: Span; readonly value: SettingsSource }[] | null;
  /** The items of a list; null for what is none. */
  items(): readonly SettingsSource[] | null;
  /** A text, number, truth value or null; undefined for anything else. */
  scalar(): unknown;
}

const NOWHERE: Span = { start: 0, end: 0 };

export function plainSource(value: unknown): SettingsSource {
  return {
    span: NOWHERE,
    members: () =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([name, member]) => ({
            name,
            nameSpan: NOWHERE,
            value: plainSource(member),
          }))
        : null,
    items: () => (Array.isArray(value) ? value.map(plainSource) : null),
    scalar: () => (typeof value === 'object' ? (value === null ? null : undefined) : value),
  };
}

export function yamlSource(document: Document, given: unknown): SettingsSource {
  const node = isAlias(given) ? given.resolve(document) : given;
  return {
    span: spanOf(given),
    members: () =>
      isMap(node)
        ? node.items.map(({ key, value }) => ({
            name: isScalar(key) ? String(key.value) : '',
            nameSpan: spanOf(key),
            value: yamlSource(document, value),
          }))
        : null,
    items: () => (isSeq(node) ? node.items.map((item) => yamlSource(document, item)) : null),
    scalar: () => (isScalar(node) ? node.value : node === null || node === undefined ? null : undefined),
  };
}

function spanOf(node: unknown): Span {
  const range = (node as Partial<Node> | null)?.range;
  return range ? { start: range[0], end: range[1] } : NOWHERE;
}
