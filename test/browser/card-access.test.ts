import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { CARD_KEYS, WORD_KEYS } from '../../src/webview/card/key-table.ts';
import { axeViolations } from '../support/axe.ts';
import { poll } from '../support/poll.ts';
import { THEMES, VsCodePage } from '../support/vscode-page.ts';

const SHOTS = process.env['CARREL_SHOTS'];

const ABSTRACT =
  'The river carves its bed of hard stone over many thousand years. We measure how fast the water flows through twelve valleys of the north, and what it carries away to the sea. Floods carry more than all other days.';

const PLAIN = '@article{plain2019, title = {A Paper of Which Only the Title is Known}, year = 2019 }\n';
/** A formula of one line that no card is wide enough for. */
const WIDE = `$${Array.from({ length: 60 }, (_, i) => `h_{${i}}`).join(' + ')}$`;
const BIB = `@article{rivers2020,
  title = {Rivers Carve Their Beds}, author = {Anna Bach and Carl Dorn}, year = 2020, eprint = {2001.00001}, archiveprefix = {arXiv},
  abstract = {${ABSTRACT}}
}
@article{floods2021,
  title = {What Floods Carry Through Valleys of the North}, author = {Anna Bach}, year = 2021,
  abstract = {Floods of the north carry stone through valleys. We measure the water of twelve rivers, which grows as $x^2 + \\frac{a}{b}$ with their depth $d$, and as ${WIDE}.}
}
${PLAIN}`;

/** Highlights of every colour and state, and a remark. */
const SIDECAR = `---
citekey: rivers2020
tags: [water, course-w3]
rating: 4
---

<!-- carrel: highlight yellow 2026-11-03 anna abstract:0 -->
> The river carves its bed

^aaaaaa

Which stone? See [@floods2021].

<!-- carrel: highlight green 2026-11-03 anna abstract:66 -->
> how fast the water flows

^bbbbbb

<!-- carrel: highlight blue 2026-11-03 anna abstract:90 -->
> twelve valleys of the north, and what it carried away

^cccccc

<!-- carrel: highlight red 2026-11-03 anna abstract:170 -->
> Floods carry more stone and sand than all of the other days of a year do

^dddddd

<!-- carrel: highlight yellow 2026-11-03 anna abstract:0 -->
> Nothing of this is in the text any more

^eeeeee

<!-- carrel: remark 2026-11-04 anna -->

A remark on the whole paper.

^ffffff
`;

const ROWS: readonly { readonly press: string }[] = [
  ...Object.values(CARD_KEYS),
  ...Object.values(WORD_KEYS),
];

const NAME_OF_FOCUS = `(() => {
  const { activeElement } = document;
  return activeElement && activeElement !== document.body && activeElement.id !== 'card'
    ? activeElement.getAttribute('aria-label') ?? activeElement.label ?? activeElement.textContent
    : '';
})()`;

/** Controls of the card in the order in which they are read. */
const IN_ORDER = [
  'Title.',
  'Anna Bach',
  'arXiv',
  'Copy citation',
  'Insert into note',
  'Reading status',
  '4 stars',
  'Remove tag water',
  'Add tag',
  'Abstract.',
  'The river carves its bed',
  'Copy link',
  'Open in annotations',
  'Choose a place',
  'Use these words',
  'Add remark',
  'All papers',
  'Citation style',
  'BibTeX',
  'What Floods Carry',
  'note.md',
  'rivers.bib',
];

describe('the card for everyone', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ width: 1100, height: 900 });
    await mkdir(join(code.folder, 'annotations'));
    await writeFile(join(code.folder, 'annotations', '@rivers2020.md'), SIDECAR);
    const other = '---\ncitekey: floods2021\ntags: [carving, currents]\n---\n';
    await writeFile(join(code.folder, 'annotations', '@floods2021.md'), other);
    await writeFile(join(code.folder, 'note.md'), '# Stones\n\nSee [@rivers2020] on beds.\n');
    await writeFile(join(code.folder, 'rivers.bib'), BIB);
    await code.showLibrary();
    await code.openFile('rivers.bib');
    await code.status.filter({ hasText: '3' }).waitFor({ timeout: 30_000 });
    await code.runCommand('Carrel: Open Card');
    const card = await code.card();
    await code.row('All papers').click();
    await card.locator('.annotation.orphan').first().waitFor({ timeout: 30_000 });
    await card.locator('.related .link').first().waitFor({ timeout: 30_000 });
  });
  after(() => code.close());

  const shot = async (name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    await mkdir(SHOTS, { recursive: true });
    await code.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const inTheme = async (theme: keyof typeof THEMES): Promise<void> => {
    const settings = { 'workbench.colorTheme': THEMES[theme] };
    await mkdir(join(code.folder, '.vscode'), { recursive: true });
    await writeFile(join(code.folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    const card = await code.card();
    const kind = theme.startsWith('hc') ? 'vscode-high-contrast' : `vscode-${theme}`;
    const isThere = async (): Promise<boolean> => {
      const classes = String(await card.evaluate('document.body.className')).split(' ');
      return (
        classes.includes(kind) && classes.includes('vscode-high-contrast-light') === (theme === 'hc-light')
      );
    };
    await poll(theme, isThere);
  };
  const escape = () => code.page.keyboard.press('Escape');

  /** What is looked at, and how it comes about and goes. */
  const states: Readonly<Record<string, (card: Frame) => Promise<() => Promise<unknown>>>> = {
    'at rest': () => Promise.resolve(() => Promise.resolve()),
    'with words selected': async (card) => {
      await card.locator('.prose-host.abstract').focus();
      await code.page.keyboard.press('Control+End');
      await code.page.keyboard.press('Control+Shift+ArrowLeft');
      await card.locator('.selection-bar').waitFor();
      return escape;
    },
    'with a comment being written': async (card) => {
      await card.locator('.annotation .words').first().click();
      await card.locator('.note-editor').waitFor();
      return escape;
    },
    'with a remark being written': async (card) => {
      await card.locator('vscode-button', { hasText: 'Add remark' }).click();
      await card.locator('.note-editor').waitFor();
      return escape;
    },
    'while an orphan waits for a place': async (card) => {
      await card.locator('vscode-button', { hasText: 'Choose a place' }).first().click();
      await card.locator('.repair[role="status"]').waitFor();
      return () => card.locator('.repair vscode-button', { hasText: 'Cancel' }).click();
    },
    'with tags offered': async (card) => {
      await card.locator('.tag-field').click();
      await code.page.keyboard.type('c');
      await card.locator('.offered li').first().waitFor();
      await code.page.keyboard.press('ArrowDown');
      await card.locator('.completing [role="status"]', { hasText: 'carving, 1 of' }).waitFor();
      return escape;
    },
    'with statuses to choose from': async (card) => {
      await card.locator('.status-select').click();
      return () => card.locator('.status-select').click();
    },
    'with its keys shown': async (card) => {
      await card.locator('h2').first().click();
      await code.page.keyboard.press('?');
      await card.locator('dialog').waitFor();
      return escape;
    },
  };

  const title = (card: Frame, text: string) => card.locator('h1', { hasText: text }).waitFor();
  const isShown = async (name: string): Promise<boolean> =>
    (await code.card())
      .locator('h1', { hasText: name })
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
  const open = async (name: string): Promise<void> => {
    // While the view is drawn anew, VS Code loses clicks.
    await poll(name, async () => {
      await code.row(name).click();
      return isShown(name);
    });
  };

  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[])
    test(`axe-core finds nothing wrong: ${theme}`, async () => {
      await inTheme(theme);
      const card = await code.card();
      const wrong: string[] = [];
      for (const [name, enter] of Object.entries(states)) {
        const leave = await enter(card);
        await shot(`axe-${theme}-${name.replaceAll(' ', '-')}`);
        wrong.push(...(await axeViolations(card)).map((line) => `${name}: ${line}`));
        await leave();
      }
      await open('What Floods');
      await card.locator('.formula.wide').waitFor();
      await shot(`axe-${theme}-formula`);
      wrong.push(...(await axeViolations(card)));
      await open('A Paper of Which');
      wrong.push(...(await axeViolations(card)));
      await writeFile(join(code.folder, 'rivers.bib'), BIB.replace(PLAIN, ''));
      await title(card, 'Not in the library');
      await shot(`axe-${theme}-missing`);
      wrong.push(...(await axeViolations(card)));
      await writeFile(join(code.folder, 'rivers.bib'), BIB);
      await title(card, 'A Paper of Which');
      await open('Rivers Carve');
      assert.deepEqual(wrong, []);
    });

  test('? shows the keys; the focus stays among them and then goes back', async () => {
    const card = await code.card();
    await card.locator('vscode-button', { hasText: 'Insert into note' }).focus();
    await code.page.keyboard.press('?');
    const dialog = card.locator('dialog');
    await dialog.waitFor();
    assert.equal(await dialog.locator('tr').count(), ROWS.length);
    assert.equal(await dialog.locator('kbd', { hasText: /^J$/ }).count(), 1);
    for (let i = 0; i < 4; i++) {
      await code.page.keyboard.press('Tab');
      assert.ok(await card.evaluate('document.querySelector("dialog").contains(document.activeElement)'));
    }
    await code.page.keyboard.press('Escape');
    assert.ok(!(await dialog.isVisible()));
    assert.match(String(await card.evaluate('document.activeElement.textContent')), /Insert into note/);
  });

  test('keys act on the paper, but not where text is typed, composed, or VS Code waits for a second key', async () => {
    const card = await code.card();
    const status = () => card.evaluate('document.querySelector(".status-select").value');
    const everyKey = ROWS.map(({ press }) => press).filter((press) => press.length === 1);
    await card.locator('.tag-field').click();
    for (const key of everyKey) await code.page.keyboard.press(key);
    await escape();
    await card.locator('vscode-button', { hasText: 'Add remark' }).click();
    await card.locator('.note-editor').waitFor();
    for (const key of everyKey) await code.page.keyboard.press(key);
    await card.locator('.note-editor vscode-button', { hasText: 'Cancel' }).click();
    const composed = `window.dispatchEvent(new KeyboardEvent('keydown', { key: 'q', code: 'KeyQ', isComposing: true }))`;
    await card.evaluate(composed);
    await code.page.keyboard.press('Control+K');
    await code.page.keyboard.press('q');
    await code.page.locator('.quick-input-widget', { hasText: 'Search Papers' }).waitFor();
    await escape();
    assert.equal(await status(), 'none');
    assert.ok(!(await card.locator('dialog').isVisible()));

    await card.locator('h2').first().click();
    await code.page.keyboard.press('q');
    await poll('queued', async () => (await status()) === 'queued');
    await code.page.keyboard.press('Control+Z');
    await poll('undone', async () => (await status()) === 'none');
    await code.page.keyboard.press('r');
    assert.ok(await card.evaluate('document.activeElement.matches(".related .link")'));
    await code.page.keyboard.press('n');
    await card.locator('.note-editor').waitFor();
    await escape();
    await code.page.keyboard.press('p');
    await code.page.locator('.editor-actions [aria-label^="Unpin Card"]').waitFor();
    await code.page.keyboard.press('p');
    await code.page.locator('.editor-actions [aria-label^="Pin Card"]').waitFor();
  });

  test('from the sidebar into the card and through all its controls by keyboard alone', async () => {
    const { keyboard } = code.page;
    await keyboard.press('Control+0');
    await code.page.locator('.sidebar .monaco-list:focus').first().waitFor();
    await keyboard.press('Home');
    await code.row('All papers').and(code.page.locator('.focused')).waitFor();
    const papers = await code.papers.locator('.label-name').allTextContents();
    assert.equal(papers.length, 3);
    for (const [i, paper] of papers.entries()) {
      await keyboard.press('ArrowDown');
      await code.papers.nth(i).and(code.page.locator('.focused')).waitFor();
      // While the view is drawn anew, VS Code tells nobody what is selected: then the row is opened.
      while (!(await isShown(paper))) await keyboard.press('Space');
    }
    await keyboard.press('Shift+F10');
    await code.page.locator('.context-view .action-label', { hasText: 'Open Card' }).waitFor();
    await escape();
    for (let i = 2; !papers[i]!.startsWith('Rivers'); i--) await keyboard.press('ArrowUp');
    await title(await code.card(), 'Rivers Carve');
    await keyboard.press('Enter');
    await keyboard.press('Control+2');
    const card = await code.card();
    await poll('the focus', async () => await card.evaluate<boolean>('document.hasFocus()'));
    const names: string[] = [];
    for (let i = 0; i < 80; i++) {
      await keyboard.press('Tab');
      const name = String(await card.evaluate(NAME_OF_FOCUS));
      if (name === '' || (i > 0 && name === names[0])) break;
      names.push(name);
    }
    const positions = IN_ORDER.map((name) => names.findIndex((found) => found.startsWith(name)));
    assert.deepEqual(
      positions,
      [...positions].sort((a, b) => a - b),
      names.join('\n'),
    );
    assert.ok(!positions.includes(-1), `${positions.join()} in\n${names.join('\n')}`);
  });
});
