import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../../src/core/digests/entry.ts';
import type { LibraryFile } from '../../../src/core/library/file-change.ts';
import type { LibraryPaper } from '../../../src/core/library/library-paper.ts';
import { Library, type LibraryChange } from '../../../src/core/library/library.ts';
import type { Steps } from '../../../src/core/text/steps.ts';
import { describe, entry } from '../../support/entries.ts';
import { random } from '../../support/random.ts';

const WORDS = ['lakes', 'peat', 'storms', 'rivers'];

/** Entries of which many meet: in title, in DOI, in key. */
function someEntry(next: (below: number) => number): Entry {
  const number = next(60);
  const kind = next(3);
  return entry({
    title: `Study ${number} of ${WORDS[next(4)]} and ${WORDS[next(2)]}`,
    key: kind === 0 ? `k${next(80)}` : null,
    doi: kind === 1 ? `10.1000/${number}` : null,
    date: String(2000 + next(4)),
    authors: [{ family: WORDS[next(2)]!, given: null }],
  });
}

function fileOf(path: string, entries: readonly Entry[]): LibraryFile {
  const placed = entries.map((one, i) => ({
    entry: one,
    place: { line: i + 1, character: 0, length: 1 },
  }));
  return { path, format: 'bibtex', entries: placed };
}

/** A library whose slices and other calls come in any order, as in a server that answers meanwhile. */
class Driven {
  readonly library = new Library();
  readonly ids = new Set<string>();
  readonly papers = new Set<LibraryPaper>();
  readonly #going: Steps<void>[] = [];
  #commit: Steps<LibraryChange> | null = null;

  start(steps: Steps<void>): void {
    this.#going.push(steps);
  }

  step(next: (below: number) => number): void {
    const at = next(this.#going.length + 1);
    const steps = this.#going[at];
    if (!steps) this.#commitStep();
    else if (steps.next().done) this.#going.splice(at, 1);
  }

  finish(): void {
    for (const steps of this.#going.splice(0)) while (!steps.next().done);
    while (this.#commit) this.#commitStep();
    this.#note(this.library.commit());
  }

  #commitStep(): void {
    const step = (this.#commit ??= this.library.commitSteps()).next();
    if (!step.done) return;
    this.#commit = null;
    this.#note(step.value);
  }

  #note({ removed, added, retired }: LibraryChange): void {
    for (const paper of retired) assert.ok(this.papers.delete(paper), `${paper.id} was there before it went`);
    for (const paper of added) this.papers.add(paper);
    for (const id of removed) assert.ok(this.ids.delete(id), `${id} was known before it went`);
    for (const { id } of added) {
      assert.ok(!this.ids.has(id), `${id} came once`);
      this.ids.add(id);
    }
  }
}

test('slices with other changes in between end as everything done at once', () => {
  const next = random(47);
  for (let round = 0; round < 8; round++) {
    const driven = new Driven();
    const { library } = driven;
    const files = new Map<string, readonly Entry[]>();
    for (let action = 0; action < 12; action++) {
      const path = `f${next(3)}`;
      const before = files.get(path) ?? [];
      const cut = next(before.length + 1);
      const entries = [
        ...before.slice(0, cut),
        ...Array.from({ length: next(180) }, () => someEntry(next)),
        ...before.slice(cut + next(120)),
      ];
      if (next(6) === 0) {
        library.removeFile(path);
        files.delete(path);
      } else {
        files.set(path, entries);
        if (next(4) === 0) library.setFile(fileOf(path, entries));
        else {
          const steps = library.setFileSteps(fileOf(path, entries));
          // The first step is taken at once: what is started later counts.
          if (!steps.next().done) driven.start(steps);
        }
      }
      for (let i = next(40); i > 0; i--) driven.step(next);
      for (const paper of library.papers) assert.ok(paper.id !== '' && paper.key !== '');
    }
    driven.finish();
    const fresh = new Library();
    for (const [path, entries] of [...files].sort(() => next(3) - 1)) fresh.setFile(fileOf(path, entries));
    fresh.commit();
    assert.equal(describe(library), describe(fresh), `round ${round}`);
    assert.deepEqual(driven.papers, new Set(library.papers));
    assert.deepEqual([...driven.ids].sort(), [...library.papers].map(({ id }) => id).sort());
  }
});
