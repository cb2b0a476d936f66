import type { Paper } from '../library/paper.ts';
import { fold } from '../text/fold.ts';
import type { CompletionPlace } from './completion.ts';

/** How often a paper is cited: in the note that is written, and in how many notes. */
export interface Uses {
  readonly here: number;
  readonly notes: number;
}

/**
 * What is offered where a citation is typed: papers whose identifier begins as it was typed, then those that the names fit. Papers that the note
 * cites already are among them however many others fit.
 */
export function offeredPapers<P extends Paper>(
  { kind, query }: Pick<CompletionPlace, 'kind' | 'query'>,
  limit: number,
  papers: {
    readonly finder: {
      match(query: string, limit: number): readonly P[];
      identified(scheme: 'arxiv' | 'doi', prefix: string, limit: number): readonly P[];
    };
    /** How often the note cites papers. */
    readonly cited: ReadonlyMap<P, number>;
    readonly notesNaming: (paper: P) => number;
  },
): readonly P[] {
  const { finder, cited, notesNaming } = papers;
  const usesOf = (paper: P): Uses => ({ here: cited.get(paper) ?? 0, notes: notesNaming(paper) });
  const isIdentifier = (kind === 'arxiv' || kind === 'doi') && query.trim() !== '';
  const identified = isIdentifier ? finder.identified(kind, query.trim(), limit) : [];
  const typed = typedOf(query);
  // Of a note that cites a thousand papers only the best are looked at closely.
  const fitting = [...cited]
    .map(([paper, here]) => ({ paper, here, match: matchOf(paper, typed) }))
    .filter(({ match }) => typed.words.length === 0 || match > 0)
    .sort((a, b) => b.match - a.match || b.here - a.here)
    .slice(0, limit)
    .map(({ paper }) => paper);
  const named = new Set([...fitting, ...finder.match(query, limit)]);
  const ranked = [...rankedForNote(identified, '', usesOf), ...rankedForNote([...named], query, usesOf)];
  return [...new Set(ranked)].slice(0, limit);
}

/**
 * Papers that a query found, in the order in which they are offered: how they match, then how often this note cites them, then how many
 * notes do, then whether their case is that of what was typed, then as they were found, which of equal ones is the newest first. Costs what the candidates do.
 */
export function rankedForNote<P extends Paper>(
  found: readonly P[],
  query: string,
  usesOf: (paper: P) => Uses,
): readonly P[] {
  const typed = typedOf(query);
  return found
    .map((paper, place) => ({
      paper,
      place,
      match: matchOf(paper, typed),
      asTyped: beginsSo(paper, query.trim()),
      ...usesOf(paper),
    }))
    .sort(
      (a, b) =>
        b.match - a.match ||
        b.here - a.here ||
        b.notes - a.notes ||
        Number(b.asTyped) - Number(a.asTyped) ||
        a.place - b.place,
    )
    .map(({ paper }) => paper);
}

/** Whether a key begins as was typed, letter by letter. */
function beginsSo({ key, aliases }: Paper, typed: string): boolean {
  return typed !== '' && (key.startsWith(typed) || aliases.some((alias) => alias.startsWith(typed)));
}

interface Typed {
  readonly text: string;
  readonly words: readonly string[];
}

function typedOf(query: string): Typed {
  const text = fold(query.trim());
  return { text, words: text.split(/\s+/).filter((word) => word !== '') };
}

/** 3: the key itself; 2: the key begins so; 1: every word stands in its names; 0: only something like it. */
function matchOf(paper: Paper, { text: typed, words }: Typed): number {
  if (words.length === 0) return 0;
  const { keys, names } = foldedNames(paper);
  if (keys.includes(typed)) return 3;
  if (keys.some((key) => key.startsWith(typed))) return 2;
  return words.every((word) => names.includes(` ${word}`)) ? 1 : 0;
}

interface FoldedNames {
  /** What they were made of: the library may give a paper another key. */
  readonly key: string;
  readonly aliases: readonly string[];
  readonly keys: readonly string[];
  /** All names in one, each word behind a blank. */
  readonly names: string;
}

/** Papers are asked about again at each keystroke. */
const folded = new WeakMap<Paper, FoldedNames>();

function foldedNames(paper: Paper): FoldedNames {
  let found = folded.get(paper);
  const { key, aliases } = paper;
  if (found?.key !== key || found.aliases !== aliases) {
    const keys = [key, ...aliases].map(fold);
    const authors = paper.authors.map((author) => ('literal' in author ? author.literal : author.family));
    found = {
      key,
      aliases,
      keys,
      names: ` ${fold([...keys, paper.title, ...authors, paper.date ?? ''].join(' '))}`,
    };
    folded.set(paper, found);
  }
  return found;
}
