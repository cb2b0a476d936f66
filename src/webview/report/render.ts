import type {
  FaultyFile,
  FileRow,
  FromReport,
  LeftOutRule,
  ReportModel,
  ReportProblem,
} from '../../protocol/report.ts';
import { element, isolated, linkButton, section } from '../card/dom.ts';

type Send = (message: FromReport) => void;

/** How many files' problems are unfolded at first. */
const UNFOLDED = 5;

/** The report as elements; null means that the server is down. */
export function renderReport(
  report: ReportModel | null,
  toggled: Map<string, boolean>,
  send: Send,
): readonly Node[] {
  if (!report) {
    return [
      element(
        'div',
        { class: 'notice' },
        element('h1', {}, 'Carrel is not running'),
        element('p', {}, 'The language server has stopped. The log says why.'),
      ),
    ];
  }
  const parts = [
    element('h1', {}, 'What Carrel read'),
    figures(report),
    reading(report, send),
    problems(report, toggled, send),
    files(report, send),
    leftOut(report.leftOut, toggled),
  ];
  return parts.filter((part) => part !== null);
}

function figures(report: ReportModel): HTMLElement {
  const { errors, warnings, remarks } = report.counts;
  const all: readonly (readonly [number, string, string])[] = [
    [report.papers, 'paper', 'papers'],
    [report.entries, 'entry', 'entries'],
    [report.merged, 'entry merged', 'entries merged'],
    [report.files, 'file', 'files'],
    [report.notes, 'note', 'notes'],
    [errors + warnings, 'problem', 'problems'],
    [remarks, 'remark', 'remarks'],
  ];
  return element(
    'dl',
    { class: 'figures' },
    ...all.map(([count, one, many]) =>
      element('div', {}, element('dt', {}, count === 1 ? one : many), element('dd', {}, number(count))),
    ),
  );
}

function reading({ reading: state, comparing }: ReportModel, send: Send): HTMLElement | null {
  if (!state) {
    const text = 'Papers are still being compared: what may be one paper is not told yet.';
    return comparing ? element('p', { class: 'banner', role: 'status' }, text) : null;
  }
  const of = state.total > 0 ? ` ${number(state.done)} of ${number(state.total)} files` : '';
  const text = state.stopped
    ? `Reading was stopped${of === '' ? '' : ` after${of}`}: what is missing here may be in the others.`
    : `Reading${of === '' ? ' the library' : of}…`;
  const act = state.stopped
    ? linkButton('Read again', () => send({ type: 'readAgain' }))
    : linkButton('Stop', () => send({ type: 'stopReading' }));
  return element('p', { class: 'banner', role: 'status' }, element('span', {}, text), act);
}

function problems(report: ReportModel, toggled: Map<string, boolean>, send: Send): HTMLElement | null {
  const groups = report.faulty.map((file, i) => faultyFile(file, i, toggled, send));
  if (report.moreFaulty > 0)
    groups.push(more(`${number(report.moreFaulty)} more ${plural(report.moreFaulty, 'file')} with problems`));
  return section('problems-title', 'Problems', groups);
}

function faultyFile(file: FaultyFile, index: number, toggled: Map<string, boolean>, send: Send): HTMLElement {
  const told = file.shown.reduce(
    (sum, shown) => sum + shown.places.length + shown.morePlaces + shown.more,
    0,
  );
  const left = file.problems - told;
  const rows = file.shown.flatMap((problem, i) =>
    problemRows(problem, (place) => send({ type: 'openProblem', file: index, problem: i, place })),
  );
  return fold(
    file.path,
    index < UNFOLDED,
    toggled,
    [
      element('span', { class: 'path' }, isolated(file.path)),
      element('span', { class: 'count', 'aria-label': `${file.problems} problems` }, number(file.problems)),
    ],
    element('ul', { class: 'problems' }, ...rows),
    ...(left > 0 ? [more(`${number(left)} more in this file`)] : []),
  );
}

/** One row for what reads the same, with links to its places. */
function problemRows(problem: ReportProblem, open: (place: number) => void): HTMLElement[] {
  const { places, morePlaces, severity, code, message, more: others } = problem;
  const [first, ...rest] = places.map(({ line, column }, i) =>
    linkButton(i === 0 ? `${line}:${column}` : String(line), () => open(i), `Open line ${line}`),
  );
  const also = rest.flatMap((link, i) => [i === 0 ? 'also in lines ' : ', ', link]);
  if (morePlaces > 0) also.push(` and ${number(morePlaces)} more`);
  const row = element(
    'li',
    {},
    first!,
    element('span', { class: `severity ${severity}` }, severity),
    element(
      'span',
      { class: 'message' },
      isolated(message),
      ' ',
      element('code', {}, code),
      ...(also.length > 0 ? [element('span', { class: 'also' }, ...also)] : []),
    ),
  );
  return others > 0
    ? [row, element('li', { class: 'more' }, `and ${number(others)} more of this kind`)]
    : [row];
}

function files(report: ReportModel, send: Send): HTMLElement | null {
  if (report.rows.length === 0) return null;
  const head = element(
    'tr',
    {},
    ...['File', 'Format', 'Recognised'].map((title) => element('th', { scope: 'col' }, title)),
    ...['Entries', 'Problems'].map((title) => element('th', { scope: 'col', class: 'number' }, title)),
  );
  const rows = report.rows.map((row, i) => fileRow(row, () => send({ type: 'openFile', row: i })));
  const table = element(
    'table',
    { 'aria-labelledby': 'files-title' },
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
  const rest =
    report.moreRows > 0 ? [more(`${number(report.moreRows)} more files; carrel report lists them all`)] : [];
  return section('files-title', 'Files', [element('div', { class: 'table' }, table), ...rest]);
}

function fileRow({ path, format, how, entries, problems: count }: FileRow, open: () => void): HTMLElement {
  return element(
    'tr',
    {},
    element('td', {}, linkButton(path, open)),
    element('td', format === null ? { class: 'absent' } : {}, format ?? 'not read'),
    element('td', { class: 'how' }, how === null ? '–' : `by its ${how}`),
    element('td', { class: 'number' }, entries === 0 ? '–' : number(entries)),
    element('td', { class: 'number' }, count === 0 ? '–' : number(count)),
  );
}

function leftOut(rules: readonly LeftOutRule[], toggled: Map<string, boolean>): HTMLElement | null {
  const groups = rules.map(({ rule, files: count, paths }) =>
    fold(
      `rule ${rule}`,
      false,
      toggled,
      [
        element('span', { class: 'path' }, isolated(rule)),
        element('span', { class: 'count', 'aria-label': `${count} left out` }, number(count)),
      ],
      element('ul', { class: 'paths' }, ...paths.map((path) => element('li', {}, isolated(path)))),
      ...(count > paths.length ? [more(`${number(count - paths.length)} more`)] : []),
    ),
  );
  return section('left-out-title', 'Left out by rules', groups);
}

/** A group that opens and closes. */
function fold(
  name: string,
  isOpen: boolean,
  toggled: Map<string, boolean>,
  summary: readonly Node[],
  ...content: readonly Node[]
): HTMLElement {
  const details = element('details', {}, element('summary', {}, ...summary), ...content);
  details.open = toggled.get(name) ?? isOpen;
  details.addEventListener('toggle', () => toggled.set(name, details.open));
  return details;
}

function more(text: string): HTMLElement {
  return element('p', { class: 'more' }, `and ${text}`);
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}
