import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { detach } from '../../text/fold.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { bareEntry, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { cslFields } from './csl-item.ts';
import { appendPandocText, pandocText } from './pandoc-marks.ts';

/** CSL data as YAML: a list, or a list under `references:`. Source: Pandoc's manual, "Specifying bibliographic data". */
export const cslYaml: DigestFormat = { id: 'csl-yaml', label: 'CSL-YAML', recognise, parse, fieldMap };

function recognise({ path, text }: DigestSource): Recognition {
  const head = text.slice(0, 20_000);
  if (/^[ \t]*[{[<@]/.test(head)) return 'no';
  const isList =
    /^(?:references|bibliography):\s*$/m.test(head) || /^[ \t]*- (?:id|type|citation-key):/m.test(head);
  if (isList && /^[ \t]*(?:- )?id:/m.test(head) && /^[ \t]*(?:- )?type:/m.test(head)) return 'content';
  return /\.csl\.ya?ml$/i.test(path) ? 'name' : 'no';
}

function parse({ text }: DigestSource): ParsedDigest {
  const document = parseDocument(text.replace(/^\ufeff/, ' '), {
    lineCounter: new LineCounter(),
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const problems: Problem[] = document.errors.map((error) => ({
    severity: 'warning',
    code: 'yaml-broken',
    message: `The YAML is broken here: ${error.message.split('\n')[0]!.slice(0, 200)}`,
    span: { start: Math.min(error.pos[0], text.length), end: Math.min(error.pos[1], text.length) },
  }));
  const entries: Entry[] = [];
  for (const item of itemsOf(document.contents)) {
    const entry = entryOf(text, item);
    if (entry) entries.push(entry);
    else
      problems.push({
        severity: 'warning',
        code: 'csl-item-without-title',
        message: 'This item has neither title nor id; it is left out.',
        span: rangeOf(item, text.length),
      });
  }
  return { entries, problems };
}

function itemsOf(contents: unknown): YAMLMap[] {
  if (isSeq(contents)) return contents.items.filter(isMap);
  if (!isMap(contents)) return [];
  const list = contents.get('references') ?? contents.get('bibliography');
  return isSeq(list) ? list.items.filter(isMap) : [];
}

function entryOf(text: string, item: YAMLMap): Entry | null {
  const title = scalar(item, 'title', pandocText);
  const key = scalar(item, 'citation-key') ?? scalar(item, 'id');
  if (!title && !key) return null;
  const abstract = scalar(item, 'abstract', pandocText);
  const values = cslFields({ value: (name) => plainValue(item.get(name)) });
  const bare = bareEntry(title?.value ?? key!.value, rangeOf(item, text.length), title ? title.span : null);
  const doi = scalar(item, 'DOI');
  return {
    ...bare,
    ...values,
    spans: {
      ...bare.spans,
      abstract: abstract?.span ?? null,
      key: key?.span ?? null,
      doi: doi?.span ?? null,
    },
    key: key?.value ?? null,
    abstract: abstract?.value ?? null,
  };
}

interface Scalar {
  readonly value: string;
  readonly span: Span;
}

/** A scalar as text: one that YAML takes for a number is read as it is written. */
function scalar(item: YAMLMap, name: string, make = (text: string): string => text): Scalar | null {
  const node = item.get(name, true);
  if (!isScalar(node) || !node.range) return null;
  const written = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const value = make(written.replace(/\s+/g, ' ').trim());
  return value === '' ? null : { value: detach(value), span: { start: node.range[0], end: node.range[1] } };
}

function plainValue(value: unknown): unknown {
  return isMap(value) || isSeq(value) ? (value.toJSON() as unknown) : value;
}

function rangeOf(node: Node, length: number): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end: Math.min(end, length) };
}

/** Quoted and folded scalars differ from what is written; their characters lead to the scalar as a whole. */
function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  const value = entry[field];
  if (!span || value === null) return null;
  const built = new TextMapBuilder();
  const quoted = /["']/.test(text.charAt(span.start)) ? 1 : 0;
  appendPandocText(text, span.start + quoted, span.end - quoted, built);
  const map = built.build();
  if (map.text === value) return map;
  const whole = new TextMapBuilder();
  whole.put(value, span.start, span.end);
  return whole.build();
}
