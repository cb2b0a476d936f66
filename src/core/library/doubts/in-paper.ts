import type { EntryNode, LibraryPaper } from '../library-paper.ts';
import { bothDisjoint } from '../evidence.ts';
import { titlesDisagree } from '../identity.ts';
import { isPreprintDoi } from '../versions.ts';
import type { IsRuled } from './between-papers.ts';
import type { Doubt } from './doubt.ts';

/** What the entries of one paper say against each other: two DOIs of publishers, or two titles of one arXiv id. */
export function doubtsInPaper({ nodes }: LibraryPaper, isRuled: IsRuled): Doubt[] {
  if (nodes.length < 2) return [];
  return [...twoDois(nodes), ...twoTitles(nodes)].filter(({ at, other }) => !isRuled([at], [other]));
}

function* twoDois(nodes: readonly EntryNode[]): Generator<Doubt> {
  const giving = nodes.filter((node) => publishedDois(node).size > 0);
  for (const at of giving) {
    const other = giving.find((node) => bothDisjoint(publishedDois(node), publishedDois(at)));
    if (other) yield { code: 'conflicting-doi', at, other, subject: at.source.entry.doi! };
  }
}

function publishedDois({ evidence }: EntryNode): ReadonlySet<string> {
  return new Set([...evidence.dois].filter((doi) => !isPreprintDoi(doi)));
}

/** Titles of one arXiv id that have nothing in common. */
function* twoTitles(nodes: readonly EntryNode[]): Generator<Doubt> {
  for (const at of nodes) {
    const [id] = at.evidence.arxiv;
    if (id === undefined || !isOfOneTitle(at)) continue;
    const other = nodes.find(
      (node) =>
        node.evidence.arxiv.has(id) && isOfOneTitle(node) && titlesDisagree(at.evidence, node.evidence),
    );
    if (other) yield { code: 'conflicting-title', at, other, subject: `arXiv:${id}` };
  }
}

/** Lists call papers by nicknames of few words, and by models and their sizes. */
function isOfOneTitle({ evidence }: EntryNode): boolean {
  return [...evidence.titles].some((title) => (title.match(/\p{L}{3,}/gu) ?? []).length >= 4);
}
