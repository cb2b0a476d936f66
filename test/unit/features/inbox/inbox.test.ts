import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Inbox } from '../../../../src/core/features/inbox/inbox.ts';
import { inboxRow } from '../../../../src/core/features/inbox/rows.ts';
import { INBOX_GROUPS } from '../../../../src/core/features/inbox/standing.ts';
import { finish } from '../../../../src/core/text/steps.ts';
import { listingMail, type ListedPaper } from '../../../support/listing-mail.ts';
import { page } from '../../../support/pages.ts';
import { emptyWorkspace } from '../../../support/workspaces.ts';

class Files {
  readonly workspace = emptyWorkspace();
  readonly inbox = new Inbox(this.workspace);

  static with(files: Readonly<Record<string, string>>): Files {
    const opened = new Files();
    for (const [path, text] of Object.entries(files)) opened.workspace.setFile(path, text);
    opened.settle();
    return opened;
  }

  set(path: string, text: string | null): this {
    if (text === null) this.workspace.removeFile(path);
    else this.workspace.setFile(path, text);
    return this.settle();
  }

  settle(): this {
    this.inbox.apply(this.workspace.commit());
    this.inbox.touch(this.workspace.takeTouched());
    finish(this.inbox.settle());
    return this;
  }

  /** Titles by group, in order. */
  get shown(): Record<string, readonly string[]> {
    return Object.fromEntries(
      INBOX_GROUPS.map((group) => [group, this.inbox.items(group).map(({ paper }) => paper.title)]),
    );
  }

  detailOf(title: string): string {
    const all = INBOX_GROUPS.flatMap((group) => [...this.inbox.items(group)]);
    const item = all.find(({ paper }) => paper.title === title);
    return inboxRow(this.workspace, item!).detail;
  }
}

const LAKES: ListedPaper = { id: '2511.00001', title: 'Turbid Lakes and Their Birds' };
const SOILS: ListedPaper = { id: '2511.00002', title: 'Frozen Soils Remember Fire' };

test('what pages and mails bring is new, newest digest first; what a bibliography holds is not', () => {
  const { shown } = Files.with({
    'digests/2025-10-31.txt': page([
      { title: 'Swallows in Winter Cities' },
      { title: 'Peat Under the Snow' },
    ]),
    'digests/2025-11-03.txt': listingMail([LAKES, SOILS]),
    'refs.bib':
      '@misc{soils, title = {Frozen Soils Remember Fire}, eprint = {2511.00002}, archiveprefix = {arXiv}}\n@misc{x, title = {Of Streets at Night}}',
  });
  assert.deepEqual(shown['new'], [LAKES.title, 'Swallows in Winter Cities', 'Peat Under the Snow']);
  assert.deepEqual([shown['version'], shown['other']], [[], []]);
});

test('what is cited, annotated, listed or decided on is not new, until that is taken back', () => {
  const files = Files.with({ 'digests/2025-11-03.txt': listingMail([LAKES]) });
  const isNew = (): boolean => files.shown['new']!.length > 0;
  const says: [string, string][] = [
    ['note.md', 'As arXiv:2511.00001 says.'],
    ['@lakes.md', '---\ncitekey: lakes\narxiv: "2511.00001"\n---\n'],
    ['reading-list.md', '- [ ] https://arxiv.org/abs/2511.00001\n'],
    ['.carrel/decisions/2025-11.m.tsv', 'arxiv:2511.00001\tseen\t2025-11-04T08:00:00Z\n'],
  ];
  for (const [path, text] of says) {
    assert.ok(isNew(), `new before ${path}`);
    files.set(path, text);
    assert.ok(!isNew(), `not new with ${path}`);
    files.set(path, null);
  }
  assert.ok(isNew());
});

test('a decision that is taken back counts no more', () => {
  const decided =
    'arxiv:2511.00001\tseen\t2025-11-04T08:00:00Z\narxiv:2511.00001\tnone\t2025-11-04T08:00:01Z\n';
  const files = Files.with({
    'digests/2025-11-03.txt': listingMail([LAKES]),
    '.carrel/decisions/2025-11.m.tsv': decided,
  });
  assert.deepEqual(files.shown['new'], [LAKES.title]);
});

test('a new version of a paper that is cited tells what changed, until it was decided on', () => {
  const newer = {
    ...LAKES,
    title: 'Clear Lakes and Their Birds',
    abstract: 'We study it again.',
    as: 'replaced' as const,
  };
  const files = Files.with({
    'digests/2025-11-03.txt': listingMail([LAKES]),
    'digests/2025-11-20.txt': listingMail([newer]),
    'note.md': 'See arXiv:2511.00001.',
  });
  assert.deepEqual(files.shown['new'], []);
  assert.equal(files.shown['version']!.length, 1);
  const detail = files.detailOf(files.shown['version']![0]!);
  assert.match(detail, /title was “Turbid Lakes and Their Birds”/);
  assert.match(detail, /abstract: 1 of 4 words new/);
  assert.match(detail, /cited in 1 note$/);
  const decision = (upTo: string): string => `arxiv:2511.00001\tseen\t2025-11-25T08:00:00Z\t${upTo}\n`;
  files.set('.carrel/decisions/2025-11.m.tsv', decision('2025-11-20'));
  assert.deepEqual(files.shown['version'], []);
  files.set('digests/2025-11-24.txt', listingMail([newer]));
  assert.equal(
    files.shown['version'].length,
    1,
    'the next version is due again, though decided on later than it came',
  );
});

test('cross-lists and new versions of what one does not have stand apart', () => {
  const files = Files.with({
    'digests/2025-11-03.txt': listingMail([
      { ...LAKES, as: 'cross' },
      { ...SOILS, as: 'replaced' },
      { id: '2511.00003', title: 'Sparse Streets' },
    ]),
  });
  assert.deepEqual(files.shown['new'], ['Sparse Streets']);
  assert.deepEqual(files.shown['other'], [LAKES.title, SOILS.title]);
  assert.match(files.detailOf(LAKES.title), /^cross-list · /);
  assert.match(files.detailOf(SOILS.title), /^new version · /);
});

test('a paper that is announced otherwise moves to another group', () => {
  const files = Files.with({ 'digests/2025-11-03.txt': listingMail([{ ...LAKES, as: 'cross' }]) });
  files.set('digests/2025-11-03.txt', listingMail([LAKES]));
  assert.deepEqual([files.shown['new'], files.shown['other']], [[LAKES.title], []]);
});

test('the inbox after any changes is that of reading everything at once', () => {
  const paper = fc.record({
    id: fc.integer({ min: 1, max: 6 }).map((n) => `2511.0000${n}`),
    as: fc.constantFrom('new' as const, 'cross' as const, 'replaced' as const),
  });
  const mail = fc
    .uniqueArray(paper, { selector: ({ id }) => id, maxLength: 5 })
    .map((papers) => listingMail(papers.map((one) => ({ ...one, title: `Paper About Number ${one.id}` }))));
  const decisions = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('seen', 'queued', 'dismissed', 'none')), {
      maxLength: 5,
    })
    .map((all) =>
      all.map(([n, word], i) => `arxiv:2511.0000${n}\t${word}\t2025-11-0${i + 1}T08:00:00Z\n`).join(''),
    );
  const note = fc
    .array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 })
    .map((all) => all.map((n) => `arXiv:2511.0000${n}`).join(' and '));
  const change = fc.oneof(
    fc.tuple(
      fc.constantFrom('digests/2025-11-01.txt', 'digests/some.txt', 'digests/2025-11-05.txt'),
      fc.option(mail),
    ),
    fc.tuple(
      fc.constantFrom('.carrel/decisions/2025-11.a.tsv', '.carrel/decisions/2025-11.b.tsv'),
      fc.option(decisions),
    ),
    fc.tuple(fc.constantFrom('a.md', 'b.md'), fc.option(note)),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const stepwise = Files.with({});
      const files = new Map<string, string>();
      for (const [path, text] of changes) {
        stepwise.set(path, text);
        if (text === null) files.delete(path);
        else files.set(path, text);
      }
      assert.deepEqual(stepwise.shown, Files.with(Object.fromEntries(files)).shown);
    }),
    { numRuns: 100 },
  );
});
