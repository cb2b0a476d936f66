// `npm run judge [bibtex|biblatex]`: compares what is read of all .bib files of the corpora with what Pandoc reads, and lists each kind of
// difference with who is right. Takes some minutes: Pandoc reads large files in parts. The unit test does the same with small files.
import {
  bibliographies,
  judge,
  kindOf,
  type Difference,
  type JudgedFormat,
} from '../test/support/bib-judge.ts';
import { withoutCorpus } from '../test/support/corpora.ts';
import { withoutPandoc } from '../test/support/pandoc.ts';

const missing = withoutCorpus('bibliographies') || withoutPandoc();
if (missing !== false) throw new Error(missing);
const format: JudgedFormat = process.argv[2] === 'biblatex' ? 'biblatex' : 'bibtex';
const kinds = new Map<string, number>();
const unknown: Difference[] = [];
let same = 0;
let refused = 0;
const paths = bibliographies(0, Infinity);
for (const judgement of await judge(paths, format)) {
  same += judgement.same;
  refused += judgement.refused;
  for (const difference of judgement.differences) {
    const kind = kindOf(difference);
    if (kind === null) unknown.push(difference);
    else kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
}
const known = [...kinds.values()].reduce((sum, n) => sum + n, 0);
const all = same + known + unknown.length;
for (const { path, key, field, ours, theirs } of unknown)
  console.log(`${path} ${key} ${field}\n  ours   ${ours}\n  pandoc ${theirs}`);
console.log(`\n${paths.length} files, ${all} fields, ${refused} entries that Pandoc gives up at`);
console.log(
  `${((100 * same) / all).toFixed(2)} % agree, ${known} differ in known ways, ${unknown.length} in others`,
);
for (const [kind, n] of [...kinds].sort((a, b) => b[1] - a[1]))
  console.log(`${String(n).padStart(6)}  ${kind}`);
if (unknown.length > all / 100) process.exitCode = 1;
