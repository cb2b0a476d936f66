// `npm run any-order [orders]`: loads all files of the corpora in random orders, with changes on the way, and compares what
// `carrel list --json` and `carrel report --json` print with a rebuild. The unit test does the same with small files.
import {
  corpusFiles,
  emptyWorkspace,
  listed,
  loadSomehow,
  rememberingFormats,
  reported,
} from '../test/support/any-order.ts';
import { withoutCorpus } from '../test/support/corpora.ts';
import { random } from '../test/support/random.ts';

const FOLDERS = ['huggingface', 'arxiv', 'lists', 'bibliographies', 'notes'];
const DOUBTS_EVERY = 20;

const missing = withoutCorpus();
if (missing !== false) throw new Error(missing);
const orders = Number(process.argv[2] ?? 200);
const next = random(3);
const files = corpusFiles(FOLDERS, { largest: Infinity, mostOfFolder: Infinity }, next);
const formats = rememberingFormats();
const rebuilt = emptyWorkspace(formats);
for (const { path, text } of files) rebuilt.setFile(path, text);
rebuilt.commit();
const list = listed(rebuilt);
const report = reported(rebuilt);
console.log(
  `${files.length} files, ${rebuilt.library.size} papers, ${rebuilt.files.problemCounts().problems} problems`,
);
for (let order = 1; order <= orders; order++) {
  const workspace = emptyWorkspace(formats);
  loadSomehow(workspace, files, next);
  if (listed(workspace) !== list) throw new Error(`order ${order} gives another list`);
  if (order % DOUBTS_EVERY === 0) {
    if (reported(workspace) !== report) throw new Error(`order ${order} gives another report`);
    console.log(`${order} orders, all the same`);
  }
}
