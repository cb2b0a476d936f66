import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { corpus, withoutCorpus } from './corpora.ts';

/** The project's folder: as far from here as from the bundle of the tests that run inside VS Code. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REAL = 'huggingface/page/hf-attention.txt';

/** A paper as `carrel list --json` prints it, as far as tests look. */
export interface ListedPaper {
  readonly key: string;
  readonly title: string;
  readonly abstract: string | null;
  readonly authorCount: number | null;
  readonly date: string | null;
  readonly dateInferred: boolean | null;
  readonly comments: number | null;
  readonly topics: readonly string[];
  readonly entries: readonly { readonly path: string; readonly line: number; readonly format: string }[];
}

/** What the built command line lists of a folder. */
export async function listed(folder: string): Promise<ListedPaper[]> {
  const args = [join(ROOT, 'dist/cli.js'), 'list', '--json', '--library', folder];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28, env });
  return JSON.parse(stdout) as ListedPaper[];
}

/** One mention in the note below, and what it must lead to. */
export interface Mention {
  readonly paper: ListedPaper;
  readonly line: number;
  readonly character: number;
}

/** A note that cites every paper by its key and by its title, and one key that no paper has. */
export function noteCitingAll(papers: readonly ListedPaper[]): {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly unknownLine: number;
} {
  const lines = ['# Everything', ''];
  const mentions: Mention[] = [];
  for (const paper of papers) {
    mentions.push({ paper, line: lines.length, character: 5 });
    lines.push(`See [@${paper.key}, p. 3] for more.`, '');
    mentions.push({ paper, line: lines.length, character: 8 });
    lines.push(`And [[${paper.title}]], too.`, '');
  }
  const unknownLine = lines.length;
  lines.push('Nobody knows [@nobody1999-at-all].', '');
  return { text: lines.join('\n'), mentions, unknownLine };
}

/** The pages to try: one of the project's sample, and a real one where it is present. */
export function pagesToCite(): { name: string; papers: number; skip: string | false; read(): string }[] {
  return [
    {
      name: 'a page of the sample library',
      papers: 20,
      skip: false,
      read: () => readFileSync(join(ROOT, 'sample/digests/2025-10-31-daily-papers.txt'), 'utf8'),
    },
    {
      name: 'a real page',
      papers: 35,
      skip: withoutCorpus(REAL),
      read: () => readFileSync(corpus(REAL), 'utf8'),
    },
  ];
}
