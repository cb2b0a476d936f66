import type { MadeUpPaper } from './made-up-papers.ts';

/** Of bibliographies in a made-up library. */
export const FILES = 10;

/** Made-up papers as bibliographies of a workspace. */
export function bibliographies(papers: readonly MadeUpPaper[]): Record<string, string> {
  const each = Math.ceil(papers.length / FILES);
  return Object.fromEntries(
    Array.from({ length: FILES }, (_, i) => [
      `refs${i}.bib`,
      papers
        .slice(i * each, (i + 1) * each)
        .map(
          (paper) =>
            `@article{${keyOf(paper)},\n  title = {${paper.title}},\n  author = {${paper.authors.split(' ').join(' and ')}},\n  year = ${paper.year},\n  abstract = {${paper.abstract}},\n}\n`,
        )
        .join('\n'),
    ]),
  );
}

export function keyOf({ key, id }: MadeUpPaper): string {
  return `${key}-${id}`;
}

/** How long each of so many requests took, one after another; in milliseconds. */
export async function times(count: number, ask: (i: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await ask(i);
    taken.push(performance.now() - start);
  }
  return taken;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
