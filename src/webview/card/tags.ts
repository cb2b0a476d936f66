import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { element, isolated } from './dom.ts';
import { icon } from './icons.ts';

/** How many tags are offered at once. */
const MOST_OFFERED = 8;

/** Tags with a button each to take them away, and a field that completes those of the library. `set` gets all that shall hold. */
export function tagEditor(
  tags: readonly string[],
  known: readonly string[],
  set: (tags: readonly string[]) => void,
): HTMLElement {
  const chips = tags.map((tag) => {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'chip-button',
        'aria-label': `Remove tag ${tag}`,
        title: 'Remove',
        'data-focus': `tag ${tag}`,
      },
      icon('close'),
    );
    button.addEventListener('click', () => set(tags.filter((other) => other !== tag)));
    return element('span', { class: 'chip' }, isolated(tag), button);
  });
  const add = (tag: string): void => {
    const tidy = tag.trim().replace(/^#/, '');
    if (tidy !== '' && !tags.includes(tidy)) set([...tags, tidy]);
  };
  return element(
    'div',
    { class: 'tags', role: 'group', 'aria-label': 'Tags' },
    ...chips,
    completing(
      known.filter((tag) => !tags.includes(tag)),
      add,
    ),
  );
}

function completing(known: readonly string[], add: (tag: string) => void): HTMLElement {
  const field = document.createElement('vscode-textfield');
  field.className = 'tag-field';
  field.placeholder = 'Add tag';
  field.label = 'Add tag';
  field.dataset['focus'] = 'add tag';
  const list = element('ul', { class: 'float offered', role: 'listbox', 'aria-label': 'Tags', hidden: '' });
  // The field is in a shadow tree, from where no option can be named as the active one: it is said instead.
  const said = element('span', { class: 'unseen', role: 'status' });
  let active = -1;
  let offered: readonly string[] = [];
  const draw = (): void => {
    list.replaceChildren(
      ...offered.map((tag, i) => {
        const item = element('li', { role: 'option', 'aria-selected': String(i === active) }, isolated(tag));
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          add(tag);
        });
        return item;
      }),
    );
    list.hidden = offered.length === 0;
    const tag = offered[active];
    said.textContent =
      tag === undefined ? sumOf(offered.length) : `${tag}, ${active + 1} of ${offered.length}`;
  };
  const offer = (): void => {
    const typed = field.value.trim().replace(/^#/, '').toLowerCase();
    const fitting = known.filter((tag) => tag.toLowerCase().includes(typed));
    fitting.sort(
      (a, b) => Number(b.toLowerCase().startsWith(typed)) - Number(a.toLowerCase().startsWith(typed)),
    );
    offered = fitting.slice(0, MOST_OFFERED);
    active = -1;
    draw();
  };
  const close = (): void => {
    offered = [];
    active = -1;
    draw();
  };
  field.addEventListener('input', offer);
  field.addEventListener('focus', offer);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (offered.length === 0) offer();
      else {
        active = (active + (key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length;
        draw();
      }
    } else if (key === 'Enter' || key === ',') add(offered[active] ?? field.value);
    else if (key === 'Escape' && (offered.length > 0 || field.value !== '')) {
      field.value = '';
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return element('span', { class: 'completing' }, field, list, said);
}

function sumOf(count: number): string {
  return count === 0 ? '' : count === 1 ? '1 tag offered' : `${count} tags offered`;
}
