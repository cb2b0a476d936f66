import { hashTerm } from '../text/hash.ts';
import { namesOf, type TopicInput } from './paper-names.ts';
import type { Chosen } from './votes.ts';

/** An automatic topic. */
export interface NamedTopic {
  /** Stems with blanks between. */
  readonly term: string;
  readonly label: string;
  /** The papers that chose it first, and all of it. */
  readonly first: Set<string>;
  readonly papers: Set<string>;
}

/** How many of a topic's papers are read for its name's spelling. */
const READ = 16;
const SLICE = 1000;
/** An abbreviation does not join a phrase if both together held more of the library. */
const MOST_SHARE = 0.4;

/**
 * Gives topics their names back: they stand in the texts of its papers in several spellings, of which the commonest is taken.
 * An abbreviation joins the phrase whose initials it is, if both are topics ("LLM"). Steps by `yield`.
 */
export function* nameTopics(
  chosen: Chosen,
  textOf: (id: string) => TopicInput | undefined,
): Generator<void, NamedTopic[]> {
  const first = new Map<number, string[]>();
  const papers = new Map<number, string[]>();
  let read = 0;
  for (const [id, hashes] of chosen) {
    hashes.forEach((hash, i) => {
      push(papers, hash, id);
      if (i === 0) push(first, hash, id);
    });
    if (++read % SLICE === 0) yield;
  }
  const topics: NamedTopic[] = [];
  for (const [hash, holders] of first) {
    const name = spell(
      hash,
      smallest(holders, READ).flatMap((id) => textOf(id) ?? []),
    );
    if (name) topics.push({ ...name, first: new Set(holders), papers: new Set(papers.get(hash)) });
    yield;
  }
  return joinAbbreviations(
    topics.sort((a, b) => (a.term < b.term ? -1 : 1)),
    MOST_SHARE * Math.max(50, chosen.size),
  );
}

function spell(hash: number, texts: readonly TopicInput[]): { term: string; label: string } | null {
  const uses = texts.flatMap(
    (text) => [...namesOf(text).values()].find((name) => hashTerm(name.term) === hash) ?? [],
  );
  const term = uses[0]?.term;
  if (term === undefined) return null;
  const spellings = new Map<string, number>();
  for (const written of uses.flatMap((use) => use.spellings)) {
    const plain = lowered(inSingular(written, term));
    spellings.set(plain, (spellings.get(plain) ?? 0) + 1);
  }
  const [best] = [...spellings].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { term, label: capitalised(best![0]) };
}

/** Names stand in the singular, as in an encyclopaedia: which of both is commoner turns with a few papers. */
function inSingular(written: string, term: string): string {
  const stems = term.split(' ');
  let word = 0;
  return written.replace(/[^\s\-‐‑]+/g, (part) => {
    const stem = stems[word++] ?? '';
    const plain = part.toLowerCase();
    if (plain === stem || stem === '') return part;
    if (plain.startsWith(stem)) return part.slice(0, stem.length);
    return plain.endsWith('ies') && stem.endsWith('y') ? `${part.slice(0, -3)}y` : part;
  });
}

/** Words in small letters but those that are written in their own way ("KV cache", "mT5"). */
function lowered(written: string): string {
  return written.replace(/[^\s-]+/g, (word) => (/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word));
}

function capitalised(label: string): string {
  return /^\p{Ll}+(?:[\s-]|$)/u.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}

function joinAbbreviations(topics: readonly NamedTopic[], most: number): NamedTopic[] {
  const longest = new Map<string, NamedTopic>();
  for (const topic of topics) {
    const words = topic.term.split(' ');
    if (words.length < 2) continue;
    const initials = words.map((word) => word[0]!).join('');
    const known = longest.get(initials);
    if (!known || topic.first.size > known.first.size) longest.set(initials, topic);
  }
  return topics.filter((topic) => {
    const whole = /^\p{Lu}{2,}s?$/u.test(topic.label) ? longest.get(topic.term) : undefined;
    if (!whole || new Set([...whole.papers, ...topic.papers]).size > most) return true;
    for (const id of topic.first) if (!whole.papers.has(id)) whole.first.add(id);
    for (const id of topic.papers) whole.papers.add(id);
    return false;
  });
}

function smallest(ids: readonly string[], count: number): string[] {
  return [...ids].sort().slice(0, count);
}

function push(map: Map<number, string[]>, key: number, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
