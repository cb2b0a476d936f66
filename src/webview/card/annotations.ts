import type { CardAnnotation } from '../../protocol/card.ts';
import { actionButton, toolButton } from './buttons.ts';
import { element, isolated } from './dom.ts';
import { stateWords } from './prose.ts';

export interface AnnotationEvents {
  /** Edits it, from an element of the list. */
  edit(annotation: CardAnnotation, from: HTMLElement): void;
  openFile(annotation: CardAnnotation): void;
  copyLink(annotation: CardAnnotation): void;
  acceptGuess(annotation: CardAnnotation): void;
  choosePlace(annotation: CardAnnotation): void;
  addRemark(from: HTMLElement): void;
}

/** Highlights and remarks as lists, each with what can be done with it. */
export function annotationSections(
  annotations: readonly CardAnnotation[],
  placing: string | null,
  events: AnnotationEvents,
): HTMLElement {
  const highlights = annotations.filter(({ kind }) => kind === 'highlight');
  const remarks = annotations.filter(({ kind }) => kind === 'remark');
  const add = actionButton('Add remark', () => events.addRemark(add), false, 'remark');
  add.dataset['focus'] = 'add remark';
  return element(
    'div',
    {},
    ...(highlights.length === 0
      ? []
      : [
          element(
            'section',
            { 'aria-labelledby': 'highlights-title' },
            element('h2', { id: 'highlights-title' }, 'Highlights'),
            listOf(highlights, placing, events),
          ),
        ]),
    element(
      'section',
      { 'aria-labelledby': 'remarks-title' },
      element('h2', { id: 'remarks-title' }, 'Remarks'),
      ...(remarks.length === 0 ? [] : [listOf(remarks, placing, events)]),
      element('div', { class: 'actions' }, add),
    ),
  );
}

function listOf(
  annotations: readonly CardAnnotation[],
  placing: string | null,
  events: AnnotationEvents,
): HTMLElement {
  return element(
    'ul',
    { class: 'annotations' },
    ...annotations.map((one) => item(one, one.id === placing, events)),
  );
}

function item(one: CardAnnotation, isPlacing: boolean, events: AnnotationEvents): HTMLElement {
  const body: HTMLElement[] = [];
  const words = one.kind === 'highlight' ? one.exact : one.comment;
  const open = element(
    'button',
    {
      type: 'button',
      class: one.kind === 'highlight' ? 'words quoted' : 'words',
      dir: 'auto',
      title: one.fixed ? 'Show' : 'Edit',
      'data-focus': `open ${one.id}`,
    },
    words === '' ? '(no text)' : words,
  );
  open.addEventListener('click', () => events.edit(one, open));
  body.push(open);
  if (one.kind === 'highlight' && one.comment !== '')
    body.push(element('p', { class: 'comment', dir: 'auto' }, one.comment));
  const state = stateWords(one.state);
  if (state !== '') body.push(element('p', { class: 'state' }, state));
  if (one.state === 'orphan' && !one.fixed) body.push(repair(one, isPlacing, events));
  const facts = factsOf(one);
  const tools = [
    ...(one.link === null ? [] : [toolButton('link', `Copy link ${one.link}`, () => events.copyLink(one))]),
    toolButton('file', `Open in ${one.label}`, () => events.openFile(one)),
  ];
  body.push(
    element(
      'div',
      { class: 'facts' },
      ...(facts === '' ? [] : [isolated(facts)]),
      element('span', { class: 'spring' }),
      ...tools,
    ),
  );
  const made = element('li', { class: `annotation ${one.color ?? 'plain'} ${one.state}` }, ...body);
  made.dataset['id'] = one.id;
  return made;
}

/** What an orphan offers: the words that come nearest, or a place that the reader chooses; left alone, it stays as it is. */
function repair(one: CardAnnotation, isPlacing: boolean, events: AnnotationEvents): HTMLElement {
  if (isPlacing)
    return element(
      'div',
      { class: 'repair', role: 'status' },
      element('p', {}, 'Select its words in the title or abstract, then press Enter or “Place here”.'),
      element(
        'div',
        { class: 'actions' },
        actionButton('Cancel', () => events.choosePlace(one), false),
      ),
    );
  const guess =
    one.guess === null
      ? []
      : [element('p', { class: 'guess' }, 'Nearest words: ', element('q', { dir: 'auto' }, one.guess))];
  const accept =
    one.guess === null ? [] : [actionButton('Use these words', () => events.acceptGuess(one), true)];
  return element(
    'div',
    { class: 'repair' },
    ...guess,
    element(
      'div',
      { class: 'actions' },
      ...accept,
      actionButton('Choose a place', () => events.choosePlace(one), false),
    ),
  );
}

function factsOf({ kind, field, page, date, annotator, state, fixed }: CardAnnotation): string {
  const where =
    kind === 'remark'
      ? null
      : page !== null
        ? `p. ${page}`
        : field === 'fulltext'
          ? 'full text'
          : field === 'title'
            ? 'title'
            : null;
  const missing =
    state === 'unlocated' && field !== 'fulltext' && kind === 'highlight' ? 'text not at hand' : null;
  return [where, missing, annotator, date, fixed ? 'read only' : null]
    .filter((fact) => fact !== null)
    .join(' · ');
}
