import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TagIndex } from '../../../src/core/features/tag-index.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const KEYS = ['a1', 'b2', 'c3'] as const;
const TAGS = ['x', 'y', 'z'];

test('whatever changes, the tags are those of a fresh reading, and a change is told', () => {
  const change = fc.oneof(
    fc.record({
      file: fc.constantFrom('notes/@a1.md', 'notes/@b2.md', 'other.md'),
      key: fc.constantFrom(...KEYS, null),
      tags: fc.subarray(TAGS),
    }),
    fc.record({ keys: fc.subarray([...KEYS]) }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const workspace = emptyWorkspace();
      const index = new TagIndex(workspace);
      const said = (one: TagIndex): [string, string[]][] =>
        [...one.all()].map(([tag, ids]): [string, string[]] => [tag, [...ids].sort()]).sort();
      let before = said(index);
      for (const one of changes) {
        if ('keys' in one)
          workspace.setFile('a.bib', one.keys.map((key) => `@misc{${key}, title={Paper ${key}}}`).join('\n'));
        else if (one.key === null) workspace.removeFile(one.file);
        else workspace.setFile(one.file, `---\ncitekey: ${one.key}\ntags: [${one.tags.join(', ')}]\n---\n`);
        index.apply(workspace.commit());
        const isOther = index.refresh(workspace.annotations.takeChanged());
        const now = said(index);
        assert.deepEqual(now, said(new TagIndex(workspace)));
        if (!('keys' in one)) assert.equal(isOther, JSON.stringify(now) !== JSON.stringify(before));
        before = now;
      }
    }),
  );
});
