import type { CardAnnotation, CardModel, CardQuote, Edit } from '../../protocol/card.ts';
import { annotationSections } from './annotations.ts';
import { cardActs } from './card-acts.ts';
import { handleKeys } from './card-keys.ts';
import { citationSection, type ShownCitation } from './citation.ts';
import { element } from './dom.ts';
import { fitFormulas } from './formula.ts';
import type { Host } from './host.ts';
import { KeyHelp } from './key-help.ts';
import { NoteEditor } from './note-editor.ts';
import { highlightTask, newCommentTask, remarkTask, type TaskContext } from './note-tasks.ts';
import { Prose } from './prose.ts';
import { readingMarks } from './reading-marks.ts';
import { Regions, type Region } from './regions.ts';
import { goTo, placeIn } from './reading-places.ts';
import { facts } from './facts.ts';
import { actions, region, restOf, topicRegion } from './render.ts';
import { SelectionBar } from './selection-bar.ts';

/** A title of more characters is no headline, and set smaller. */
const LONG_TITLE = 250;
/** How long scrolling has ended before the place is kept, in milliseconds. */
const REST = 250;

/** One paper on the card: its texts, what is noted about it, and what surrounds it. */
export class CardView {
  readonly #root: HTMLElement;
  readonly #status: HTMLElement;
  readonly #host: Host;
  readonly #regions: Regions;
  readonly #editor: NoteEditor;
  readonly #bar: SelectionBar;
  readonly #title: Prose;
  readonly #abstract: Prose;
  readonly #heading: HTMLElement;
  readonly #help = new KeyHelp();
  #card: CardModel | null = null;
  #citation: ShownCitation | null = null;
  /** The orphan for which a place is chosen. */
  #placing: string | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, status: HTMLElement, host: Host) {
    this.#root = root;
    this.#status = status;
    this.#host = host;
    this.#regions = new Regions(root);
    const open = (id: string, at: DOMRect): void =>
      this.#openId(id, at, document.activeElement as HTMLElement);
    this.#title = new Prose('title', 'Title. Select words to highlight them.', { open });
    this.#abstract = new Prose('abstract', 'Abstract. Select words to highlight them.', { open });
    this.#heading = element('h1', {}, this.#title.element);
    this.#editor = new NoteEditor(host);
    this.#bar = new SelectionBar([this.#title, this.#abstract], {
      highlight: (quote, color) =>
        void this.#change({ kind: 'addHighlight', quote, color, comment: '' }, 'Highlighted'),
      comment: (quote, at) =>
        this.#editor.open(newCommentTask(quote, this.#context()), at, this.#proseOf(quote).element),
      copy: ({ exact }) => host.send({ type: 'copyQuote', exact }),
      place: (quote) => this.#place(quote),
    });
    document.body.append(this.#bar.element, this.#editor.element, this.#help.element);
    handleKeys(
      cardActs({
        root,
        card: () => this.#card,
        send: (message) => host.send(message),
        change: (edit, done) => void this.#change(edit, done),
        showHelp: () => this.showKeys(),
      }),
    );
    new ResizeObserver(() => fitFormulas(root)).observe(root);
    window.addEventListener('scroll', () => {
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => this.#leave(), REST);
    });
    // A ring around the text helps who comes by keyboard only.
    for (const [type, isMouse] of [
      ['pointerdown', true],
      ['keydown', false],
    ] as const)
      window.addEventListener(type, () => document.body.classList.toggle('by-mouse', isMouse), true);
  }

  /** Shows a paper; another one starts at its top, the same one stays where it is read. */
  show(card: CardModel): void {
    const isNew = this.#host.ref !== card.ref || this.#card === null;
    const at = window.scrollY;
    if (isNew) {
      this.#leave();
      this.#editor.close(false);
      this.#setPlacing(null);
      this.#regions.clear();
      this.#citation = null;
      this.#host.ref = card.ref;
    }
    this.#card = card;
    this.#heading.classList.toggle('long', card.title.length > LONG_TITLE);
    const { annotations, marks } = card.notes;
    this.#title.show([card.title], card.formulas, marks, annotations);
    this.#abstract.show(card.abstract, card.formulas, marks, annotations);
    this.#put();
    this.#root.setAttribute('aria-busy', 'false');
    if (isNew) goTo(this.#host.placeIn(card.ref), this.#root);
    else window.scrollTo(0, at);
  }

  /** The formatted citation comes after the rest. */
  showCitation(ref: string, shown: ShownCitation): void {
    if (!this.#card || this.#card.ref !== ref) return;
    this.#citation = shown;
    this.#put();
  }

  notice(notice: HTMLElement): void {
    this.#leave();
    this.#card = null;
    this.#regions.clear();
    this.#root.replaceChildren(notice);
    this.#root.setAttribute('aria-busy', 'false');
  }

  /** Goes to an annotation in the text, or in the lists where it has no place there. */
  reveal(id: string, isPlacing: boolean): void {
    if (isPlacing) {
      this.#setPlacing(id);
      return;
    }
    const inLists = [...this.#root.querySelectorAll<HTMLElement>('.annotation')];
    const at =
      this.#abstract.markOf(id) ?? this.#title.markOf(id) ?? inLists.find((one) => one.dataset['id'] === id);
    if (!at) return;
    at.scrollIntoView({ block: 'center' });
    at.classList.add('flash');
    setTimeout(() => at.classList.remove('flash'), 1500);
  }

  showKeys(): void {
    this.#editor.close(false);
    this.#help.show();
  }

  /** Says something to the eye and to screen readers, until the next word. */
  say(text: string): void {
    const { classList } = this.#status;
    this.#status.replaceChildren(text);
    classList.remove('fading');
    requestAnimationFrame(() => requestAnimationFrame(() => classList.add('fading')));
  }

  /** Remembers where the reader is in the paper, to go there again. */
  #leave(): void {
    clearTimeout(this.#resting);
    if (this.#card) this.#host.setPlace(this.#card.ref, placeIn(this.#root));
  }

  #put(): void {
    if (!this.#card) return;
    this.#regions.put(this.#parts(this.#card));
    fitFormulas(this.#root);
  }

  #parts(card: CardModel): Region[] {
    const send = this.#host.send.bind(this.#host);
    const { annotations, status, rating, tags, knownTags } = card.notes;
    const change = (edit: Edit): void => void this.#change(edit, null);
    return [
      region('title', null, () => this.#heading),
      region('facts', [card.authors, card.unnamed, card.meta, card.key, card.links], () => facts(card, send)),
      region('actions', null, () => actions(send)),
      region('marks', [status, rating, tags, knownTags], () => readingMarks(card.notes, change)),
      region('abstract', card.abstract.length > 0, () => this.#abstractSection(card.abstract.length > 0)),
      region('annotations', [annotations, this.#placing], () =>
        annotationSections(annotations, this.#placing, {
          edit: (one, from) => this.#openId(one.id, from.getBoundingClientRect(), from),
          openFile: (one) => this.#openFile(one),
          copyLink: (one) => send({ type: 'copyLink', index: annotations.indexOf(one) }),
          acceptGuess: ({ id }) => void this.#change({ kind: 'reanchor', id, quote: null }, 'Placed'),
          choosePlace: ({ id }) => this.#setPlacing(this.#placing === id ? null : id),
          addRemark: (from) =>
            this.#editor.open(remarkTask(this.#context()), from.getBoundingClientRect(), from),
        }),
      ),
      topicRegion(card, send),
      region('citation', this.#citation ?? [card.authors, card.title], () =>
        citationSection(card, this.#citation, send),
      ),
      ...restOf(card, send),
    ];
  }

  #abstractSection(isThere: boolean): HTMLElement {
    const text = isThere
      ? this.#abstract.element
      : element('p', { class: 'absent' }, 'The digest gives no abstract.');
    return element(
      'section',
      { 'aria-labelledby': 'abstract-title' },
      element('h2', { id: 'abstract-title' }, 'Abstract'),
      text,
    );
  }

  #openId(id: string, at: DOMRect, back: HTMLElement | null): void {
    const one = this.#annotation(id);
    if (one) this.#editor.open(highlightTask(one, this.#context()), at, back);
  }

  #annotation(id: string): CardAnnotation | undefined {
    return this.#card?.notes.annotations.find((one) => one.id === id);
  }

  #openFile(one: CardAnnotation): void {
    const index = this.#card?.notes.annotations.findIndex(({ id }) => id === one.id) ?? -1;
    if (index >= 0) this.#host.send({ type: 'openAnnotation', index });
  }

  #context(): TaskContext {
    const ref = this.#host.ref;
    return {
      ref,
      edit: (edit) => this.#host.edit(edit, ref),
      current: (id) => this.#annotation(id),
      openFile: (one) => this.#openFile(one),
      copyLink: ({ id }) => {
        const index = this.#card?.notes.annotations.findIndex((one) => one.id === id) ?? -1;
        if (index >= 0) this.#host.send({ type: 'copyLink', index });
      },
    };
  }

  #proseOf({ field }: CardQuote): Prose {
    return field === 'title' ? this.#title : this.#abstract;
  }

  #place(quote: CardQuote): void {
    const id = this.#placing;
    this.#setPlacing(null);
    if (id !== null) void this.#change({ kind: 'reanchor', id, quote }, 'Placed');
  }

  #setPlacing(id: string | null): void {
    this.#placing = id;
    this.#bar.placing = id !== null;
    if (this.#host.ref === this.#card?.ref) this.#put();
    if (id !== null) this.#abstract.element.focus();
  }

  async #change(edit: Edit, done: string | null): Promise<void> {
    const failure = await this.#host.edit(edit);
    if (failure !== null) {
      this.#regions.forget('marks');
      this.#put();
    }
    const said = failure ?? done;
    if (said !== null) this.say(said);
  }
}
