import { applyEdits, lineEndOf, type TextEdit } from '../text/text-edit.ts';
import { foldBlanks } from './quote-text.ts';
import {
  datePlace,
  markOf,
  parseReadingList,
  type ListStatus,
  type ReadingList,
  type ReadingTask,
} from './reading-list.ts';

export type ListEdit =
  { readonly edits: readonly TextEdit[]; readonly after: string } | { readonly refused: string };

/** Finds a paper's task. */
export type IsPaper = (reference: string) => boolean;

/** The text of a paper's task: its citation and dates, and its title below. */
export function printTask(
  paper: { readonly citation: string; readonly title: string },
  status: ListStatus,
  today: string,
  lineEnd: string,
): string {
  const dates = [`➕ ${today}`];
  if (status === 'reading') dates.push(`🛫 ${today}`);
  if (status === 'read') dates.push(`✅ ${today}`);
  const title = foldBlanks(paper.title);
  return [
    `- [${markOf(status)}] [${paper.citation}] ${dates.join(' ')}`,
    ...(title === '' ? [] : [`  ${title}`]),
  ]
    .map((line) => line + lineEnd)
    .join('');
}

/** Appends a task behind the last task of the list, or at the file's end. */
export function addTask(text: string, task: string): ListEdit {
  return checked(text, (list) => {
    const last = list.tasks.at(-1);
    const at = last?.spans.task.end ?? text.length;
    const open = at > 0 && !/[\r\n]$/.test(text.slice(0, at));
    const gap = (open ? lineEndOf(text) : '') + (last || text.trim() === '' ? '' : lineEndOf(text));
    const edits = [{ span: { start: at, end: at }, text: gap + task }];
    return { edits, wanted: [...contents(text, list), ...contents(task, parseReadingList(task))] };
  });
}

/** Gives a paper's task another mark and the date that goes with it; dates that do not hold any more go. */
export function setTaskStatus(text: string, isPaper: IsPaper, status: ListStatus, today: string): ListEdit {
  return checked(text, (list) => {
    const task = list.tasks.find(({ reference }) => isPaper(reference));
    if (!task) return null;
    const { line, mark } = task.spans;
    const source = text.slice(line.start, line.end);
    const edits: TextEdit[] = [{ span: mark, text: markOf(status) }];
    const head = mark.end - line.start;
    const wanted = {
      '🛫': status === 'queued' ? null : task.started,
      '✅': status === 'read' ? (task.done ?? today) : null,
    };
    if (status === 'reading') wanted['🛫'] ??= today;
    let tail = '';
    for (const [sign, date] of Object.entries(wanted)) {
      const place = datePlace(source, sign);
      if (place && date === null) {
        const blank = /[ \t]*$/.exec(source.slice(head, place.start))![0].length;
        edits.push({
          span: { start: line.start + place.start - blank, end: line.start + place.end },
          text: '',
        });
      } else if (!place && date !== null) tail += ` ${sign} ${date}`;
    }
    const end = line.start + dateEnd(source);
    if (tail !== '') edits.push({ span: { start: end, end }, text: tail });
    return { edits: joined(edits), wanted: null };
  });
}

export function removeTask(text: string, isPaper: IsPaper): ListEdit {
  return checked(text, (list) => {
    const task = list.tasks.find(({ reference }) => isPaper(reference));
    if (!task) return null;
    const all = contents(text, list);
    all.splice(list.tasks.indexOf(task), 1 + nestedIn(list, task));
    return { edits: [{ span: task.spans.task, text: '' }], wanted: all };
  });
}

/** Puts a paper's task before another one's, or behind all where that is null. */
export function moveTask(text: string, isPaper: IsPaper, before: IsPaper | null): ListEdit {
  return checked(text, (list) => {
    const task = list.tasks.find(({ reference }) => isPaper(reference));
    const next = before && list.tasks.find(({ reference }) => before(reference));
    if (!task || (before && !next)) return null;
    const { start, end } = task.spans.task;
    const at = next ? next.spans.task.start : list.tasks.at(-1)!.spans.task.end;
    if (at >= start && at <= end) return { edits: [], wanted: null };
    const source = text.slice(start, end);
    const closed = /[\r\n]$/.test(source) ? source : source + lineEndOf(text);
    const open = at > 0 && !/[\r\n]$/.test(text.slice(0, at));
    const edits = [
      { span: { start, end }, text: '' },
      { span: { start: at, end: at }, text: (open ? lineEndOf(text) : '') + closed },
    ];
    return { edits, wanted: null };
  });
}

/** Applies a plan in memory and lets it out only if no task was lost, and all are as wanted where that is told. */
function checked(
  text: string,
  plan: (list: ReadingList) => { edits: readonly TextEdit[]; wanted: readonly string[] | null } | null,
): ListEdit {
  const list = parseReadingList(text);
  if (list.locked !== null) return { refused: list.locked };
  const planned = plan(list);
  if (!planned) return { refused: 'the paper does not stand in it any more' };
  const after = applyEdits(text, planned.edits);
  const read = parseReadingList(after);
  const isMeant = planned.wanted
    ? sorted(contents(after, read)) === sorted(planned.wanted)
    : sorted(read.tasks.map(({ reference }) => reference)) ===
      sorted(list.tasks.map(({ reference }) => reference));
  return isMeant && read.locked === null
    ? { edits: planned.edits, after }
    : { refused: 'the edit would not have come out as meant' };
}

function contents(text: string, { tasks }: ReadingList): string[] {
  return tasks.map(({ spans }) => text.slice(spans.task.start, spans.task.end).trimEnd());
}

function sorted(all: readonly string[]): string {
  return JSON.stringify([...all].sort());
}

/** How many tasks stand within a task's lines. */
function nestedIn(list: ReadingList, task: ReadingTask): number {
  const { start, end } = task.spans.task;
  return list.tasks.filter(({ spans }) => spans.task.start > start && spans.task.end <= end).length;
}

/** The end of a task's text: dates go before trailing blanks and a block id. */
function dateEnd(line: string): number {
  return line.length - /(?:[ \t]+\^[A-Za-z0-9-]+)?[ \t]*$/.exec(line)![0].length;
}

/** Edits of one place in one: a date that goes where another comes. */
function joined(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = result.at(-1);
    if (last && last.span.end === edit.span.start && edit.span.start > last.span.start)
      result[result.length - 1] = {
        span: { start: last.span.start, end: edit.span.end },
        text: last.text + edit.text,
      };
    else result.push(edit);
  }
  return result;
}
