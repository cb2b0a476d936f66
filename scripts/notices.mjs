// The licences of what is bundled: most of them ask that their text goes along.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE = /^(?:licen[cs]e|copying)/i;

/** The text of `third-party-notices.txt` for the metafiles of builds: each package once, by name. Throws where a package says nothing of its licence. */
export function noticesOf(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(inputs.flatMap((path) => folderOf(path) ?? []));
  const notices = new Set([...folders].map(noticeOf));
  return `Carrel contains the following packages.\n\n${[...notices].sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** `node_modules/a/node_modules/@b/c/d.js` is of the package in `node_modules/a/node_modules/@b/c`. */
function folderOf(path) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function noticeOf(folder) {
  const { name, version, license, homepage, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  if (!license) throw new Error(`${folder} names no licence`);
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  const file = readdirSync(folder).find((entry) => LICENCE.test(entry));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n${address}\n\n${text}\n`;
}
