import { isoDate, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import {
  decodeJson,
  decodeJsonString,
  jsonElements,
  jsonStringSpan,
  readJsonObject,
  type JsonObject,
} from '../../text/json/objects.ts';
import { jsonText, jsonTextSpan, type TextForm } from '../../text/json/texts.ts';
import type { Span } from '../../text/span.ts';

/** A text and where it stands, without its quotes. */
export interface PlacedText {
  readonly value: string;
  readonly span: Span;
}

/** The members of one JSON object, read by name; of several names the first that has what is asked for. */
export class JsonFields {
  readonly #text: string;
  readonly #objects: readonly JsonObject[];

  /** With several objects, those behind give what the first lacks. */
  constructor(text: string, ...objects: readonly JsonObject[]) {
    this.#text = text;
    this.#objects = objects;
  }

  span(...names: readonly string[]): Span | undefined {
    for (const object of this.#objects)
      for (const name of names) {
        const span = object.members.get(name);
        if (span && this.#text.slice(span.start, span.end) !== 'null') return span;
      }
    return undefined;
  }

  /** A string, or the first of a list, with its line breaks undone; null where it is missing or empty. */
  text(form: TextForm, ...names: readonly string[]): PlacedText | null {
    const span = this.#firstString(this.span(...names));
    const value = span ? jsonText(this.#text, span, form) : '';
    return span && value !== '' ? { value: detach(value), span: jsonTextSpan(this.#text, span) } : null;
  }

  string(...names: readonly string[]): string | null {
    const span = jsonStringSpan(this.#text, this.span(...names));
    const value = span ? decodeJsonString(this.#text, span).trim() : '';
    return value === '' ? null : detach(value);
  }

  /** Whatever value JSON has there; undefined where it is missing or damaged. */
  value(...names: readonly string[]): unknown {
    return decodeJson(this.#text, this.span(...names));
  }

  count(...names: readonly string[]): number | null {
    const value = this.value(...names);
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
  }

  /** The day of a time such as `2024-05-24T17:34:15.000Z`. */
  day(...names: readonly string[]): IsoDate | null {
    const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(this.string(...names) ?? '');
    return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
  }

  /** The strings of a list; other elements left out. */
  strings(...names: readonly string[]): string[] {
    return this.#elements(...names).flatMap((span) =>
      jsonStringSpan(this.#text, span) ? [detach(decodeJsonString(this.#text, span).trim())] : [],
    );
  }

  /** The objects of a list; other elements left out. */
  objects(...names: readonly string[]): JsonFields[] {
    return this.#elements(...names).flatMap((span) =>
      this.#text[span.start] === '{'
        ? [new JsonFields(this.#text, readJsonObject(this.#text, span.start))]
        : [],
    );
  }

  object(name: string): JsonFields | null {
    const span = this.span(name);
    return span && this.#text[span.start] === '{'
      ? new JsonFields(this.#text, readJsonObject(this.#text, span.start))
      : null;
  }

  #firstString(span: Span | undefined): Span | undefined {
    const isList = span && this.#text[span.start] === '[';
    return jsonStringSpan(this.#text, isList ? jsonElements(this.#text, span)[0] : span);
  }

  #elements(...names: readonly string[]): Span[] {
    const span = this.span(...names);
    return span ? jsonElements(this.#text, span) : [];
  }
}
