import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import { COLOR_NAMES, type HighlightColor } from '../../protocol/annotations.ts';
import { actionButton, toolButton } from './buttons.ts';
import { element } from './dom.ts';
import { floatAt } from './float.ts';
import type { Host } from './host.ts';

/** What is written or changed. */
export interface NoteTask {
  /** Names what is written about, so that words not yet saved are there again. */
  readonly about: string;
  readonly title: string;
  readonly text: string;
  readonly placeholder: string;
  /** Null where it has no colour. */
  readonly color: HighlightColor | null;
  /** Null where text may not be changed here. */
  readonly save: ((text: string, color: HighlightColor | null) => Promise<string | null>) | null;
  readonly recolor: ((color: HighlightColor) => Promise<string | null>) | null;
  readonly remove: (() => Promise<string | null>) | null;
  readonly copyLink: (() => void) | null;
  readonly openFile: (() => void) | null;
  /** What the reader must know first. */
  readonly notice: string;
}

/** The small window in which a comment or remark is written, a highlight recoloured or removed. */
export class NoteEditor {
  readonly element = element('div', { class: 'float note-editor', role: 'dialog', hidden: '' });
  readonly #host: Host;
  #task: NoteTask | null = null;
  #back: HTMLElement | null = null;

  constructor(host: Host) {
    this.#host = host;
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
      else return;
      event.stopPropagation();
      event.preventDefault();
    });
    document.addEventListener('pointerdown', (event) => {
      if (!this.element.hidden && !this.element.contains(event.target as Node)) this.close(false);
    });
  }

  get about(): string | null {
    return this.#task?.about ?? null;
  }

  open(task: NoteTask, at: DOMRect, back: HTMLElement | null): void {
    this.#task = task;
    this.#back = back;
    this.element.setAttribute('aria-label', task.title);
    const failure = element('p', { class: 'failure', role: 'alert' });
    const area = document.createElement('vscode-textarea');
    area.setAttribute('resize', 'vertical');
    area.setAttribute('rows', '4');
    area.setAttribute('label', task.title);
    area.placeholder = task.placeholder;
    area.value = this.#host.draft(task.about) ?? task.text;
    area.readonly = task.save === null;
    area.addEventListener('input', () => this.#host.setDraft(task.about, area.value));
    let color = task.color;
    const settle = async (work: Promise<string | null>): Promise<void> => {
      const why = await work;
      if (this.#task !== task) return;
      failure.replaceChildren(why ?? '');
      if (why === null) this.close();
    };
    const save = (): void => {
      if (!task.save) return;
      const kept = task.save(area.value, color).then((why) => {
        if (why === null) this.#host.setDraft(task.about, null);
        return why;
      });
      void settle(kept);
    };
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    });
    const { remove, recolor } = task;
    const swatches =
      color === null
        ? []
        : [
            swatchGroup(color, (chosen) => {
              color = chosen;
              if (recolor) void recolor(chosen).then((why) => failure.replaceChildren(why ?? ''));
            }),
          ];
    const tools = [
      ...(task.copyLink ? [toolButton('link', 'Copy link', task.copyLink)] : []),
      ...(task.openFile ? [toolButton('file', 'Open in its file', task.openFile)] : []),
      ...(remove ? [toolButton('remove', 'Delete', () => void settle(remove()))] : []),
    ];
    const cancel = (): void => {
      this.#host.setDraft(task.about, null);
      this.close();
    };
    const buttons = task.save
      ? [actionButton('Cancel', cancel, false), actionButton('Save', save, true)]
      : [actionButton('Close', cancel, false)];
    this.element.replaceChildren(
      ...(task.notice === '' ? [] : [element('p', { class: 'notice-line' }, task.notice)]),
      area,
      failure,
      element(
        'div',
        { class: 'note-row' },
        ...swatches,
        ...tools,
        element('span', { class: 'spring' }),
        ...buttons,
      ),
    );
    this.element.hidden = false;
    void area.updateComplete.then(() => {
      floatAt(this.element, at, 'below');
      area.focus({ preventScroll: true });
      this.element.scrollIntoView({ block: 'nearest' });
    });
    floatAt(this.element, at, 'below');
  }

  /** What is typed and not saved stays for the next time. */
  close(refocus = true): void {
    this.#task = null;
    this.element.hidden = true;
    this.element.replaceChildren();
    if (refocus) this.#back?.focus({ preventScroll: true });
    this.#back = null;
  }
}

/** Four colours of which one is chosen; arrows move the choice, as among radio buttons. */
function swatchGroup(chosen: HighlightColor, choose: (color: HighlightColor) => void): HTMLElement {
  const buttons = COLOR_NAMES.map((color) =>
    element(
      'button',
      { type: 'button', class: 'tool', role: 'radio', title: color, 'aria-label': color },
      element('span', { class: `swatch ${color}` }),
    ),
  );
  const show = (at: number): void =>
    buttons.forEach((button, i) => {
      button.setAttribute('aria-checked', String(i === at));
      button.tabIndex = i === at ? 0 : -1;
    });
  const pick = (at: number): void => {
    show(at);
    choose(COLOR_NAMES[at]!);
  };
  buttons.forEach((button, at) => {
    button.addEventListener('click', () => pick(at));
    button.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (step === 0) return;
      const next = (at + step + buttons.length) % buttons.length;
      pick(next);
      buttons[next]!.focus();
    });
  });
  show(COLOR_NAMES.indexOf(chosen));
  return element('div', { class: 'swatches', role: 'radiogroup', 'aria-label': 'Colour' }, ...buttons);
}
