import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/harness/browser.ts';
import { ROOT } from '../../scripts/harness/paths.ts';
import { startWebVsCode, type WebVsCode } from '../../scripts/harness/web-vscode.ts';

/** The names by which VS Code knows its standard themes. */
export const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
} as const;

export interface PageOptions {
  /** A folder of the project that is copied, so that tests may change it; an empty folder without. */
  readonly workspace?: string;
  readonly theme?: keyof typeof THEMES;
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Pixels of the picture for one of the page. */
  readonly scale?: number;
}

/** A real VS Code with Carrel from source in a real browser. */
export class VsCodePage {
  readonly page: Page;
  /** The workspace folder, absolute. */
  readonly folder: string;
  readonly #browser: Browser;
  readonly #server: WebVsCode;

  private constructor(page: Page, folder: string, browser: Browser, server: WebVsCode) {
    this.page = page;
    this.folder = folder;
    this.#browser = browser;
    this.#server = server;
  }

  static async open(options: PageOptions = {}): Promise<VsCodePage> {
    const folder = await mkdtemp(join(tmpdir(), 'carrel-page-'));
    if (options.workspace !== undefined) await cp(join(ROOT, options.workspace), folder, { recursive: true });
    const server = await startWebVsCode({
      forTests: true,
      settings: {
        'workbench.colorTheme': THEMES[options.theme ?? 'dark'],
        // What a resting pointer brings up over a view takes the clicks on the rows beneath it.
        'workbench.hover.delay': 60_000,
        ...options.settings,
      },
    });
    const browser = await launchBrowser();
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      deviceScaleFactor: options.scale ?? 1,
    });
    const opened = new VsCodePage(page, folder, browser, server);
    await opened.#load();
    return opened;
  }

  async #load(): Promise<void> {
    const { page } = this;
    const development = `vscode-remote://127.0.0.1:${this.#server.port}${ROOT.replace(/\/$/, '')}`;
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', development],
      ['skipWelcome', 'true'],
    ]);
    await page.goto(
      `${this.#server.url}?folder=${encodeURIComponent(this.folder)}&payload=${encodeURIComponent(payload)}`,
    );
    await this.#loaded();
  }

  /** Reloads the window as its user would: by VS Code's own command, which first saves what it shows. */
  async reload(): Promise<void> {
    const again = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await again;
    await this.#loaded();
  }

  async #loaded(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.activitybar').waitFor({ timeout: 60_000 });
    await this.carrelIcon.waitFor({ timeout: 60_000 });
  }

  get carrelIcon(): Locator {
    return this.page
      .locator('.activitybar .action-item')
      .filter({ has: this.page.locator('[aria-label^="Carrel"]') });
  }

  /** The rows of the library view. */
  get rows(): Locator {
    return this.page.locator('.sidebar .monaco-list-row');
  }

  /** The rows of papers, below their topics; topics may stand there too. */
  get papers(): Locator {
    return this.page.locator('.sidebar .monaco-list-row[aria-level="2"]:not([aria-expanded])');
  }

  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  async showLibrary(): Promise<void> {
    const title = this.page.locator('.sidebar .composite.title', { hasText: /carrel/i });
    // The icon of a view that is shown hides it.
    if (!(await title.isVisible())) await this.carrelIcon.click();
    await title.waitFor();
  }

  /** Opens a file of the workspace by its name, from the keyboard, in the first group of editors. */
  async openFile(name: string): Promise<void> {
    const label = name.split('/').at(-1)!;
    await this.page.keyboard.press('Control+1');
    // At first the list holds what was open lately, and Enter takes what has the focus.
    await this.#choose('Control+P', name, this.#choices(label).and(this.page.locator('.focused')), () =>
      this.page.keyboard.press('Enter'),
    );
    await this.page.locator('.tab.active', { hasText: label }).waitFor();
  }

  /** Runs a command by its title from the palette. */
  async runCommand(title: string): Promise<void> {
    // Enter would take what has the focus, which at first is what was run lately.
    await this.#choose('F1', `>${title}`, this.#choices(title), (row) => row.click({ timeout: 2000 }));
  }

  #choices(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
  }

  /**
   * Opens the quick input by a key, writes into it and takes a row. While VS Code starts or a webview has the focus,
   * a key may go nowhere or arrive late and empty the input again, and a command may still be unknown: then all is done again.
   */
  async #choose(
    key: string,
    text: string,
    row: Locator,
    take: (row: Locator) => Promise<void>,
  ): Promise<void> {
    const input = this.page.locator('.quick-input-widget input.input').first();
    for (let tries = 0; tries < 10; tries++) {
      await this.page.keyboard.press(key);
      const taken = await input
        .fill(text, { timeout: 2000 })
        .then(() => row.first().waitFor({ timeout: 3000 }))
        .then(() => take(row.first()))
        .then(
          () => true,
          () => false,
        );
      if (taken) return;
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`${key} and ${JSON.stringify(text)} showed nothing to take`);
  }

  /** The document inside the card. */
  card(): Promise<Frame> {
    return this.#frameWith('main[aria-busy="false"]');
  }

  /** The report's document. */
  report(): Promise<Frame> {
    return this.#frameWith('main.report[aria-busy="false"]');
  }

  /** Carrel's item in the status bar. */
  get status(): Locator {
    return this.page.locator('.statusbar-item', { has: this.page.locator('.codicon-book') });
  }

  /** The document of Markdown's preview once it holds what is wanted. */
  preview(wanted: string): Promise<Frame> {
    return this.#frameWith(wanted);
  }

  /** The document inside the last webview, a frame in a frame, once it holds what is wanted. While a webview starts, its frames are replaced. */
  async #frameWith(wanted: string): Promise<Frame> {
    const outer = this.page.locator('iframe.webview.ready').last();
    for (let tries = 0; tries < 10; tries++) {
      const frame = await outer
        .elementHandle({ timeout: 3000 })
        .then((element) => element.contentFrame())
        .then((inner) => inner?.waitForSelector('iframe#active-frame', { timeout: 3000 }))
        .then((element) => element?.contentFrame())
        .catch(() => null);
      const shown = await frame?.waitForSelector(wanted, { timeout: 3000 }).catch(() => null);
      if (frame && shown) return frame;
    }
    throw new Error(`no webview ever held ${wanted}`);
  }

  /** Rests the mouse on a word of the editor until the hover is there. What is drawn anew meanwhile takes it away: then it comes again. */
  async hover(word: string): Promise<Locator> {
    const place = this.page.locator('.monaco-editor .view-line span', { hasText: word }).last();
    const hover = this.page.locator('.monaco-hover:not(.hidden)').first();
    for (let tries = 0; tries < 6; tries++) {
      await place.hover();
      const shown = await hover.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (shown) return hover;
      await this.page.mouse.move(2, 2);
    }
    throw new Error(`no hover came for ${word}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
