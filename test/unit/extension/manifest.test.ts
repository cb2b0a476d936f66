import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as ids from '../../../src/extension/ids.ts';

interface Item {
  readonly command?: string;
  readonly view?: string;
  readonly when?: string;
  readonly group?: string;
}
interface Manifest {
  readonly icon: string;
  readonly files: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly viewsWelcome: readonly Item[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly image: Readonly<Record<string, string>> };
        readonly completionEvents?: readonly string[];
      }[];
    }[];
    readonly keybindings: readonly Item[];
    readonly menus: Readonly<Record<string, readonly Item[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly colors: readonly { readonly id: string }[];
    readonly grammars: readonly { readonly path: string }[];
  };
}

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const { contributes } = manifest;
const menuItems = Object.values(contributes.menus).flat();

function sameSet(actual: readonly string[], expected: readonly string[]): void {
  assert.deepEqual([...actual].sort(), [...expected].sort());
}

test('the manifest declares the commands, views and settings that the code knows, and no other', () => {
  sameSet(
    contributes.commands.map(({ command }) => command),
    Object.values(ids.COMMANDS),
  );
  sameSet(
    Object.values(contributes.views)
      .flat()
      .map(({ id }) => id),
    Object.values(ids.VIEWS),
  );
  sameSet(Object.keys(contributes.views), [ids.VIEW_CONTAINER]);
  sameSet(Object.keys(contributes.configuration.properties), ids.SETTINGS);
  sameSet(
    contributes.colors.map(({ id }) => id),
    Object.values(ids.HIGHLIGHT_COLORS),
  );
});

test('each view has an icon of its own, which goes into the package', () => {
  const icons = Object.values(contributes.views)
    .flat()
    .map(({ icon }) => icon);
  assert.equal(new Set(icons).size, icons.length);
  for (const icon of icons) assert.ok(manifest.files.includes(icon), icon);
});

test('each view says what it is for in a folder without papers, and in one with papers', () => {
  for (const view of Object.values(ids.VIEWS)) {
    const when = contributes.viewsWelcome.filter((one) => one.view === view).map((one) => one.when!);
    assert.ok(
      when.some((one) => one.includes('carrel.state == empty')),
      view,
    );
    if (view !== ids.VIEWS.library) assert.ok(when.includes('carrel.state == ready'), view);
  }
});

test('what the buttons of a row do stands in its menu too, where keys reach it', () => {
  const items = contributes.menus['view/item/context']!;
  const views = (when: string): readonly string[] =>
    Object.values(ids.VIEWS).filter((view) =>
      when.includes('view == ')
        ? when.includes(`view == ${view}`)
        : new RegExp(/view =~ \/((?:[^/\\]|\\.)*)\//.exec(when)![1]!).test(view),
    );
  const inMenu = items.filter(({ group }) => !group!.startsWith('inline'));
  for (const { command, when, group } of items.filter((item) => !inMenu.includes(item)))
    for (const view of views(when!))
      assert.ok(
        inMenu.some((item) => item.command === command && views(item.when!).includes(view)),
        `${command} ${group} ${view}`,
      );
});

test('menus and conditions name only what exists', () => {
  const commands: readonly string[] = Object.values(ids.COMMANDS);
  const views: readonly string[] = Object.values(ids.VIEWS);
  const states: readonly ids.LibraryState[] = ['indexing', 'empty', 'ready', 'down'];
  for (const item of [...menuItems, ...contributes.viewsWelcome, ...contributes.keybindings]) {
    if (item.command !== undefined) assert.ok(commands.includes(item.command), item.command);
    if (item.view !== undefined) assert.ok(views.includes(item.view), item.view);
    for (const [, view] of (item.when ?? '').matchAll(/view == ([\w.]+)/g))
      assert.ok(views.includes(view!), view);
    for (const [, key, state] of (item.when ?? '').matchAll(/(carrel\.\w+)(?: == (\w+))?/g)) {
      if (views.includes(key!) || key === ids.CARD_VIEW_TYPE) continue;
      assert.ok((Object.values(ids.CONTEXT_KEYS) as readonly string[]).includes(key!), key);
      assert.ok(state === undefined || (states as readonly string[]).includes(state), state);
    }
  }
});

test('the palette hides what only views call, and says when the rest makes sense', () => {
  const palette = new Map(contributes.menus['commandPalette']!.map(({ command, when }) => [command, when]));
  for (const command of ids.INTERNAL_COMMANDS) assert.equal(palette.get(command), 'false');
  for (const { command, category } of contributes.commands) {
    assert.ok(palette.has(command), command);
    assert.equal(category, 'Carrel');
  }
});

test('every string stands in package.nls.json, and none there is idle', () => {
  const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, name]) => name!);
  sameSet([...new Set(used)], Object.keys(JSON.parse(read('package.nls.json')) as object));
});

test('welcome views and the walkthrough link only to commands that exist', () => {
  const focus = Object.values(ids.VIEWS).map((view) => `${view}.focus`);
  const known: readonly string[] = [...Object.values(ids.COMMANDS), ...focus, 'vscode.openFolder'];
  for (const [, command] of read('package.nls.json').matchAll(/command:([\w.]+)/g))
    assert.ok(known.includes(command!), command);
});

test('steps of the walkthrough are done by what exists', () => {
  const known: readonly string[] = [
    ...Object.values(ids.COMMANDS).map((command) => `onCommand:${command}`),
    ...Object.values(ids.VIEWS).map((view) => `onView:${view}`),
    `onContext:${ids.CONTEXT_KEYS.state} == ready`,
  ];
  for (const { completionEvents = [] } of contributes.walkthroughs.flatMap(({ steps }) => steps))
    for (const event of completionEvents) assert.ok(known.includes(event), event);
});

test('files that the manifest names are there', () => {
  const named = [
    manifest.icon,
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
    ...contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ media }) => Object.values(media.image)),
    ),
    ...manifest.files.filter((path) => !path.startsWith('dist/') && !path.includes('*')),
  ];
  for (const path of named) assert.ok(existsSync(fileURLToPath(new URL(path, ROOT))), path);
});
