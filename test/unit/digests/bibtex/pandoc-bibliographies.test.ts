import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bibliographies, judge, kindOf } from '../../../support/bib-judge.ts';
import { withoutCorpus } from '../../../support/corpora.ts';
import { withoutPandoc } from '../../../support/pandoc.ts';

/** Pandoc takes minutes for all; `npm run judge` takes them. In bytes. */
const LARGEST = 300_000;

const skip = withoutCorpus('bibliographies') || withoutPandoc();

test('bibliographies are read as Pandoc reads them', { skip }, async () => {
  const judgements = await judge(bibliographies(0, LARGEST), 'bibtex');
  const same = judgements.reduce((sum, one) => sum + one.same, 0);
  const differences = judgements.flatMap((one) => one.differences);
  const unknown = differences.filter((difference) => kindOf(difference) === null);
  const list = unknown.map(
    ({ path, key, field, ours, theirs }) => `${path} ${key} ${field}: ${ours} | ${theirs}`,
  );
  assert.ok(same > 1000, `${same} fields compared`);
  assert.ok(unknown.length < same / 100, `${unknown.length} of ${same} differ:\n${list.join('\n')}`);
});
