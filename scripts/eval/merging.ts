// How often git's own merge stops where one reader adds highlights to one paper's sidecar on two machines, by the number of highlights
// that stood there before; and whether two annotators on two branches ever meet. No merge driver, no attributes.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addRecord, newSidecar, type SidecarEdit } from '../../src/core/annotations/sidecar-edits.ts';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';
import { newHighlight, randomEdit, said, type Next } from '../../test/support/annotating.ts';
import { random } from '../../test/support/random.ts';
import type { Evaluation } from './evaluation.ts';

const FRONT = {
  citekey: 'titans2024',
  title: 'Titans: Learning to Memorize at Test Time',
  paper: 'https://arxiv.org/abs/2501.00663',
};

/** Shares of conflicts, and the number of merges that lost or damaged an annotation. */
export interface MergeOutcome {
  readonly conflicts: number;
  readonly damaged: number;
  readonly tries: number;
}

/** Merges pairs of additions to one sidecar that holds `existing` highlights; null: there was no file before. */
export function mergeAdditions(existing: number | null, tries: number, next: Next): MergeOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-merge-'));
  let conflicts = 0;
  let damaged = 0;
  try {
    for (let i = 0; i < tries; i++) {
      let base = existing === null ? '' : newSidecar(FRONT);
      for (let n = 0; n < (existing ?? 0); n++) base = after(addRecord(base, newHighlight(next, null), next));
      const side = (): string =>
        after(addRecord(existing === null ? newSidecar(FRONT) : base, newHighlight(next, null), next));
      const [ours, theirs] = [side(), side()];
      const merged = mergeFile(folder, ours, base, theirs);
      if (merged.conflict) conflicts++;
      const kept = said(merged.text.replace(/^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\n/gm, ''));
      const all = new Set([...said(ours), ...said(theirs)]);
      const isWhole = merged.conflict
        ? [...all].every((record) => merged.text.includes((JSON.parse(record) as { id: string }).id)) &&
          parseSidecar(merged.text).locked !== null
        : kept.length === all.size && kept.every((record) => all.has(record));
      if (!isWhole) damaged++;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { conflicts, damaged, tries };
}

function mergeFile(
  folder: string,
  ours: string,
  base: string,
  theirs: string,
): { text: string; conflict: boolean } {
  const names = ['ours', 'base', 'theirs'].map((name) => join(folder, name));
  [ours, base, theirs].forEach((text, i) => writeFileSync(names[i]!, text));
  // The algorithm that `git merge` uses.
  const { stdout, status } = spawnSync('git', ['merge-file', '-p', ...names], {
    encoding: 'utf8',
  });
  return { text: stdout, conflict: status !== 0 };
}

/** Two annotators edit their own sidecars of one paper on two branches of a real repository; git merges. */
export function mergeAnnotators(pairs: number, next: Next): MergeOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-repository-'));
  const git = (...args: string[]): number =>
    spawnSync(
      'git',
      [
        '-c',
        'user.name=t',
        '-c',
        'user.email=t@example.org',
        '-c',
        'commit.gpgsign=false',
        '-c',
        'gc.auto=0',
        ...args,
      ],
      { cwd: folder },
    ).status ?? 1;
  const fileOf = (who: string): string => join(folder, 'annotations', `@titans2024.${who}.md`);
  const read = (who: string): string =>
    existsSync(fileOf(who)) ? readFileSync(fileOf(who), 'utf8') : newSidecar(FRONT);
  const work = (who: string): void => {
    let text = read(who);
    for (let n = 1 + next(4); n > 0; n--) text = after(randomEdit(text, next, who));
    mkdirSync(dirname(fileOf(who)), { recursive: true });
    writeFileSync(fileOf(who), text);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', who);
  };
  let conflicts = 0;
  let damaged = 0;
  try {
    execFileSync('git', ['init', '-q', '-b', 'main', folder]);
    git('commit', '-q', '--allow-empty', '-m', 'start');
    for (let i = 0; i < pairs; i++) {
      git('checkout', '-q', '-B', 'other');
      work('bob');
      const bob = read('bob');
      git('checkout', '-q', 'main');
      work('anna');
      const anna = read('anna');
      if (git('merge', '-q', '--no-edit', 'other') !== 0) {
        conflicts++;
        git('merge', '--abort');
      } else if (read('anna') !== anna || read('bob') !== bob) damaged++;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { conflicts, damaged, tries: pairs };
}

function after(edit: SidecarEdit): string {
  if ('refused' in edit) throw new Error(edit.refused);
  return edit.after;
}

/** How many merges a line counts: where both add to one file, and where each has a file. */
const ADDITIONS = 300;
const PAIRS = 1000;
const SEED = 11;

/** What plain git makes of annotations that were written on two branches. */
export const mergingEvaluation: Evaluation = {
  name: 'merging',
  run: () => {
    const next = random(SEED);
    const percent = ({ conflicts, tries }: MergeOutcome): string =>
      `${((100 * conflicts) / tries).toFixed(1)} %`;
    const additions = [null, 0, 1, 3, 20].map((existing) => {
      const outcome = mergeAdditions(existing, ADDITIONS, next);
      const name =
        existing === null ? 'no file before' : existing === 0 ? '0, the file exists' : String(existing);
      return [name, percent(outcome), String(outcome.damaged)];
    });
    const two = mergeAnnotators(PAIRS, next);
    return Promise.resolve({
      title: 'Merging annotations with git',
      lead: [
        `Two branches change the annotations of one paper, and git merges them, without a merge driver or attributes; ${ADDITIONS} merges a line of the first table, ${PAIRS} of the second. *Lost or damaged* counts ` +
          'annotations that are not there, or are others, after a merge without a conflict, or that cannot be read from a file with conflict marks.',
      ],
      tables: [
        {
          caption: 'One reader on two machines adds a highlight on each, to the same sidecar',
          columns: ['highlights before', 'conflicts', 'lost or damaged'],
          rows: additions,
        },
        {
          caption: 'Two annotators with a file each; one to four random edits on each branch',
          columns: ['', 'conflicts', 'lost or damaged'],
          rows: [['a file each', percent(two), String(two.damaged)]],
        },
      ],
      remarks: [
        'Appending, as most programs do, conflicts always. A new record goes to one of about sixteen places by chance, and so two machines meet in about one merge of sixteen; ' +
          'where both make the file, git has nothing in common to start from.',
      ],
    });
  },
};
