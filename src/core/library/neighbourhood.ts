import { titleKey } from '../text/fold.ts';
import type { EntryNode } from './library-paper.ts';
import { MultiMap } from './multi-map.ts';
import { readReference, referencesOf, type Reference } from './references.ts';
import type { Ruling } from './rulings.ts';
import type { Verdict } from './verdict-file.ts';
import { newestFirst, Verdicts } from './verdicts.ts';

/** Which entries can meet: those that share a link, and those that a verdict calls the same. */
export class Neighbourhood {
  readonly #byLink = new MultiMap<string, EntryNode>();
  readonly #byTitle = new MultiMap<string, EntryNode>();
  readonly #byKey = new MultiMap<string, EntryNode>();
  readonly #verdicts = new Verdicts();

  add(node: EntryNode): void {
    for (const link of node.links) this.#byLink.add(link, node);
    for (const title of node.evidence.titles) this.#byTitle.add(title, node);
    for (const key of node.evidence.keys) this.#byKey.add(key, node);
  }

  delete(node: EntryNode): void {
    for (const link of node.links) this.#byLink.delete(link, node);
    for (const title of node.evidence.titles) this.#byTitle.delete(title, node);
    for (const key of node.evidence.keys) this.#byKey.delete(key, node);
  }

  byArxiv(id: string): Iterable<EntryNode> {
    return this.#byLink.get(`arxiv:${id}`);
  }

  byDoi(doi: string): Iterable<EntryNode> {
    return this.#byLink.get(`doi:${doi}`);
  }

  byTitle(title: string): Iterable<EntryNode> {
    return this.#byTitle.get(titleKey(title));
  }

  byKey(key: string): Iterable<EntryNode> {
    return this.#byKey.get(key);
  }

  /** Everything that must be looked at together with a node: what links and verdicts reach, directly or through others. */
  component(start: EntryNode): EntryNode[] {
    const seen = new Set([start]);
    for (const node of seen) for (const next of this.neighbours(node)) seen.add(next);
    return [...seen];
  }

  *neighbours(node: EntryNode): Generator<EntryNode> {
    for (const link of node.links) yield* this.#byLink.get(link);
    if (this.#verdicts.isEmpty) return;
    for (const reference of referencesOf(node.source.entry)) {
      for (const { a, b, verdict } of this.#verdicts.of(reference))
        if (verdict === 'same') yield* this.named(a === reference ? b : a);
    }
  }

  /** Takes what a file of verdicts says now; returns the nodes whose papers may change. */
  setVerdicts(path: string, verdicts: readonly Verdict[]): EntryNode[] {
    return [...this.#verdicts.setFile(path, verdicts)].flatMap((reference) => [...this.named(reference)]);
  }

  /** The verdict that counts on any of the entries of two papers. */
  verdictOn(some: readonly EntryNode[], others: readonly EntryNode[]): Verdict | undefined {
    if (this.#verdicts.isEmpty) return undefined;
    const theirs = new Set(others.flatMap((node) => referencesOf(node.source.entry)));
    return some
      .flatMap((node) => referencesOf(node.source.entry))
      .flatMap((reference) =>
        this.#verdicts.of(reference).filter(({ a, b }) => theirs.has(a === reference ? b : a)),
      )
      .sort(newestFirst)[0];
  }

  /** The verdict that counts on two references. */
  verdictBetween(a: Reference, b: Reference): Verdict | undefined {
    return this.#verdicts.between(a, b);
  }

  /** What readers said of the nodes of one component, newest first. */
  rulings(component: readonly EntryNode[]): Ruling[] {
    if (this.#verdicts.isEmpty) return [];
    const named = new Map<Reference, number[]>();
    component.forEach((node, i) => {
      for (const reference of referencesOf(node.source.entry)) {
        if (!this.#verdicts.names(reference)) continue;
        const list = named.get(reference);
        if (list) list.push(i);
        else named.set(reference, [i]);
      }
    });
    const verdicts = new Set([...named.keys()].flatMap((reference) => this.#verdicts.of(reference)));
    return [...verdicts].sort(newestFirst).map(({ a, b, verdict }) => {
      const [first, second] = a < b ? [a, b] : [b, a];
      return { verdict, a: named.get(first) ?? [], b: named.get(second) ?? [] };
    });
  }

  /** The nodes that a reference names. */
  named(reference: Reference): Iterable<EntryNode> {
    const read = readReference(reference);
    if (!read) return [];
    switch (read.scheme) {
      case 'arxiv':
        return this.byArxiv(read.value);
      case 'doi':
        return this.byDoi(read.value);
      case 'key':
        return this.byKey(read.value);
      case 'title': {
        const title = read.value.slice(0, read.value.lastIndexOf('|'));
        return [...this.#byTitle.get(title)].filter((node) =>
          referencesOf(node.source.entry).includes(reference),
        );
      }
    }
  }
}
