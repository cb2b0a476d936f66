import type { RawField } from './raw.ts';
import { fieldOf, type ValueReader } from './values.ts';

/** The field that gives an entry its title. */
export function titleOf(fields: readonly RawField[]): RawField | null {
  return fieldOf(fields, 'title', 'shorttitle', 'maintitle', 'booktitle');
}

export function abstractOf(fields: readonly RawField[]): RawField | null {
  return fieldOf(fields, 'abstract', 'annotation', 'summary');
}

const SUBTITLES = new Map([
  ['title', 'subtitle'],
  ['booktitle', 'booksubtitle'],
  ['maintitle', 'mainsubtitle'],
]);

/** The title with its subtitle, the entry's own before an inherited one; empty where there is none. */
export function titleIn(own: readonly RawField[], whole: readonly RawField[], values: ValueReader): string {
  const field = titleOf(own) ?? titleOf(whole);
  if (!field) return '';
  const title = values.text(field);
  const subtitle = fieldOf(own, 'subtitle') ?? fieldOf(whole, SUBTITLES.get(field.name) ?? '');
  const more = subtitle ? values.text(subtitle) : '';
  return more === '' || title === '' ? title : `${title}${divider(title)}${more}`;
}

/** Between title and subtitle, as citation styles print them. */
function divider(title: string): string {
  return /[.:!?]$/.test(title) ? ' ' : ': ';
}
