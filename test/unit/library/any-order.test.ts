import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  corpusFiles,
  emptyWorkspace,
  listed,
  loadSomehow,
  rememberingFormats,
  reported,
} from '../../support/any-order.ts';
import { withoutCorpus } from '../../support/corpora.ts';
import { random } from '../../support/random.ts';

/** Folders whose papers meet in others; `npm run any-order` takes all files whole. */
const FOLDERS = [
  'huggingface/page_captures',
  'huggingface/rss',
  'huggingface/md_tables',
  'huggingface/api_json',
  'arxiv/daily_mailings',
  'arxiv/email_digests',
  'arxiv/json_a1henu',
  'lists/awesome-deep-learning-papers',
  'lists/paper-reading',
  'bibliographies/jabref_testbib',
  'bibliographies/asreview_exports',
  'bibliographies/citation_file_formatting',
  'bibliographies/bbt_csl_json',
  'bibliographies/typst_biblatex',
  'bibliographies/pandoc_citeproc',
  'notes/bnnyng_garden',
];
const LIMITS = { largest: 130_000, mostOfFolder: 7 };
const ORDERS = 200;
/** After so many orders what is doubtful is compared too. */
const DOUBTS_EVERY = 10;

const skip = FOLDERS.map((folder) => withoutCorpus(folder)).find((reason) => reason !== false) ?? false;

test('no order of loading and changing files shows in the list or the report', { skip }, () => {
  const next = random(47);
  const files = corpusFiles(FOLDERS, LIMITS, next);
  const formats = rememberingFormats();
  const rebuilt = emptyWorkspace(formats);
  for (const { path, text } of files) rebuilt.setFile(path, text);
  rebuilt.commit();
  const list = listed(rebuilt);
  const report = reported(rebuilt);
  assert.ok(rebuilt.library.size > 700, `${rebuilt.library.size} papers of ${files.length} files`);
  for (let order = 0; order < ORDERS; order++) {
    const workspace = emptyWorkspace(formats);
    loadSomehow(workspace, files, next);
    assert.equal(listed(workspace), list, `order ${order}`);
    if (order % DOUBTS_EVERY === 0) assert.equal(reported(workspace), report, `order ${order}`);
  }
});
