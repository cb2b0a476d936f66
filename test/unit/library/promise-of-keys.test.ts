import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { appendEntries } from '../../../src/core/features/append-entries.ts';
import { OWN_BIBLIOGRAPHY } from '../../../src/core/features/pinning.ts';
import { applyEdits } from '../../../src/core/text/text-edit.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { random } from '../../support/random.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const FOLDER = 'huggingface/api_json';
const CITED = 1000;
const ORDERS = 5;

interface Day {
  readonly path: string;
  readonly text: string;
}

function days(): Day[] {
  return readdirSync(corpus(FOLDER))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ path: `digests/${name}`, text: readFileSync(corpus(`${FOLDER}/${name}`), 'utf8') }));
}

test('a key that was cited keeps its meaning, whatever comes later', { skip: withoutCorpus(FOLDER) }, () => {
  const all = days();
  const next = random(3);
  for (let order = 0; order < ORDERS; order++) {
    const workspace = emptyWorkspace();
    const cited = new Map<string, string>();
    let bibliography = '';
    // Papers are cited on random days, each from what was there on that day; a day that was skipped may come later.
    const arriving = order === 0 ? all : shuffled(all, next);
    arriving.forEach(({ path, text }, day) => {
      workspace.setFile(path, text);
      workspace.commit();
      const known = [...workspace.library.papers].filter((paper) => !cited.has(paper.key));
      const wanted = Math.ceil(((day + 1) * CITED) / arriving.length) - cited.size;
      const pins = shuffled(known, next)
        .slice(0, wanted)
        .map((paper) => ({ paper, key: paper.key }));
      for (const { paper, key } of pins) cited.set(key, paper.arxiv ?? paper.title);
      bibliography = applyEdits(bibliography, appendEntries(bibliography, pins) ?? []);
      workspace.setFile(OWN_BIBLIOGRAPHY, bibliography);
      workspace.commit();
      for (const [key, identity] of cited) {
        const papers = workspace.library.byKey(key);
        assert.equal(
          papers.length,
          1,
          `${key} names ${papers.length} papers on day ${day} of order ${order}`,
        );
        assert.equal(papers[0]!.arxiv ?? papers[0]!.title, identity, `${key} changed its meaning`);
        assert.equal(papers[0]!.key, key);
      }
    });
    assert.equal(cited.size, CITED);
    assert.equal(workspace.reportOf(OWN_BIBLIOGRAPHY)?.problems.length, 0);
  }
});

function shuffled<T>(all: readonly T[], next: (below: number) => number): T[] {
  const result = [...all];
  for (let i = result.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
