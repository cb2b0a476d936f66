// `npm run eval [name]`: judges search, related papers, topics, anchoring and merging, ours beside baselines in the same run. Prints
// the tables, and writes the sections of those that ran into docs/evaluation.md; of those whose collections are missing the old ones stay.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anchoringEvaluation } from './eval/anchoring.ts';
import type { Evaluation, Section } from './eval/evaluation.ts';
import { mergingEvaluation } from './eval/merging.ts';
import { pageOf, sectionText, withSections } from './eval/page.ts';
import { relatedEvaluation } from './eval/related/related.ts';
import { searchEvaluation } from './eval/search.ts';
import { topicsEvaluation } from './eval/topics/topics.ts';
import { ROOT } from './harness/paths.ts';

/** In the order of the page. */
const EVALUATIONS: readonly Evaluation[] = [
  searchEvaluation,
  relatedEvaluation,
  topicsEvaluation,
  anchoringEvaluation,
  mergingEvaluation,
];

const [only] = process.argv.slice(2);
const chosen = EVALUATIONS.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0) {
  const names = EVALUATIONS.map(({ name }) => name).join(', ');
  throw new Error(`there is no evaluation “${only ?? ''}”; there are: ${names}`);
}

const sections: Section[] = [];
for (const evaluation of chosen) {
  const section = await evaluation.run();
  if (section) {
    sections.push(section);
    console.log(`${sectionText(section)}\n`);
  } else console.log(`${evaluation.name}: its collections are not on this machine; left out.\n`);
}

const page = join(ROOT, 'docs', 'evaluation.md');
const isWhole = sections.length === EVALUATIONS.length;
await mkdir(join(ROOT, 'docs'), { recursive: true });
await writeFile(page, isWhole ? pageOf(sections) : withSections(await readFile(page, 'utf8'), sections));
console.log('Written to docs/evaluation.md.');
