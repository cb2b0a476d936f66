import type { Span } from '../../text/span.ts';
import type { EntrySpans } from '../entry.ts';
import type { RawField } from './raw.ts';
import type { BibRecord } from './record.ts';
import { abstractOf, titleOf } from './titles.ts';
import { fieldOf, spanOfValue } from './values.ts';

/** Where an entry's parts stand, found when they are asked for. */
export class BibSpans implements EntrySpans {
  readonly #record: BibRecord;
  readonly #start: number;
  readonly #hasTitle: () => boolean;

  /** `start`: where in the file the record stands. */
  constructor(record: BibRecord, start: number, hasTitle: () => boolean) {
    this.#record = record;
    this.#start = start;
    this.#hasTitle = hasTitle;
  }

  get entry(): Span {
    return { start: this.#start, end: this.#start + this.#record.noted.length };
  }

  get key(): Span | null {
    return this.#placed(this.#record.noted.keySpan);
  }

  get title(): Span | null {
    const { titleSpan } = this.#record.noted;
    if (titleSpan && this.#isPlainly(titleSpan)) return this.#placed(titleSpan);
    return this.#hasTitle() ? this.#spanOf(titleOf(this.#record.fields)) : null;
  }

  get abstract(): Span | null {
    const field = abstractOf(this.#record.fields);
    return field && this.#record.context!.values.text(field) !== '' ? this.#spanOf(field) : null;
  }

  get footer(): null {
    return null;
  }

  get arxiv(): Span | null {
    return this.#spanOf(fieldOf(this.#record.fields, 'eprint', 'arxivid'));
  }

  get doi(): Span | null {
    return this.#spanOf(fieldOf(this.#record.fields, 'doi'));
  }

  /** Whether a value begins so that it cannot come out empty. */
  #isPlainly({ start }: Span): boolean {
    const { text } = this.#record;
    const first = text.charCodeAt(start) === OPENING ? start + 1 : start;
    return /[A-Za-z0-9]/.test(text.charAt(first));
  }

  #spanOf(field: RawField | null): Span | null {
    return field && this.#placed(spanOfValue(field));
  }

  #placed(span: Span | null): Span | null {
    return span && { start: span.start + this.#start, end: span.end + this.#start };
  }
}

const OPENING = 123;
