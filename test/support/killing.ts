import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';
import { LspClient } from './lsp-client.ts';
import { SMALL_PAGE } from './pages.ts';
import { random } from './random.ts';

export interface Killed {
  readonly rounds: number;
  /** Rounds after which the file was neither an old nor a new text. */
  readonly damaged: number;
  /** Annotations that had been confirmed and are gone. */
  readonly lost: number;
}

/** Annotates one paper with many commands at once and kills the server after some of them were confirmed, again and again. */
export async function killWhileAnnotating(rounds: number, seed = 1): Promise<Killed> {
  const next = random(seed);
  const sum = { rounds, damaged: 0, lost: 0 };
  let files: Record<string, string> = { 'digests/page.txt': SMALL_PAGE };
  const confirmed = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const client = await LspClient.start(files);
    const wanted = next(6);
    let count = 0;
    await new Promise<void>((resolve) => {
      for (let n = 0; n < 12; n++)
        void annotate(client, `words ${round}.${n}`).then(
          (id) => {
            confirmed.add(id);
            if (++count > wanted) setImmediate(resolve);
          },
          () => undefined,
        );
      if (wanted === 0) setImmediate(resolve);
    });
    await client.kill();
    const folder = join(client.folder.path, 'annotations');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.md'));
    const text = names.length === 0 ? '' : await readFile(join(folder, names[0]!), 'utf8');
    const { records, problems } = parseSidecar(text);
    const isWhole = records.every(({ comment }) => /^words \d+\.\d+$/.test(comment));
    if (names.length > 1 || problems.length > 0 || !isWhole || (text !== '' && !text.endsWith('\n')))
      sum.damaged++;
    const ids = new Set(records.map(({ id }) => id));
    for (const id of confirmed) {
      if (ids.has(id)) continue;
      sum.lost++;
      confirmed.delete(id);
    }
    // Later rounds go on from here, with the file not growing without end.
    if (round % 10 === 9) confirmed.clear();
    files = { 'digests/page.txt': SMALL_PAGE };
    if (text !== '' && round % 10 !== 9) files[`annotations/${names[0]!}`] = text;
    await client.folder.dispose();
  }
  return sum;
}

async function annotate(client: LspClient, text: string): Promise<string> {
  const params = { command: 'carrel.annotate.addRemark', arguments: [{ paper: 'titans2024', text }] };
  const { id } = await client.request<{ id: string }>('workspace/executeCommand', params);
  return id;
}
