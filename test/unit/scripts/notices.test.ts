import assert from 'node:assert/strict';
import { test } from 'node:test';
// @ts-expect-error: the build's own scripts are plain JavaScript.
import { noticesOf as untyped } from '../../../scripts/notices.mjs';

const noticesOf = untyped as (metafiles: readonly { readonly inputs: object }[]) => string;
const built = (...paths: string[]) => ({ inputs: Object.fromEntries(paths.map((path) => [path, {}])) });

test('each package that is bundled is named once with the text of its licence, and nothing else is', () => {
  const notices = noticesOf([
    built('src/core/a.ts', 'node_modules/yaml/dist/index.js', 'node_modules/yaml/dist/cst.js'),
    built('node_modules/markdown-it/index.mjs', 'node_modules/yaml/dist/index.js'),
    built('node_modules/@lit/reactive-element/reactive-element.js'),
  ]);
  assert.deepEqual(
    [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+ \(([\w-]+)\)$/gm)].map(([, name, licence]) => [name, licence]),
    [
      ['@lit/reactive-element', 'BSD-3-Clause'],
      ['markdown-it', 'MIT'],
      ['yaml', 'ISC'],
    ],
  );
  assert.match(notices, /Permission to use, copy, modify/);
});
