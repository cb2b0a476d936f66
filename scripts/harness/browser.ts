import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { CACHE, ROOT } from './paths.ts';
import { run } from './run.ts';

/** Where an installed browser of Chromium's kind is found. */
const INSTALLED = [
  ...['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'].flatMap(
    (name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)),
  ),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

interface Found {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A headless browser: an installed one, else the Chromium that an npm package ships. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await findBrowser();
  return chromium.launch({
    executablePath: executable,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function findBrowser(): Promise<Found> {
  const installed = process.env['CARREL_BROWSER'] ?? INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined && process.env['CARREL_BROWSER'] !== 'bundled')
    return { executable: installed, env: {} };
  return unpacked();
}

/** Unpacks @sparticuz/chromium, with the libraries and fonts that it carries for machines without them. */
async function unpacked(): Promise<Found> {
  const home = join(ROOT, 'node_modules', '@sparticuz', 'chromium');
  const packed = join(home, 'bin');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const folder = join(CACHE, `chromium-${version}`);
  const executable = join(folder, 'chromium');
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    console.log('Unpacking a headless Chromium, once…');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await inflate(join(packed, 'chromium.br'), executable);
    await chmod(executable, 0o755);
    for (const name of ['al2023', 'swiftshader', 'fonts']) {
      const tar = join(folder, `${name}.tar`);
      await inflate(join(packed, `${name}.tar.br`), tar);
      await run('tar', ['-xf', tar, '-C', folder]);
      await rm(tar);
    }
    await writeFile(done, version);
  }
  return {
    executable,
    env: {
      LD_LIBRARY_PATH: [join(folder, 'lib'), process.env['LD_LIBRARY_PATH'] ?? '']
        .filter(Boolean)
        .join(delimiter),
      ...(existsSync('/usr/share/fonts') ? {} : { FONTCONFIG_PATH: folder }),
    },
  };
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}
