import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import {
  DECISIONS,
  appendDecisions,
  decisionFile,
  later,
  parseDecisions,
  type Decision,
} from '../../../src/core/annotations/decisions.ts';
import { keyOfName, sidecarName } from '../../../src/core/annotations/sidecar-name.ts';
import { newSidecar } from '../../../src/core/annotations/sidecar-edits.ts';
import { parseSidecar } from '../../../src/core/annotations/sidecar.ts';
import { applyEdits } from '../../../src/core/text/text-edit.ts';
import type { Workspace } from '../../../src/core/workspace/workspace.ts';
import { randomEdit, said, words } from '../../support/annotating.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { random } from '../../support/random.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

/** All that can be seen of the annotations of all papers. */
function seen(workspace: Workspace): string[] {
  return [...workspace.library.papers]
    .map((paper) => JSON.stringify([paper.id, workspace.annotations.of(paper)]))
    .sort();
}

const TITLES = [
  'Alpha Rivers Run Deep Below Us',
  'Beta Lakes Are Never Quite Still',
  'Gamma Seas Rise Over All Shores',
];

describe('the annotations of a workspace', () => {
  test('any sequence of edits, hand edits, renames and digest changes keeps every comment, and equals a fresh start', () => {
    for (let seed = 0; seed < 4; seed++) {
      const next = random(seed);
      const files = new Map<string, string>();
      const workspace = emptyWorkspace();
      const set = (path: string, text: string): void => {
        files.set(path, text);
        workspace.setFile(path, text);
        workspace.commit();
      };
      const digest = (): string =>
        TITLES.map(
          (title, i) =>
            `@article{key${i}, title={${title}}, abstract={${words(next, 60)}. ${words(next, 20)}}}`,
        ).join('\n');
      set('a.bib', digest());
      const keys = [...workspace.library.papers].map(({ key }) => key);
      keys.forEach((key) =>
        set(`annotations/@${key}.md`, newSidecar({ citekey: key, title: key, paper: null })),
      );
      for (let step = 0; step < 60; step++) {
        const paths = [...files.keys()].filter((path) => path.endsWith('.md'));
        const path = paths[next(paths.length)]!;
        const text = files.get(path)!;
        const choice = next(12);
        const before = [...files.values()].flatMap(said).length;
        if (choice === 0) set('a.bib', digest());
        else if (choice === 1) {
          const to = `notes/${step}/${path.slice(path.lastIndexOf('/') + 1)}`;
          files.delete(path);
          workspace.removeFile(path);
          set(to, text);
        } else if (choice === 2) set(path, text.replace(/\n\n\n+/g, '\n\n').replace(/^> (.{10})/m, '>  $1'));
        else if (choice === 3)
          set('reading-list.md', keys.map((key) => `- [${' /x'[next(3)]!}] [@${key}]\n`).join(''));
        else if (choice === 4)
          set(
            '.carrel/decisions/2026-11.m.tsv',
            applyEdits(
              files.get('.carrel/decisions/2026-11.m.tsv') ?? '',
              appendDecisions(files.get('.carrel/decisions/2026-11.m.tsv') ?? '', [
                {
                  paper: `key:${keys[next(3)]!}`,
                  kind: DECISIONS[next(4)]!,
                  time: `2026-11-${10 + next(15)}T00:00:0${next(9)}Z`,
                },
              ]),
            ),
          );
        else if (path !== 'reading-list.md') {
          const edit = randomEdit(text, next, null);
          assert.ok('after' in edit);
          set(path, edit.after);
        }
        if (choice < 5) assert.equal([...files.values()].flatMap(said).length, before);
      }
      const shown = [...workspace.library.papers].reduce((sum, paper) => {
        const { highlights, remarks } = workspace.annotations.of(paper);
        return sum + highlights.length + remarks.length;
      }, 0);
      assert.equal(
        shown,
        [...files].filter(([path]) => path.includes('@')).flatMap(([, text]) => said(text)).length,
      );
      const fresh = emptyWorkspace();
      for (const [path, text] of [...files].reverse()) fresh.setFile(path, text);
      fresh.commit();
      assert.deepEqual(seen(workspace), seen(fresh));
    }
  });

  test('identifiers decide which paper a sidecar is of, its name is a hint, and several are read together', () => {
    const workspace = emptyWorkspace();
    workspace.setFile(
      'a.bib',
      '@article{x1, title={One Two Three Four Five}, eprint={2501.00663}, archiveprefix={arXiv}}\n@article{y2, title={Six Seven Eight Nine Ten}, doi={10.1000/y}}',
    );
    workspace.setFile('deep/@y2.md', '---\ndoi: https://doi.org/10.1000/Y\ntags: [b]\n---\n');
    workspace.setFile('@y2.anna.md', '---\nrating: 4\n---\n<!-- carrel: remark -->\n\nhers\n\n^a1\n');
    workspace.setFile(
      'odd.md',
      '---\ncitekey: y2\npaper: https://arxiv.org/abs/2501.00663\ntags: a, b\n---\n',
    );
    workspace.setFile('other.md', '---\ntags: [c]\n---\n');
    workspace.commit();
    const of = (key: string) => workspace.annotations.of(workspace.library.byKey(key)[0]!);
    assert.deepEqual(of('x1').tags, ['a', 'b']);
    assert.deepEqual(of('y2').sidecars, ['deep/@y2.md', '@y2.anna.md']);
    assert.deepEqual(
      [of('y2').rating, of('y2').tags, of('y2').remarks.map(({ record }) => record.comment)],
      [4, ['b'], ['hers']],
    );
  });

  test(
    'literature notes of a real vault are adopted where they lie',
    { skip: withoutCorpus('notes/bnnyng_garden') },
    () => {
      const folder = corpus('notes/bnnyng_garden');
      const workspace = emptyWorkspace();
      let named = 0;
      workspace.setFile('library.csl.json', readFileSync(`${folder}/.pandoc/zotero-library-1.json`, 'utf8'));
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
        if (!/\.(?:md|csl\.json|bib)$/.test(path)) continue;
        workspace.setFile(path, readFileSync(`${folder}/${path}`, 'utf8'));
        if (/(?:^|\/)@[^/]+\.md$/.test(path)) named++;
      }
      workspace.commit();
      const sidecars = [...workspace.annotations.sidecars];
      assert.ok(sidecars.length >= 100, `${sidecars.length} sidecars`);
      assert.equal(sidecars.filter(({ path }) => keyOfName(path) !== null).length, named);
      // One of them has front matter that no YAML parser takes: it is read, and never written.
      assert.equal(sidecars.filter(({ locked }) => locked !== null).length, 1);
      const papers = [...workspace.library.papers].filter(
        (paper) => workspace.annotations.sidecarsOf(paper).length > 0,
      );
      for (const paper of papers) assert.equal(workspace.annotations.sidecarsOf(paper).length, 1, paper.key);
      assert.ok(papers.length > 60, `${papers.length} papers`);
    },
  );

  test("highlights of Zotero's notes and of Zotero Integration's templates are shown", () => {
    const link = 'zotero://open-pdf/library/items/CD34?page=3&annotation=EF56';
    const shown = (body: string): unknown[] => {
      const workspace = emptyWorkspace();
      workspace.setFile('a.bib', '@article{x1, title={One Two Three Four Five}}');
      workspace.setFile('x.md', `---\ncitekey: x1\n---\n\n${body}\n`);
      workspace.commit();
      assert.equal(parseSidecar(body).records.length, 0);
      return workspace.annotations
        .of(workspace.library.byKey('x1')[0]!)
        .highlights.map(({ record: { exact, place, color, comment }, anchoring }) =>
          [exact, place?.page, color, comment, anchoring.state].join('|'),
        );
    };
    const select = '([Smith, 2020, p. 7](zotero://select/library/items/AB12))';
    assert.deepEqual(
      [
        `> “A green passage.” ${select} ([pdf](${link}))`,
        `“He said “so” there.” ${select} ([pdf](${link})) why?`,
        `- <mark class="hltr-green">"A marked passage."</mark> [Page 3](${link})`,
        `==A marked passage.== [p. 3](${link})`,
        `> A passage that\n> was marked. [(p. xi)](${link})`,
        `> [!quote|#ff6666] Highlight ([p. 3](${link}))\n> A passage\n> of two lines.\n>\n> - why?`,
        `> [!cite|#ffd400]+ [(p. 3)](${link})\n> *" A quoted passage. "*\n> why?`,
        `> [!note|#5fb236]+\n> *« Another passage. »* ([3](${link}))\n>\n> why?`,
        `> [!contribution]+ Contributions\n> - [ ] Completed\n> A passage of it.\n> [(p. 3)](${link})`,
        `“First passage.” ([p. 3](${link})) “Second passage.” ([p. 4](${link.replace('=3', '=4')})) why?`,
        `- **"A bold passage."** ([p. 3](${link}))\n1. *“A listed one.”* [p. 3](${link}) ^abc`,
        `- [“A linked passage.”](${link}) ${select} why?`,
        `- [p. 3](${link}) words of my own`,
        `- words of my own, see [p. 3](${link})`,
        `[Open the PDF](${link})`,
      ].map(shown),
      [
        ['A green passage.|7|yellow||unlocated'],
        ['He said “so” there.|7|yellow|why?|unlocated'],
        ['A marked passage.|3|green||unlocated'],
        ['A marked passage.|3|yellow||unlocated'],
        ['A passage that was marked.|xi|yellow||unlocated'],
        ['A passage of two lines.|3|red|- why?|unlocated'],
        ['A quoted passage.|3|yellow|why?|unlocated'],
        ['Another passage.|3|green|why?|unlocated'],
        ['A passage of it.|3|yellow||unlocated'],
        ['First passage.|3|yellow||unlocated', 'Second passage.|4|yellow|why?|unlocated'],
        ['A bold passage.|3|yellow||unlocated', 'A listed one.|3|yellow||unlocated'],
        ['A linked passage.|3|yellow|why?|unlocated'],
        [],
        [],
        [],
      ],
    );
  });
});

describe('decisions', () => {
  test('are appended, merged by the latest, and read past what is not understood', () => {
    const one: Decision = { paper: 'arxiv:2501.00663', kind: 'queued', time: '2026-11-03T08:12:45.123Z' };
    const text = applyEdits('', appendDecisions('', [one]));
    assert.equal(
      text,
      '# carrel decisions 1: paper, decision, time\narxiv:2501.00663\tqueued\t2026-11-03T08:12:45.123Z\n',
    );
    const cut = `${text}arxiv:25`;
    const two = applyEdits(
      cut,
      appendDecisions(cut, [{ ...one, kind: 'dismissed', time: '2026-11-04T08:12:45Z' }]),
    );
    const read = parseDecisions(two);
    assert.deepEqual([read.decisions.map(({ kind }) => kind), read.unread], [['queued', 'dismissed'], [3]]);
    assert.equal(later(read.decisions[0]!, read.decisions[1]!).kind, 'dismissed');
    assert.equal(
      decisionFile('2026-11-03T08:12:45Z', 'Anna’s Mac.local'),
      '.carrel/decisions/2026-11.anna-s-mac-local.tsv',
    );
  });
});

test('names of sidecars suit every system', () => {
  const name = (key: string, taken: string[] = [], annotator: string | null = null): string =>
    sidecarName(key, annotator, (one) => taken.includes(one));
  assert.equal(name('titans2024'), '@titans2024.md');
  assert.equal(name('DBLP:conf/nips/A+23'), '@DBLP%3Aconf%2Fnips%2FA+23.md');
  assert.equal(keyOfName('x/@DBLP%3Aconf%2Fnips%2FA+23.md'), 'DBLP:conf/nips/A+23');
  assert.equal(name('titans2024', ['@titans2024.md']), '@titans2024~2.md');
  assert.equal(name('titans2024', [], 'anna'), '@titans2024.anna.md');
  assert.equal(
    sidecarName('con', null, () => false, '{citekey}.md'),
    '%63on.md',
  );
  assert.ok(Buffer.byteLength(name('漢'.repeat(300))) <= 210);
  assert.ok(keyOfName(name('a%b#c^d[e]'))!.startsWith('a%b#c^d[e]'));
});
