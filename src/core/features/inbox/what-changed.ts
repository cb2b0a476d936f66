import type { Author } from '../../digests/entry.ts';
import type { SourcedEntry } from '../../library/paper.ts';
import { fold, titleKey } from '../../text/fold.ts';
import { repairForDisplay } from '../../text/latex-repair.ts';
import { plainLine } from '../../text/markdown-escape.ts';
import { plural } from '../paper-text.ts';

/**
 * What a new version of a paper has that no earlier entry had, in words for people: `v3`, `title was “…”`, `abstract: 12 of 180 words new`.
 * What a digest does not print is not compared; where all that was compared is the same, that is said.
 */
export function whatChanged(now: SourcedEntry, others: readonly SourcedEntry[]): string[] {
  const { entry } = now;
  const version = entry.arxivVersion === null ? [] : [`v${entry.arxivVersion}`];
  const changes = [...titleChange(now, others), ...abstractChange(now, others), ...authorChange(now, others)];
  if (changes.length > 0) return [...version, ...changes];
  const isCompared =
    others.length > 0 && others.some((other) => other.entry.abstract !== null) && entry.abstract !== null;
  return [...version, ...(isCompared ? ['title and abstract as before'] : [])];
}

function titleChange({ entry }: SourcedEntry, others: readonly SourcedEntry[]): string[] {
  const titles = others.map((other) => other.entry.title).filter((title) => title !== '');
  if (entry.title === '' || titles.length === 0) return [];
  const key = titleKey(entry.title);
  if (titles.some((title) => titleKey(title) === key)) return [];
  return [`title was “${plainLine(repairForDisplay(titles[0]!))}”`];
}

function abstractChange({ entry }: SourcedEntry, others: readonly SourcedEntry[]): string[] {
  const before = others.map((other) => other.entry.abstract).filter((text) => text !== null && text !== '');
  if (entry.abstract === null || entry.abstract === '' || before.length === 0) return [];
  const words = wordsOf(entry.abstract);
  // The entry that is most like it is the version before.
  const fresh = Math.min(...before.map((text) => missing(words, wordsOf(text!))));
  const gone = Math.min(...before.map((text) => missing(wordsOf(text!), words)));
  if (fresh === 0 && gone === 0) return [];
  return fresh === 0
    ? [`abstract: ${plural(gone, 'word')} less`]
    : [`abstract: ${fresh} of ${plural(words.length, 'word')} new`];
}

function authorChange({ entry }: SourcedEntry, others: readonly SourcedEntry[]): string[] {
  const before = others.map((other) => other.entry.authors.map(familyOf)).filter((names) => names.length > 0);
  const names = entry.authors.map(familyOf);
  if (names.length === 0 || before.length === 0) return [];
  if (before.some((list) => list.length === names.length && missing(names, list) === 0)) return [];
  const longest = before.reduce((a, b) => (b.length > a.length ? b : a));
  const [came, went] = [missing(names, longest), missing(longest, names)];
  return [
    ...(came > 0 ? [`${plural(came, 'author')} more`] : []),
    ...(went > 0 ? [`${plural(went, 'author')} less`] : []),
  ];
}

function familyOf(author: Author): string {
  return fold('literal' in author ? author.literal : author.family);
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** How many words of one list the other lacks; a word twice must be there twice. */
function missing(words: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  let count = 0;
  for (const word of words) {
    const there = left.get(word) ?? 0;
    if (there > 0) left.set(word, there - 1);
    else count++;
  }
  return count;
}
