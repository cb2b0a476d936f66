import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CardModel } from '../../src/protocol/card.ts';
import type { AnnotationGroupItem } from '../../src/protocol/annotation-list.ts';
import { corpus, withoutCorpus } from '../support/corpora.ts';
import { LspClient } from '../support/lsp-client.ts';

const GARDEN = 'notes/bnnyng_garden';

test(
  'a vault is adopted in place: reading, opening and asking change nothing; annotating changes one file and makes none',
  { skip: withoutCorpus(GARDEN) },
  async () => {
    const paths = readdirSync(corpus(GARDEN), { recursive: true, encoding: 'utf8' });
    const files = Object.fromEntries(
      paths
        .filter((path) => /\.(?:md|bib|json)$/.test(path) && !path.startsWith('.git/'))
        .map((path) => [path, readFileSync(join(corpus(GARDEN), path))]),
    );
    // The vault's own library lies in a folder that no listing looks into.
    files['library.csl.json'] = readFileSync(corpus(`${GARDEN}/.pandoc/zotero-library-1.json`));
    const client = await LspClient.start(files, { early: true });
    const git = (...args: string[]): string =>
      execFileSync(
        'git',
        ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.autocrlf=false', ...args],
        {
          cwd: client.folder.path,
          encoding: 'utf8',
        },
      );
    try {
      git('init', '-q');
      git('add', '-A');
      git('commit', '-q', '-m', 'vault');
      await client.idle(60_000);
      const notes = paths.filter((path) => /(?:^|\/)@[^/]+\.md$/.test(path)).sort();
      const [first] = notes;
      const uri = await client.open(first!, files[first!]!.toString());
      await client.diagnostics(uri);
      await client.request<AnnotationGroupItem[]>('carrel/annotationGroups', { by: 'paper', filter: '' });
      await client.request('carrel/orphans', { by: 'paper', filter: '' });
      const keys = notes.map((path) => path.replace(/^.*@|\.md$/g, ''));
      const cards: CardModel[] = [];
      for (const ref of keys) {
        const card = await client.request<CardModel | null>('carrel/card', { ref });
        if (card) cards.push(card);
      }
      assert.ok(cards.length > 60, `${cards.length} papers have a card`);
      assert.equal(git('status', '--porcelain'), '');
      const chosen = cards.find(({ key }) => key !== keys[0] && keys.includes(key))!;
      await client.request('workspace/executeCommand', {
        command: 'carrel.annotate.addRemark',
        arguments: [{ paper: chosen.key, text: 'Read again.' }],
      });
      const changed = git('status', '--porcelain').trim().split('\n');
      assert.equal(changed.length, 1, changed.join('; '));
      assert.match(changed[0]!, /^M /);
      assert.ok(changed[0]!.includes(`@${chosen.key}.md`), changed[0]);
      assert.match(git('diff', '--numstat'), /^\d+\t0\t/);
      await client.request('workspace/executeCommand', {
        command: 'carrel.annotate.undo',
        arguments: [{}],
      });
      assert.equal(git('status', '--porcelain'), '');
    } finally {
      await client.stop();
    }
  },
);
