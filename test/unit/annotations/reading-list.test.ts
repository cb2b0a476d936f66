import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseReadingList } from '../../../src/core/annotations/reading-list.ts';
import {
  addTask,
  moveTask,
  printTask,
  removeTask,
  setTaskStatus,
  type ListEdit,
} from '../../../src/core/annotations/reading-list-edits.ts';

const LIST = `# To read

Some words of mine.

- [/] [@titans2024] ➕ 2026-11-03 🛫 2026-11-04
  Titans: Learning to Memorize at Test Time
- [ ] buy milk
- [ ] [[@hyperattention2023]] ➕ 2026-11-03

## Later

1. [x] https://arxiv.org/abs/1506.03134 ✅ 2026-10-01 ^done
`;

function done(edit: ListEdit): string {
  assert.ok('after' in edit, 'refused' in edit ? edit.refused : '');
  return edit.after;
}

const is = (wanted: string) => (reference: string) => reference === wanted;

describe('a reading list', () => {
  test('tasks of papers, with status and dates', () => {
    assert.deepEqual(
      parseReadingList(LIST).tasks.map(({ reference, status, added, started, done: finished }) => [
        reference,
        status,
        added,
        started,
        finished,
      ]),
      [
        ['titans2024', 'reading', '2026-11-03', '2026-11-04', null],
        ['hyperattention2023', 'queued', '2026-11-03', null, null],
        ['https://arxiv.org/abs/1506.03134', 'read', null, null, '2026-10-01'],
      ],
    );
  });

  test('a status changes the mark and its date, and goes back', () => {
    const read = done(setTaskStatus(LIST, is('titans2024'), 'read', '2026-11-09'));
    assert.equal(read, LIST.replace('[/]', '[x]').replace('🛫 2026-11-04', '🛫 2026-11-04 ✅ 2026-11-09'));
    assert.equal(done(setTaskStatus(read, is('titans2024'), 'reading', '2026-11-10')), LIST);
    const queued = done(setTaskStatus(LIST, is('titans2024'), 'queued', '2026-11-10'));
    assert.equal(queued, LIST.replace('[/]', '[ ]').replace(' 🛫 2026-11-04', ''));
    const again = done(setTaskStatus(LIST, is('https://arxiv.org/abs/1506.03134'), 'reading', '2026-11-10'));
    assert.equal(again, LIST.replace('[x]', '[/]').replace('✅ 2026-10-01', '🛫 2026-11-10'));
  });

  test('tasks are added, removed and moved with their lines', () => {
    const task = printTask({ citation: '@new2026', title: 'A new\none' }, 'queued', '2026-11-24', '\n');
    assert.equal(task, '- [ ] [@new2026] ➕ 2026-11-24\n  A new one\n');
    assert.equal(done(addTask(LIST, task)), LIST + task);
    assert.equal(done(addTask('', task)), task);
    assert.equal(done(addTask('# Mine', task)), `# Mine\n\n${task}`);
    const without = done(removeTask(LIST, is('titans2024')));
    assert.equal(without, LIST.replace(/- \[\/\].*\n.*\n/, ''));
    const moved = done(moveTask(LIST, is('hyperattention2023'), is('titans2024')));
    assert.deepEqual(
      parseReadingList(moved).tasks.map(({ reference }) => reference),
      ['hyperattention2023', 'titans2024', 'https://arxiv.org/abs/1506.03134'],
    );
    assert.equal(
      done(moveTask(moved, is('hyperattention2023'), is('https://arxiv.org/abs/1506.03134'))).length,
      LIST.length,
    );
  });

  test('what is in conflict, in code or no paper is left alone', () => {
    assert.ok('refused' in removeTask(`<<<<<<< HEAD\n${LIST}`, is('titans2024')));
    assert.equal(parseReadingList('```\n- [ ] [@a]\n```\n- [ ] mail a@b.org\n').tasks.length, 0);
  });

  test('no edit of any text touches other lines', () => {
    const line = fc.constantFrom(
      '- [ ] [@a1]',
      '- [x] @b2 ✅ 2026-01-01',
      '  - [/] [[@c3]] 🛫 2026-01-02',
      '  text',
      '',
      '# h',
      '```',
      '* [ ] [@d4] ➕ 2026-01-01  ^id',
      '- [>] [@e5]',
    );
    const eol = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        eol,
        fc.constantFrom('queued', 'reading', 'read'),
        fc.nat(4),
        (lines, end, status, which) => {
          const text = lines.join(end);
          const { tasks } = parseReadingList(text);
          const task = tasks[which % Math.max(1, tasks.length)];
          if (!task) return;
          const edit = setTaskStatus(text, is(task.reference), status, '2026-11-24');
          const after = done(edit);
          const [before, now] = [text.split(end), after.split(end)];
          assert.equal(now.length, before.length);
          assert.equal(before.filter((one, i) => one !== now[i]).length <= 1, true);
          assert.equal(
            parseReadingList(after).tasks.find(({ reference }) => reference === task.reference)?.status,
            status,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a task behind a byte order mark is a task', () => {
    const text = '\ufeff- [ ] [@a1]\n';
    assert.equal(
      done(setTaskStatus(text, is('a1'), 'reading', '2026-11-24')),
      '\ufeff- [/] [@a1] 🛫 2026-11-24\n',
    );
  });
});
