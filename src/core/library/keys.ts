import { basesOfKey, longestKey, type KeyStem } from './citekey.ts';
import { compareText } from './merge.ts';
import { MultiMap } from './multi-map.ts';

/** What a paper brings to the question who bears which key. */
export interface KeyClaim {
  /** Keys given by bibliographies, the first one foremost. */
  readonly given: readonly string[];
  /** Keys that sidecars give: they count where no bibliography gives the key to anyone. */
  readonly lent: readonly string[];
  /** The generated key of each entry, the foremost one first. */
  readonly stems: readonly ClaimedStem[];
  /** Orders papers by age: date, then identifier, then whatever is left to tell them apart. Asked for where several want one key. */
  readonly seniority: readonly string[];
}

export interface ClaimedStem extends KeyStem {
  /** Whether the entry has no key of its own: then notes cite it by this one. */
  readonly own: boolean;
}

interface Holder<P> {
  readonly paper: P;
  readonly claim: KeyClaim;
  /** The paper's first stem of the base. */
  readonly stem: ClaimedStem;
  /** Whether an entry without a key wants the base. */
  readonly own: boolean;
}

/** The outcome for one base: a paper gets at most one key of it. */
interface Settlement<P> {
  readonly bearers: ReadonlyMap<string, P>;
  readonly keys: ReadonlyMap<P, string>;
}

/**
 * Who bears which key. A given key belongs to whoever gives it, even if that is two papers; a generated one to the earliest
 * paper that has it. Every question is settled among the claimants of one base, so a change touches these alone and the
 * outcome does not depend on the order in which papers came.
 */
export class KeyTable<P extends object> {
  readonly #claims = new Map<P, KeyClaim>();
  readonly #given = new MultiMap<string, P>();
  readonly #lent = new MultiMap<string, P>();
  readonly #givenOfBase = new MultiMap<string, string>();
  readonly #claimants = new MultiMap<string, P>();
  /** Settled lazily, base by base, and kept where several claim one; a missing base is settled when it is asked for. */
  readonly #settled = new Map<string, Settlement<P>>();
  /** Bases whose question was opened again since `takeUnsettled`. */
  readonly #opened = new Set<string>();

  set(paper: P, claim: KeyClaim): void {
    this.delete(paper);
    this.#claims.set(paper, claim);
    for (const [table, keys] of this.#tables(claim)) {
      for (const key of keys) {
        table.add(key, paper);
        for (const base of basesOfKey(key)) {
          this.#givenOfBase.add(base, key);
          this.#open(base);
        }
      }
    }
    for (const { base } of claim.stems) {
      this.#claimants.add(base, paper);
      for (const touched of basesOfKey(base)) this.#open(touched);
    }
  }

  delete(paper: P): void {
    const claim = this.#claims.get(paper);
    if (!claim) return;
    this.#claims.delete(paper);
    for (const [table, keys] of this.#tables(claim)) {
      for (const key of keys) {
        table.delete(key, paper);
        const isGone = !this.#given.has(key) && !this.#lent.has(key);
        for (const base of basesOfKey(key)) {
          if (isGone) this.#givenOfBase.delete(base, key);
          this.#open(base);
        }
      }
    }
    for (const { base } of claim.stems) {
      this.#claimants.delete(base, paper);
      for (const touched of basesOfKey(base)) this.#open(touched);
    }
  }

  /** The papers whose names may have changed since they were last asked for, some more than once. What is given is settled then. */
  *unsettled(): Generator<P> {
    for (const base of this.#opened) {
      this.#opened.delete(base);
      yield* this.#claimants.get(base);
      for (const key of this.#givenOfBase.get(base)) {
        yield* this.#given.get(key);
        yield* this.#lent.get(key);
      }
    }
  }

  has(paper: P): boolean {
    return this.#claims.has(paper);
  }

  /** The papers that a key names: none, one, or several where bibliographies give it to several. */
  holders(key: string): readonly P[] {
    for (const table of [this.#given, this.#lent]) {
      const given = [...table.get(key)];
      if (given.length > 0) return given;
    }
    for (const base of basesOfKey(key)) {
      const holder = this.#settle(base).bearers.get(key);
      if (holder !== undefined) return [holder];
    }
    return [];
  }

  /** The key by which a paper goes, and the others that lead to it alone. */
  namesOf(paper: P): { readonly key: string; readonly aliases: readonly string[] } {
    const claim = this.#claims.get(paper);
    if (!claim) return { key: '', aliases: [] };
    const names = [...claim.given, ...claim.lent.filter((key) => !this.#given.has(key))];
    for (const { base } of claim.stems) {
      const key = this.#settle(base).keys.get(paper);
      if (key !== undefined) names.push(key);
    }
    const [key = '', ...rest] = names;
    const aliases = [...new Set(rest)].filter((alias) => alias !== key && this.holders(alias).length === 1);
    return { key, aliases: aliases.sort(compareText) };
  }

  #tables({ given, lent }: KeyClaim): readonly (readonly [MultiMap<string, P>, readonly string[]])[] {
    return [
      [this.#given, given],
      [this.#lent, lent],
    ];
  }

  #open(base: string): void {
    this.#settled.delete(base);
    this.#opened.add(base);
  }

  #settle(base: string): Settlement<P> {
    const known = this.#settled.get(base);
    if (known) return known;
    const bearers = new Map<string, P>();
    const keys = new Map<P, string>();
    // What a format gives one paper may be what tells another one apart.
    const free = (key: string): boolean =>
      !bearers.has(key) &&
      !this.#given.has(key) &&
      !this.#lent.has(key) &&
      (key === base || !this.#claimants.has(key));
    for (const { paper, claim, stem } of this.#eldestFirst(base)) {
      const isFallback = claim.given.length > 0 || claim.stems[0] !== stem;
      const key = [stem.base, stem.longer].find(free) ?? longestKey(stem, claim.seniority.join('\n'));
      // A paper that goes by another key takes this one only while nobody older wants it.
      if (isFallback && key !== stem.base) continue;
      bearers.set(key, paper);
      keys.set(paper, key);
    }
    const settlement = { bearers, keys };
    if (this.#claimants.isShared(base)) this.#settled.set(base, settlement);
    return settlement;
  }

  /** Whoever claims a base: those whose entries go by no other key first, of each the eldest first. */
  #eldestFirst(base: string): Holder<P>[] {
    const holders = [...this.#claimants.get(base)].map((paper): Holder<P> => {
      const claim = this.#claims.get(paper)!;
      const stems = claim.stems.filter((stem) => stem.base === base);
      return { paper, claim, stem: stems[0]!, own: stems.some(({ own }) => own) };
    });
    if (holders.length === 1) return holders;
    const aged = holders.map((holder) => ({ holder, seniority: holder.claim.seniority }));
    return aged
      .sort((a, b) => Number(b.holder.own) - Number(a.holder.own) || compareLists(a.seniority, b.seniority))
      .map(({ holder }) => holder);
  }
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareText(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
