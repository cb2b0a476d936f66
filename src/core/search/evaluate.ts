import type { SearchEngine } from './engine/search-engine.ts';
import { splitWords } from './engine/split.ts';
import type { TextField } from './query/fields.ts';
import type { Query } from './query/query.ts';
import { otherSpellings } from './spellings.ts';
import { isStopWord } from './stop-words.ts';

/** The fields of text that a paper is indexed by. */
export type PaperTextField = TextField | 'year';
export const ALL_FIELDS: readonly PaperTextField[] = [
  'key',
  'title',
  'author',
  'notes',
  'abstract',
  'venue',
  'year',
];

type Condition = Extract<Query, { kind: 'is' | 'time' }>;

/** By slot: whether the document fits, and how well. */
export interface Matches {
  readonly fits: Uint8Array;
  readonly scores: Float32Array;
}

export interface EvaluationPorts {
  readonly engine: SearchEngine<PaperTextField>;
  /** The test that a condition puts to what stands in a slot. */
  condition(query: Condition): (slot: number) => boolean;
  /** The leaf that is still being typed. */
  readonly unfinished: Query | null;
}

/** Words side by side are conditions up to so many; more are a description, which a paper fits the better the more it has of it. */
const MOST_CONDITIONS = 3;

/** What a query finds. `partly` is true where no document had all of its words, and some have some. */
export function evaluate(query: Query, ports: EvaluationPorts): Matches & { readonly partly: boolean } {
  const evaluation = new Evaluation(ports);
  const strict = evaluation.of(query, ALL_FIELDS, 'all');
  if (!evaluation.relaxable || strict.fits.includes(1)) return { ...strict, partly: false };
  return { ...evaluation.of(query, ALL_FIELDS, 'some'), partly: true };
}

type Demand = 'all' | 'some';

class Evaluation {
  readonly #ports: EvaluationPorts;
  readonly #slots: number;
  /** Whether asking for less than all words may find more. */
  relaxable = false;
  /** What the engine found, by what it was asked. */
  readonly #found = new Map<string, Float32Array>();

  constructor(ports: EvaluationPorts) {
    this.#ports = ports;
    this.#slots = ports.engine.slots;
  }

  /** `demand`: whether words side by side must all be there, where there are few. Inside OR and NOT they always must. */
  of(query: Query, fields: readonly PaperTextField[], demand: Demand | 'each'): Matches {
    switch (query.kind) {
      case 'word':
      case 'phrase':
        return this.#leaf(query, fields, demand);
      case 'in':
        return this.of(query.query, [query.field], demand);
      case 'is':
      case 'time':
        return this.#every([], [query]);
      case 'not':
        return this.#without(this.of(query.part, fields, 'each'));
      case 'or':
        return this.#any(query.parts.map((part) => this.of(part, fields, 'each')));
      case 'and':
        return this.#every(
          query.parts.filter((part) => !isCondition(part)).map((part) => this.of(part, fields, demand)),
          query.parts.filter(isCondition),
        );
      case 'beside':
        return this.#beside(query.parts, fields, demand);
    }
  }

  #leaf(
    leaf: Extract<Query, { kind: 'word' | 'phrase' }>,
    fields: readonly PaperTextField[],
    demand: Demand | 'each',
  ): Matches {
    const prefix = leaf === this.#ports.unfinished || (leaf.kind === 'word' && leaf.prefix);
    const words = splitWords(leaf.text);
    if (leaf.kind === 'word' && words.length > 1) {
      // "colour:lakes" is no phrase that its writer insists on.
      if (demand === 'all') this.relaxable = true;
      if (demand === 'some')
        return this.#any(
          words.map((text) => this.#leaf({ kind: 'word', text, prefix: false }, fields, demand)),
        );
    }
    const forgiving = leaf.kind === 'word' && !leaf.prefix;
    const name = `${fields.join(' ')}\n${prefix}${forgiving}\n${words.join(' ')}`;
    let found = this.#found.get(name);
    if (!found) {
      const { engine } = this.#ports;
      found = engine.find({ words, fields, prefix, forgiving });
      const others = leaf.kind === 'word' ? otherSpellings(words, engine) : [];
      for (const other of others)
        raise(found, engine.find({ words: other, fields, prefix: false, forgiving: false }), 1);
      this.#found.set(name, found);
    }
    return matchesOf(found.slice());
  }

  /** What has two words that stand side by side in a query written as one: "flash attention", "FlashAttention". */
  #asOne(
    first: Query,
    second: Query,
    parts: readonly Query[],
    fields: readonly PaperTextField[],
  ): Float32Array | null {
    if (first.kind !== 'word' || second.kind !== 'word' || first.prefix) return null;
    if (parts.indexOf(second) !== parts.indexOf(first) + 1) return null;
    const [word = '', more] = splitWords(first.text + second.text);
    const prefix = second === this.#ports.unfinished || second.prefix;
    if (more !== undefined || !this.#ports.engine.knows(word, prefix)) return null;
    return this.#ports.engine.find({ words: [word], fields, prefix, forgiving: false });
  }

  #beside(parts: readonly Query[], fields: readonly PaperTextField[], demand: Demand | 'each'): Matches {
    const asking = parts.filter((part) => !this.#saysNothing(part));
    const words = asking.filter(isWord);
    const counted = words.length > 0 ? words : parts.filter(isWord);
    const found = counted.map((part) => this.of(part, fields, demand));
    // A description has words enough, and chance would join some.
    for (let i = 1; i < counted.length && counted.length <= MOST_CONDITIONS; i++) {
      const one = this.#asOne(counted[i - 1]!, counted[i]!, parts, fields);
      if (!one) continue;
      // What writes them as one has both.
      for (const at of [i - 1, i]) {
        const { scores } = found[at]!;
        raise(scores, one, 0.5);
        found[at] = matchesOf(scores);
      }
    }
    const few = demand === 'each' || (demand === 'all' && counted.length <= MOST_CONDITIONS);
    if (few && demand === 'all' && found.length > 1) this.relaxable = true;
    const text = found.length === 0 ? [] : [few ? this.#every(found, []) : this.#any(found)];
    const others = asking.filter((part) => !isWord(part) && !isCondition(part));
    return this.#every(
      [...text, ...others.map((part) => this.of(part, fields, demand))],
      asking.filter(isCondition),
    );
  }

  /** A function word says nothing, unless it may become another by being typed on. */
  #saysNothing(part: Query): boolean {
    if (!isWord(part) || part === this.#ports.unfinished) return false;
    const word = part.kind === 'in' ? part.query : part;
    return word.kind === 'word' && !word.prefix && isStopWord(word.text.toLowerCase());
  }

  /** What all of them find, and the conditions let through: those are put only to what is left. */
  #every(all: readonly Matches[], conditions: readonly Condition[]): Matches {
    const [first = this.#everything(), ...rest] = all;
    const { fits, scores } = first;
    for (const other of rest) {
      for (let slot = 0; slot < this.#slots; slot++) {
        fits[slot] = fits[slot]! & other.fits[slot]!;
        scores[slot] = fits[slot] ? scores[slot]! + other.scores[slot]! : 0;
      }
    }
    for (const test of conditions.map((condition) => this.#ports.condition(condition)))
      for (let slot = 0; slot < this.#slots; slot++) if (fits[slot] && !test(slot)) fits[slot] = 0;
    return first;
  }

  #any(all: readonly Matches[]): Matches {
    const [first, ...rest] = all;
    if (!first) return this.#none();
    for (const { fits, scores } of rest) {
      for (let slot = 0; slot < this.#slots; slot++) {
        first.fits[slot] = first.fits[slot]! | fits[slot]!;
        first.scores[slot] = first.scores[slot]! + scores[slot]!;
      }
    }
    return first;
  }

  #without({ fits }: Matches): Matches {
    const rest = this.#everything();
    for (let slot = 0; slot < this.#slots; slot++) if (fits[slot]) rest.fits[slot] = 0;
    return rest;
  }

  #everything(): Matches {
    const matches = this.#none();
    for (let slot = 0; slot < this.#slots; slot++)
      if (this.#ports.engine.idAt(slot) !== undefined) matches.fits[slot] = 1;
    return matches;
  }

  #none(): Matches {
    return matchesOf(new Float32Array(this.#slots));
  }
}

function matchesOf(scores: Float32Array): Matches {
  const fits = new Uint8Array(scores.length);
  for (let slot = 0; slot < scores.length; slot++) if (scores[slot]! > 0) fits[slot] = 1;
  return { fits, scores };
}

/** Raises scores to a share of others, where that is more. */
function raise(scores: Float32Array, others: Float32Array, share: number): void {
  for (let slot = 0; slot < scores.length; slot++)
    scores[slot] = Math.max(scores[slot]!, share * others[slot]!);
}

function isCondition(query: Query): query is Condition {
  return query.kind === 'is' || query.kind === 'time';
}

/** A word by itself or of a field: what makes a description. Phrases and the rest are always conditions. */
function isWord(query: Query): query is Extract<Query, { kind: 'word' | 'in' }> {
  return query.kind === 'word' || (query.kind === 'in' && query.query.kind === 'word');
}
