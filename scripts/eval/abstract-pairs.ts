import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_FORMATS } from '../../src/core/digests/formats.ts';
import { recogniseDigest } from '../../src/core/digests/registry.ts';
import { titleKey } from '../../src/core/text/fold.ts';
import { decode } from '../../src/server/node/disk.ts';
import { parseWhole } from '../../src/core/digests/parse-whole.ts';

/** Two texts of one paper's abstract, as two sources give it. */
export interface AbstractPair {
  readonly paper: string;
  readonly from: string;
  readonly to: string;
  readonly sources: string;
}

/** Folders of real digests whose papers meet. */
const FOLDERS = ['arxiv', 'huggingface', 'bibliographies', 'api', 'judged', 'notes'];
const LARGEST = 40_000_000;

/** All pairs of abstracts that two sources give one paper and that differ in more than white space, in both directions by turns. */
export function abstractPairs(root: string): AbstractPair[] {
  const texts = new Map<string, { text: string; source: string }[]>();
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const file = join(root, folder, name);
      const info = statSync(file);
      if (!info.isFile() || info.size > LARGEST) continue;
      const content = decode(readFileSync(file));
      if (content === 'missing' || !('text' in content)) continue;
      const source = { path: `digests/${name}`, text: content.text, today: '2026-11-24' };
      const recognised = recogniseDigest(source, ALL_FORMATS);
      if (!recognised) continue;
      for (const entry of parseWhole(recognised.format, source).entries) {
        if (entry.abstract === null || entry.abstract.length < 200) continue;
        const title = titleKey(entry.title);
        for (const id of [entry.arxiv, entry.doi, title.split(' ').length > 4 ? title : null]) {
          if (id === null) continue;
          const all = texts.get(id) ?? [];
          if (!all.some(({ text }) => bare(text) === bare(entry.abstract!)))
            all.push({ text: entry.abstract, source: `${recognised.format.id}${entry.arxivVersion ?? ''}` });
          texts.set(id, all);
        }
      }
    }
  const pairs: AbstractPair[] = [];
  const known = new Set<string>();
  for (const [paper, all] of texts)
    for (let i = 1; i < all.length; i++) {
      const both = [bare(all[i - 1]!.text), bare(all[i]!.text)].sort().join('\n');
      if (known.has(both)) continue;
      known.add(both);
      const [a, b] = pairs.length % 2 === 0 ? [all[i - 1]!, all[i]!] : [all[i]!, all[i - 1]!];
      pairs.push({ paper, from: a.text, to: b.text, sources: `${a.source} → ${b.source}` });
    }
  return pairs;
}

function bare(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
