import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardNotes, type CardNotes } from '../../../src/core/features/card-notes.ts';
import { shownAbstract } from '../../../src/core/features/paper-text.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const FRONT = '---\ncitekey: rivers\n---\n\n';

function notesOf(
  abstract: string,
  sidecar: string,
  isLocked = false,
): { notes: CardNotes; shown: readonly string[] } {
  const workspace = emptyWorkspace();
  workspace.setFile('a.bib', `@article{rivers, title={Rivers Run Below Us}, abstract={${abstract}}}`);
  workspace.setFile('annotations/@rivers.md', FRONT + sidecar);
  workspace.commit();
  const [paper] = workspace.library.papers;
  const notes = cardNotes(paper!, workspace.annotations.of(paper!), () => isLocked);
  return { notes, shown: shownAbstract(paper!) };
}

const highlight = (quote: string, id = 'abc123', words = 'green 2026-11-03 anna abstract'): string =>
  `<!-- carrel: highlight ${words} -->\n> ${quote}\n\n^${id}\n\nWhy?\n`;

test('a highlight covers its words in the text that is shown', () => {
  const { notes, shown } = notesOf('Water flows slowly. It carves stone.', highlight('carves stone'));
  const [mark] = notes.marks;
  assert.equal(shown[0]!.slice(mark!.start, mark!.end), 'carves stone');
  assert.deepEqual(
    notes.annotations.map(({ id, color, comment, state, link, fixed }) => [
      id,
      color,
      comment,
      state,
      link,
      fixed,
    ]),
    [['abc123', 'green', 'Why?', 'anchored', '[[@rivers#^abc123]]', false]],
  );
});

test('a text that is shown otherwise than it is written has its highlights too, each paragraph its part', () => {
  const { notes, shown } = notesOf(
    'Water   flows\n  slowly.\n\nIt carves {\\"o}ld stone.',
    highlight('slowly. It carves'),
  );
  assert.equal(shown.length, 2);
  assert.deepEqual(
    notes.marks.map(({ paragraph, start, end }) => shown[paragraph]!.slice(start, end)),
    ['slowly.', 'It carves'],
  );
});

test('an orphan has no place, and tells the nearest words where there are some', () => {
  const { notes } = notesOf(
    'The river carves its bed of hard stone over many thousand years.',
    highlight('The river carved its bed of soft stone over a few hundred years.'),
  );
  const [one] = notes.annotations;
  assert.equal(one?.state, 'orphan');
  assert.match(one.guess ?? '', /carves its bed/);
  assert.deepEqual(notes.marks, []);
});

test('a remark, and what may not be written, say so', () => {
  const { notes } = notesOf('Water.', '<!-- carrel: remark 2026-11-03 -->\nRead again.\n\n^r1\n', true);
  const [one] = notes.annotations;
  assert.deepEqual([one?.kind, one?.color, one?.comment, one?.fixed], ['remark', null, 'Read again.', true]);
});
