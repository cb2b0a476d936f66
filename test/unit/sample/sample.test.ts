import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import type { Citation } from '../../../src/core/notes/citation.ts';
import { arxivMonth } from '../../../src/core/text/identifiers.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

const ROOT = fileURLToPath(new URL('../../../sample/', import.meta.url));
const FILES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.[a-z]+$/.test(path));
const PAGES = FILES.filter((path) => path.startsWith('digests/'));
const NOTES = FILES.filter((path) => /\.(?:md|qmd)$/.test(path));

function read(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}

/** The year is another one than the pages', as it will be for whoever opens the sample. */
function workspaceOf(paths: readonly string[]): Workspace {
  const workspace = new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today: () => '2027-02-03',
  });
  for (const path of paths) workspace.setFile(path, read(path));
  workspace.commit();
  return workspace;
}

const pages = workspaceOf(PAGES);
const everything = workspaceOf(FILES);

function citationsOf(path: string): readonly Citation[] {
  const note = everything.notes.get(path);
  assert.ok(note, `${path} is a note`);
  return note.scan.citations;
}

test('the pages are read whole and without a complaint', () => {
  assert.deepEqual(
    pages.reports.map(({ path, format, recognisedBy, entries, problems }) => ({
      path,
      format,
      recognisedBy,
      entries,
      problems,
    })),
    [
      ['digests/2025-10-17-daily-papers.txt', 21],
      ['digests/2025-10-24-daily-papers.txt', 21],
      ['digests/2025-10-31-daily-papers.txt', 20],
    ].map(([path, entries]) => ({
      path,
      format: 'huggingface-page',
      recognisedBy: 'content',
      entries,
      problems: [],
    })),
  );
});

test('sixty papers, two of which stand in two pages', () => {
  assert.equal(pages.library.size, 60);
  const twice = [...pages.library.papers].filter((paper) => paper.entries.length === 2);
  assert.deepEqual(twice.map((paper) => paper.key).sort(), ['direct-preference2023', 'mamba2023']);
});

test('every paper has authors, a date and an abstract of three to six sentences', () => {
  for (const paper of pages.library.papers) {
    assert.ok((paper.authorCount ?? 0) > 0, paper.key);
    assert.match(paper.date ?? '', /^\d{4}-\d\d-\d\d$/, paper.key);
    const sentences = (paper.abstract ?? '').match(/[.?](?=\s\p{Lu}|$)/gu)?.length ?? 0;
    assert.ok(sentences >= 3 && sentences <= 6, `${paper.key} has ${sentences} sentences`);
  }
});

test('a year is inferred from the page where it is left out', () => {
  const [kimi] = pages.library.byKey('kimi-linear');
  assert.equal(kimi?.date, '2025-10-30');
  assert.equal(kimi.dateInferred, true);
});

test('an arXiv id is of the month in which the paper is dated', () => {
  const linked = [...pages.library.papers].filter((paper) => paper.arxiv !== null);
  assert.equal(linked.length, 21);
  for (const paper of linked) {
    const { year, month } = arxivMonth(paper.arxiv ?? '')!;
    assert.equal(`${year}-${String(month).padStart(2, '0')}`, paper.date?.slice(0, 7), paper.key);
  }
});

for (const path of NOTES) {
  test(`${path}: each citation names one paper`, () => {
    const citations = citationsOf(path);
    assert.ok(citations.length >= 5);
    for (const citation of citations) {
      const found = everything.papersOf(citation, null).map((paper) => paper.key);
      assert.equal(found.length, 1, `${citation.name} names ${found.join(', ') || 'nothing'}`);
    }
    assert.deepEqual(findingsOfNote(everything, path, everything.notes.get(path)!.scan), []);
  });
}

test('the notes cite in every spelling', () => {
  const spellings = new Map<string, number>();
  const count = (spelling: string): void => void spellings.set(spelling, (spellings.get(spelling) ?? 0) + 1);
  for (const path of NOTES) {
    const text = read(path);
    for (const citation of citationsOf(path)) {
      const written = text.slice(citation.span.start, citation.span.end);
      if (citation.form === 'wikilink') count(citation.marked ? 'marked link' : 'title link');
      else if (citation.form === 'identifier') count(written.startsWith('http') ? 'address' : 'identifier');
      else {
        count(citation.inText ? 'in text' : 'in brackets');
        if (citation.suppressAuthor) count('without author');
        if (citation.prefix !== '') count('with prefix');
        if (citation.suffix !== '') count('with locator');
        if (written.includes('{')) count('in braces');
      }
    }
  }
  for (const spelling of [
    'marked link',
    'title link',
    'address',
    'identifier',
    'in text',
    'in brackets',
    'without author',
    'with prefix',
    'with locator',
    'in braces',
  ]) {
    assert.ok((spellings.get(spelling) ?? 0) > 0, spelling);
  }
});

test("the proposal's own bibliography has every key that it cites", () => {
  const keys = new Set([...read('references.bib').matchAll(/^@\w+\{([^,\s]+),$/gm)].map((match) => match[1]));
  assert.equal(keys.size, 9);
  const cited = citationsOf('notes/proposal.qmd').map((citation) => citation.name);
  assert.deepEqual(
    cited.filter((key) => !keys.has(key)),
    [],
  );
});

test('the bibliography is well-formed: each entry closes before the next', () => {
  for (const entry of read('references.bib').split(/^@/m).slice(1)) {
    const body = entry.replace(/^%.*$/gm, '');
    assert.equal(body.split('{').length, body.split('}').length, entry.slice(0, 40));
    assert.match(body, /^\}\s*$/m);
  }
});
