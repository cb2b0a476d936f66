import type { EntryNode } from './library-paper.ts';
import { compareText } from './merge.ts';

/** A sidecar that gives its paper a citekey. Its identifiers say which paper that is. */
export interface KeyGiver {
  readonly key: string;
  /** Without version. */
  readonly arxiv: string | null;
  readonly doi: string | null;
}

/** The citekeys that sidecars give, beside those of bibliographies. */
export class KeyGivers {
  readonly #byPath = new Map<string, KeyGiver>();
  readonly #byLink = new Map<string, Map<string, KeyGiver>>();

  /** Takes what a file gives now; null where it gives nothing. Answers what it gave before. */
  set(path: string, giver: KeyGiver | null): KeyGiver | null {
    const before = this.#byPath.get(path) ?? null;
    if (before) {
      for (const link of linksOf(before)) {
        const givers = this.#byLink.get(link);
        givers?.delete(path);
        if (givers?.size === 0) this.#byLink.delete(link);
      }
      this.#byPath.delete(path);
    }
    if (giver) {
      this.#byPath.set(path, giver);
      for (const link of linksOf(giver)) {
        const givers = this.#byLink.get(link) ?? new Map<string, KeyGiver>();
        this.#byLink.set(link, givers.set(path, giver));
      }
    }
    return before;
  }

  /** The keys given to the paper of some entries, by the paths that give them. */
  keysOf(nodes: readonly EntryNode[]): readonly string[] {
    if (this.#byLink.size === 0) return [];
    const found = new Map<string, string>();
    for (const { evidence } of nodes) {
      const links = [...evidence.arxiv].map(arxivLink).concat([...evidence.dois].map(doiLink));
      for (const link of links)
        for (const [path, { key }] of this.#byLink.get(link) ?? []) found.set(path, key);
    }
    const sorted = [...found].sort(([a], [b]) => compareText(a, b));
    return [...new Set(sorted.map(([, key]) => key))];
  }
}

export function sameGiver(a: KeyGiver | null, b: KeyGiver | null): boolean {
  return a?.key === b?.key && a?.arxiv === b?.arxiv && a?.doi === b?.doi;
}

function linksOf({ arxiv, doi }: KeyGiver): string[] {
  const links = arxiv === null ? [] : [arxivLink(arxiv)];
  return doi === null ? links : [...links, doiLink(doi)];
}

function arxivLink(id: string): string {
  return `arxiv:${id}`;
}

function doiLink(doi: string): string {
  return `doi:${doi}`;
}
