import { stemmer } from 'stemmer';
import { editDistance } from '../text/edit-distance.ts';
import type { Span } from '../text/span.ts';
import { placedWords, splitWords } from './engine/split.ts';
import { typosIn } from './engine/typos.ts';
import type { TextField } from './query/fields.ts';
import type { ParsedQuery, Query } from './query/query.ts';
import { isStopWord } from './stop-words.ts';

/** A word that a query asks for, to be shown where it is found. */
export interface WantedWord {
  readonly word: string;
  /** Null for any. */
  readonly field: TextField | null;
  readonly prefix: boolean;
}

/** A piece of a text with the places in it that were asked for. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly Span[];
}

/** The words that a query asks for and does not exclude. */
export function wantedWords({ query, unfinished }: ParsedQuery): WantedWord[] {
  const found: WantedWord[] = [];
  const collect = (part: Query, field: TextField | null): void => {
    switch (part.kind) {
      case 'word':
      case 'phrase': {
        const words = splitWords(part.text);
        const prefix = part === unfinished || (part.kind === 'word' && part.prefix);
        words.forEach((word, i) => found.push({ word, field, prefix: prefix && i === words.length - 1 }));
        return;
      }
      case 'in':
        collect(part.query, part.field);
        return;
      case 'beside':
      case 'and':
      case 'or':
        for (const inner of part.parts) collect(inner, field);
        return;
      case 'is':
      case 'time':
      case 'not':
    }
  };
  if (query) collect(query, null);
  const telling = found.filter(({ word, prefix }) => prefix || !isStopWord(word));
  return telling.length > 0 ? telling : found;
}

/** Where the wanted words stand in a text of a field: themselves and other forms, and mistyped ones only where there are none of these. */
export function marksIn(text: string, field: TextField, wanted: readonly WantedWord[]): Span[] {
  const placed = placedWords(text);
  const marks = new Map<number, Span>();
  for (const want of wanted) {
    if (want.field !== null && want.field !== field) continue;
    const stem = stemOf(want.word);
    let hits = placed.filter(
      ({ word }) =>
        word === want.word ||
        (want.prefix && word.startsWith(want.word)) ||
        (stem !== null && stemOf(word) === stem),
    );
    const typos = typosIn(want.word.length);
    if (hits.length === 0 && typos > 0)
      hits = placed.filter(({ word }) => editDistance(want.word, word, typos) <= typos);
    for (const { start, end } of hits) marks.set(start, { start, end });
  }
  return [...marks.values()].sort((a, b) => a.start - b.start);
}

/** The piece of a text, of about so many characters and between words, that has most different marks; null without any. */
export function snippetOf(text: string, marks: readonly Span[], length: number): Snippet | null {
  let best: { from: number; to: number; kinds: number } | null = null;
  for (const [from, mark] of marks.entries()) {
    const kinds = new Set<string>();
    let to = from;
    for (; to < marks.length && marks[to]!.end - mark.start <= length; to++)
      kinds.add(text.slice(marks[to]!.start, marks[to]!.end).toLowerCase());
    if (!best || kinds.size > best.kinds) best = { from, to, kinds: kinds.size };
  }
  if (!best) return null;
  const inside = marks.slice(best.from, Math.max(best.to, best.from + 1));
  const spare = Math.max(0, length - (inside.at(-1)!.end - inside[0]!.start));
  const start = wordStart(text, inside[0]!.start - Math.floor(spare / 3), inside[0]!.start);
  const end = wordEnd(text, start + length, inside.at(-1)!.end);
  const head = start > 0 ? '…' : '';
  const shown = `${head}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  return {
    text: shown,
    marks: inside.map((mark) => ({
      start: mark.start - start + head.length,
      end: mark.end - start + head.length,
    })),
  };
}

function wordStart(text: string, wanted: number, latest: number): number {
  if (wanted <= 0) return 0;
  const blank = text.indexOf(' ', wanted - 1);
  return blank >= 0 && blank < latest ? blank + 1 : latest;
}

function wordEnd(text: string, wanted: number, earliest: number): number {
  if (wanted >= text.length) return text.length;
  const blank = text.lastIndexOf(' ', wanted);
  return Math.max(blank, earliest);
}

function stemOf(word: string): string | null {
  return word.length < 4 || !/^[a-z]+$/.test(word) ? null : stemmer(word);
}
