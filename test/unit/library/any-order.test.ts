import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { describe } from '../../support/entries.ts';
import { random } from '../../support/random.ts';

const FOLDERS = [
  'huggingface/page',
  'huggingface/rss',
  'huggingface/api_json',
  'arxiv/daily_mailings',
  'arxiv/json_a1henu',
  'bibliographies/jabref_testbib',
  'bibliographies/asreview_exports',
  'bibliographies/citation_file_formatting',
  'bibliographies/bbt_csl_json',
  'bibliographies/typst_biblatex',
  'bibliographies/pandoc_citeproc',
];
/** Of each folder, so that two hundred orders take seconds; in bytes and files. */
const LARGEST = 120_000;
const MOST = 8;

interface File {
  readonly path: string;
  readonly text: string;
}

function corpora(): File[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(corpus(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:txt|json|xml|bib|ris|eml)$/.test(name) && !name.includes('truth'))
      .filter((name) => statSync(corpus(`${folder}/${name}`)).size < LARGEST)
      .sort()
      .slice(0, MOST)
      .map((name) => ({
        path: `digests/${folder}/${name}`,
        text: readFileSync(corpus(`${folder}/${name}`), 'utf8'),
      })),
  );
}

function emptyWorkspace(): Workspace {
  return new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today: () => '2026-11-24',
  });
}

const skip = FOLDERS.map((folder) => withoutCorpus(folder)).find((reason) => reason !== false) ?? false;

test('no order of loading and changing files shows in the library', { skip }, () => {
  const files = corpora();
  const next = random(47);
  const rebuilt = emptyWorkspace();
  for (const { path, text } of files) rebuilt.setFile(path, text);
  rebuilt.commit();
  const expected = describe(rebuilt.library);
  assert.ok(rebuilt.library.size > 500, `${rebuilt.library.size} papers of ${files.length} files`);
  for (let round = 0; round < 200; round++) {
    const workspace = emptyWorkspace();
    for (const { path, text } of shuffled(files, next)) {
      // Some files come first as a part of themselves, or are there, gone and back.
      if (next(6) === 0) workspace.setFile(path, text.slice(0, next(text.length)));
      if (next(6) === 0) workspace.commit();
      if (next(9) === 0) workspace.removeFile(path);
      workspace.setFile(path, text);
      if (next(3) === 0) workspace.commit();
    }
    workspace.commit();
    assert.equal(describe(workspace.library), expected, `round ${round}`);
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
