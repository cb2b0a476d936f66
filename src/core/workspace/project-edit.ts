import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { lineEndOf, type TextEdit } from '../text/text-edit.ts';
import { readProjectFile } from './project-file.ts';

/** A glob to put into a list of the project file, or to take out of it. */
export interface ListChange {
  readonly list: 'digests.include' | 'digests.exclude';
  readonly add?: string;
  readonly remove?: string;
}

/**
 * Changes lists of a project file and nothing else: comments, order and spelling stay. Null where the text is no project file that
 * can be read, or cannot be changed so that it says what is meant.
 */
export function editProjectFile(text: string, changes: readonly ListChange[]): readonly TextEdit[] | null {
  let changed = text;
  for (const change of changes) {
    const next = applied(changed, change);
    if (next === null) return null;
    changed = next;
  }
  return [minimalEdit(text, changed)];
}

/** The text after one change, checked by reading it back. */
function applied(text: string, { list, add, remove }: ListChange): string | null {
  const before = globsOf(text, list);
  if (before === null) return null;
  const wanted = before.filter((glob) => glob !== remove);
  if (add !== undefined && !wanted.includes(add)) wanted.push(add);
  if (wanted.length === before.length && wanted.every((glob, i) => glob === before[i])) return text;
  const says = (candidate: string): boolean =>
    JSON.stringify(globsOf(candidate, list)) === JSON.stringify(wanted);
  const rest = remove === undefined ? text : without(text, list, remove);
  const changed = add === undefined ? rest : withItem(rest, list, add);
  if (changed !== null && says(changed)) return changed;
  const rewritten = wholeAnew(text, list, wanted);
  return says(rewritten) ? rewritten : null;
}

function globsOf(text: string, list: ListChange['list']): readonly string[] | null {
  const { given, problems } = readProjectFile(text);
  return problems.some(({ code }) => code === 'settings-not-yaml') ? null : (given[list] ?? []);
}

/** Puts an item behind the last one of a list, which is made where it is missing. */
function withItem(text: string, name: ListChange['list'], glob: string): string | null {
  const [groupName, listName] = name.split('.') as [string, string];
  const newline = lineEndOf(text);
  const lines = (indent: string, ...parts: readonly string[]): string => parts.join(newline + indent);
  const document = parseDocument(text, { logLevel: 'silent' });
  const root = document.contents;
  const group = isMap(root) ? pairOf(root, groupName) : null;
  if (!group) {
    if (root !== null && !isMap(root)) return null;
    if (isMap(root) && root.flow) return null;
    const gap = text === '' || text.endsWith('\n') ? '' : newline;
    return `${text}${gap}${lines('', `${groupName}:`, `  ${listName}:`, `    - ${scalar(glob)}`)}${newline}`;
  }
  if (!isMap(group.value)) {
    return isEmpty(group)
      ? insertAt(
          text,
          lineEnd(text, keyEnd(group)),
          newline + lines('', `  ${listName}:`, `    - ${scalar(glob)}`),
        )
      : null;
  }
  const list = pairOf(group.value, listName);
  if (!list) {
    const [first] = group.value.items;
    if (group.value.flow) {
      const open = group.value.range![0] + 1;
      return insertAt(text, open, `${listName}: [${scalar(glob)}]${first ? ', ' : ''}`);
    }
    const start = keyStart(first!);
    const indent = indentAt(text, start);
    return insertAt(
      text,
      start,
      `${lines(indent, `${listName}:`, `  - ${scalar(glob)}`)}${newline}${indent}`,
    );
  }
  if (!isSeq(list.value)) {
    const indent = indentAt(text, keyStart(list));
    return isEmpty(list)
      ? insertAt(text, lineEnd(text, keyEnd(list)), `${newline}${indent}  - ${scalar(glob)}`)
      : null;
  }
  const last = endOfLast(list.value);
  if (list.value.flow) {
    return last === null
      ? insertAt(text, list.value.range![0] + 1, scalar(glob))
      : insertAt(text, last, `, ${scalar(glob)}`);
  }
  const indent = indentAt(text, list.value.range![0]);
  return insertAt(text, lineEnd(text, last!), `${newline}${indent}- ${scalar(glob)}`);
}

/** Takes an item out: with its line, or with its comma. */
function without(text: string, name: ListChange['list'], glob: string): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  const list = document.getIn(name.split('.'));
  if (!isSeq(list)) return text;
  const at = list.items.findIndex((item) => isScalar(item) && item.value === glob);
  const range = rangeOf(list.items[at]);
  if (!range) return text;
  const [start, end] = range;
  if (list.flow) {
    const next = rangeOf(list.items[at + 1]);
    if (next) return text.slice(0, start) + text.slice(next[0]);
    const previous = rangeOf(list.items[at - 1]);
    return text.slice(0, previous?.[1] ?? start) + text.slice(end);
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineStop = text.indexOf('\n', end);
  return text.slice(0, lineStart) + (lineStop < 0 ? '' : text.slice(lineStop + 1));
}

/** For shapes that are not worth a way of their own: the document printed anew, which keeps comments and order. */
function wholeAnew(text: string, name: ListChange['list'], wanted: readonly string[]): string {
  const document: Document = parseDocument(text, { logLevel: 'silent' });
  // What a reader wrote in place of a list is theirs to mend.
  if (!isMap(document.contents) || !isSeq(document.getIn(name.split('.')))) return text;
  document.setIn(name.split('.'), document.createNode(wanted));
  return document.toString({ lineWidth: 0 });
}

function pairOf(map: YAMLMap, name: string): Pair | null {
  return map.items.find(({ key }) => isScalar(key) && key.value === name) ?? null;
}

function isEmpty({ value }: Pair): boolean {
  return value === null || (isScalar(value) && value.value === null && value.source === '');
}

function keyStart(pair: Pair): number {
  return rangeOf(pair.key)?.[0] ?? 0;
}

function keyEnd(pair: Pair): number {
  return rangeOf(pair.key)?.[1] ?? 0;
}

function endOfLast(list: YAMLSeq): number | null {
  return rangeOf(list.items.at(-1))?.[1] ?? null;
}

function rangeOf(node: unknown): readonly [number, number, number] | null {
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range ?? null) : null;
}

function insertAt(text: string, offset: number, more: string): string {
  return text.slice(0, offset) + more + text.slice(offset);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** The blanks before a place on its line. */
function indentAt(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1));
}

/** A glob as a YAML scalar: plain where it can be nothing else. */
function scalar(glob: string): string {
  return /^[A-Za-z][\w.\/ -]*\/[\w.\/ -]*\w$|^[A-Za-z]\w*\.[A-Za-z]\w*$/.test(glob)
    ? glob
    : JSON.stringify(glob);
}

/** One edit of only what differs. */
function minimalEdit(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { span: { start, end: before.length - end }, text: after.slice(start, after.length - end) };
}
