import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { readClientSettings, readProjectFile } from '../../../src/core/workspace/project-file.ts';
import { projectSchema } from '../../../src/core/workspace/project-schema.ts';
import { effectiveSettings } from '../../../src/core/workspace/project-settings.ts';
import { SETTINGS_TABLE } from '../../../src/core/workspace/settings-table.ts';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: object } };
}

const ROOT = new URL('../../../', import.meta.url);

const WHOLE = `# What counts here.
digests:
  include: [inbox/**/*.txt, "more/[a-c].md"]
  exclude:
    - old/**
notes:
  exclude: [README.md]
respectGitignore: false
readOnlyBibliographies: [zotero.bib]
pandocDefaults: [defaults.yaml]
annotations:
  folder: marks/
  pattern: "@{citekey}.marks.md"
readingLists: [later.md]
diagnostics:
  unknown-citation: warning
  not-in-bibliography: off
`;

test('a project file gives its settings, and the rest keeps its defaults', () => {
  const { given, problems } = readProjectFile(WHOLE);
  assert.deepEqual(problems, []);
  assert.deepEqual(given, {
    'digests.include': ['inbox/**/*.txt', 'more/[a-c].md'],
    'digests.exclude': ['old/**'],
    'notes.exclude': ['README.md'],
    respectGitignore: false,
    readOnlyBibliographies: ['zotero.bib'],
    pandocDefaults: ['defaults.yaml'],
    'annotations.folder': 'marks',
    'annotations.pattern': '@{citekey}.marks.md',
    readingLists: ['later.md'],
    diagnostics: new Map([
      ['unknown-citation', 'warning'],
      ['not-in-bibliography', 'off'],
    ]),
  });
  assert.equal(effectiveSettings({}).respectGitignore, true);
  for (const empty of ['', '\n', '# nothing\n', 'digests:\n', 'diagnostics:\nreadingLists: ~\n'])
    assert.deepEqual(readProjectFile(empty), { given: {}, problems: [] }, JSON.stringify(empty));
});

test("an editor's explicit settings win, severities one by one", () => {
  const settings = effectiveSettings(
    {
      respectGitignore: false,
      'digests.include': ['a'],
      diagnostics: new Map([
        ['unknown-citation', 'off'],
        ['unknown-in-text', 'hint'],
      ]),
    },
    readClientSettings({
      digests: { include: ['b'] },
      diagnostics: { 'unknown-in-text': 'error', 'no-such-code': 'hint' },
      unknown: 1,
      completion: {},
    }).given,
  );
  assert.equal(settings.respectGitignore, false);
  assert.deepEqual(settings['digests.include'], ['b']);
  assert.deepEqual(
    [...settings.diagnostics],
    [
      ['unknown-citation', 'off'],
      ['unknown-in-text', 'error'],
    ],
  );
});

test('the folder for annotations may be this one, or what the rule says', () => {
  const folderOf = (text: string): unknown => readProjectFile(text).given['annotations.folder'];
  assert.equal(folderOf('annotations: {folder: .}'), '');
  assert.equal(folderOf('annotations: {folder: ./notes/marks//}'), 'notes/marks');
  assert.equal(folderOf("annotations: {folder: ''}"), null);
});

test('what is wrong costs itself, and its place is told', () => {
  const text = `digest: {include: [a]}
digests:
  inclued: [a]
  include: [ok.txt, "[open", 7]
  exclude: all
respectGitignore: "yes"
annotations: {folder: ../up, pattern: same.md}
diagnostics: {unknown-citation: loud, unknown-in-text: hint, unkown-citation: off, citation-missing: off, peat: off}
`;
  const { given, problems } = readProjectFile(text);
  assert.deepEqual(
    problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
    [
      ['settings-unknown', 'digest'],
      ['settings-unknown', 'inclued'],
      ['settings-glob', '"[open"'],
      ['settings-type', '7'],
      ['settings-type', 'all'],
      ['settings-type', '"yes"'],
      ['settings-type', '../up'],
      ['settings-type', 'same.md'],
      ['settings-type', 'loud'],
      ['settings-unknown', 'unkown-citation'],
      ['settings-unknown', 'citation-missing'],
      ['settings-unknown', 'peat'],
    ],
  );
  assert.match(problems[0]!.message, /did you mean “digests”\?/);
  assert.match(problems[1]!.message, /did you mean “digests\.include”\?/);
  assert.match(problems[2]!.message, /a “\[” is not closed/);
  assert.match(
    problems[9]!.message,
    /no problem with the code “unkown-citation”; did you mean “unknown-citation”\?/,
  );
  assert.match(problems[10]!.message, /did you mean “/);
  assert.match(problems[11]!.message, /no problem with the code “peat”\. It/);
  assert.deepEqual(given, {
    'digests.include': ['ok.txt'],
    diagnostics: new Map([['unknown-in-text', 'hint']]),
  });
});

test('a file that is no YAML gives nothing and says where', () => {
  const text = 'digests:\n  include: [a\nrespectGitignore: false\n';
  const { given, problems } = readProjectFile(text);
  assert.deepEqual(given, {});
  assert.equal(problems.length, 1);
  assert.equal(problems[0]!.code, 'settings-not-yaml');
  assert.ok(problems[0]!.span.start > 0);
  for (const wrong of ['- a\n', 'words', '7'])
    assert.deepEqual(
      readProjectFile(wrong).problems.map(({ code }) => code),
      ['settings-type'],
      wrong,
    );
});

test('no text makes it throw or take long', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*a,*a,*a]`).join('\n')}\ndigests: {include: *b19}\n`;
  readProjectFile(bomb);
  readProjectFile('digests: &d {include: [a], more: *d}\n');
  const piece = fc.constantFrom(
    'digests',
    'include',
    ':',
    ' ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    '*a',
    '&a',
    '"',
    '- ',
    '#',
    '~',
    '!',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const { span } of readProjectFile(text).problems)
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length + 1, text);
    }),
    { numRuns: 300 },
  );
});

test('the JSON schema, the manifest and the documentation know every setting', () => {
  const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
  assert.deepEqual(
    JSON.parse(read('schemas/carrel-yaml.schema.json')),
    JSON.parse(JSON.stringify(projectSchema())),
    'run node scripts/schema.ts',
  );
  const page = read('docs/project-file.md');
  for (const name of Object.keys(SETTINGS_TABLE)) assert.ok(page.includes(`\`${name}\``), name);
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const { properties } = manifest.contributes.configuration;
  const inEditor = (name: string): string => (name === 'diagnostics' ? 'diagnostics.severity' : name);
  for (const name of Object.keys(SETTINGS_TABLE)) assert.ok(`carrel.${inEditor(name)}` in properties, name);
  const example = /```yaml\n([^]*?)```/.exec(page)![1]!;
  assert.deepEqual(readProjectFile(example).problems, []);
});
