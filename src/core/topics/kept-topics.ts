import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { Problem } from '../text/problem.ts';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';

/** A topic that the reader keeps: its papers are those that the query finds. */
export interface KeptTopic {
  readonly name: string;
  readonly query: string;
}

export interface ParsedTopics {
  readonly topics: readonly KeptTopic[];
  readonly problems: readonly Problem[];
}

const HEADER = '# Topics that are kept, each with the query that finds its papers.';

/**
 * Reads `.carrel/topics.yaml`: a mapping with `topics`, a list of mappings with `name` and `query`. A topic that is wrong costs itself; a file
 * that is no YAML gives nothing.
 */
export function parseTopics(text: string): ParsedTopics {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const [fault] = document.errors;
  if (fault) {
    const [start, end] = fault.pos;
    const message = `This is no YAML: ${fault.message.split('\n')[0]!} Until it is mended, no topic is kept.`;
    return { topics: [], problems: [wrong(message, start, end)] };
  }
  const topics: KeptTopic[] = [];
  const problems: Problem[] = [];
  const list = listOf(document.contents);
  if (list === null && document.contents !== null)
    problems.push(wrong('Expected `topics:` with a list of `name` and `query`.', 0, text.length));
  for (const item of list?.items ?? []) {
    const name = isMap(item) ? textOf(item, 'name') : null;
    const query = isMap(item) ? textOf(item, 'query') : null;
    if (name !== null && query !== null && !topics.some((topic) => topic.name === name))
      topics.push({ name, query });
    else {
      const [start, end] = rangeOf(item) ?? [0, 0];
      const twice = name !== null && query !== null;
      const reason = twice
        ? `“${name}” is kept twice; the first counts.`
        : 'A topic has a `name` and a `query`.';
      problems.push(wrong(reason, start, end));
    }
  }
  return { topics, problems };
}

/**
 * The edits that keep a topic, behind those that are kept already; comments and the order stay. Null where the file is not in the form that
 * Carrel writes, or the name is taken: a text that cannot be read back with the topic in it is not written.
 */
export function keepTopic(text: string, topic: KeptTopic): readonly TextEdit[] | null {
  const before = parseTopics(text);
  if (before.problems.length > 0 || before.topics.some(({ name }) => name === topic.name)) return null;
  const lineEnd = lineEndOf(text);
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const list = listOf(document.contents);
  const first = list?.items[0];
  const indent = first ? indentOf(text, rangeOf(first)?.[0] ?? 0) : '  ';
  if (indent === null) return null;
  const item = `${indent}- name: ${JSON.stringify(topic.name)}${lineEnd}${indent}  query: ${JSON.stringify(topic.query)}${lineEnd}`;
  const glue = text === '' || text.endsWith('\n') ? '' : lineEnd;
  const head =
    document.contents !== null ? '' : `${text === '' ? `${HEADER}${lineEnd}` : ''}topics:${lineEnd}`;
  const edits = [{ span: { start: text.length, end: text.length }, text: glue + head + item }];
  const after = parseTopics(text + edits[0]!.text);
  const kept = after.problems.length === 0 && after.topics.length === before.topics.length + 1;
  return kept && after.topics.at(-1)?.query === topic.query ? edits : null;
}

/** The blanks before the dash of a list item; null where it stands in the flow form. */
function indentOf(text: string, at: number): string | null {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const [, indent] = /^(\s*)-\s/.exec(text.slice(start)) ?? [];
  return indent ?? null;
}

function listOf(contents: unknown): { readonly items: readonly unknown[] } | null {
  const list = isMap(contents) ? contents.get('topics', true) : null;
  return isSeq(list) ? list : null;
}

function textOf(map: YAMLMap, name: string): string | null {
  const value = map.get(name, true);
  if (!isScalar(value) || value.value === null) return null;
  const text = typeof value.value === 'string' ? value.value : (value.source ?? '');
  return text.trim() === '' ? null : text.trim();
}

function rangeOf(node: unknown): readonly [number, number] | null {
  const range = (node as { readonly range?: readonly number[] | null } | null)?.range;
  return range ? [range[0]!, range[1]!] : null;
}

function wrong(message: string, start: number, end: number): Problem {
  return { severity: 'warning', code: 'topics-unreadable', message, span: { start, end } };
}
