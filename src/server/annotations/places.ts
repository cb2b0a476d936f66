import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sidecarName } from '../../core/annotations/sidecar-name.ts';
import type { Session } from '../session.ts';

/** The path of a new sidecar below a workspace folder whose paths begin with `root`, as the project's settings want it. */
export async function newSidecarPath(
  session: Session,
  root: string,
  key: string,
  annotator: string | null,
): Promise<string> {
  const settings = session.workspace.settingsOf(`${root}x`);
  const folder = (
    settings['annotations.folder'] ?? ((await isQuarto(session, root)) ? '_annotations' : 'annotations')
  )
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+|\/+$/g, '');
  const below = folder === '' ? root : `${root}${folder}/`;
  const pattern = settings['annotations.pattern'];
  const wanted = sidecarName(key, annotator, () => false, pattern);
  const taken = await namesIn(session, below, wanted);
  return below + sidecarName(key, annotator, (one) => taken.has(one), pattern);
}

/** The path of a new reading list: one that the project's settings name, else one of the rule. */
export async function newListPath(session: Session, root: string, annotator: string | null): Promise<string> {
  const { readingLists } = session.workspace.settingsOf(`${root}x`);
  const named = annotator === null ? readingLists?.find((glob) => !/[*?[\]{}!]/.test(glob)) : undefined;
  if (named !== undefined) return root + named.replace(/^\.?\//, '');
  const quarto = await isQuarto(session, root);
  if (annotator === null) return quarto ? `${root}_reading/list.md` : `${root}reading-list.md`;
  const name = sidecarName(annotator, null, () => false).slice(1);
  return `${root}${quarto ? '_reading' : 'reading'}/${name}`;
}

async function isQuarto(session: Session, root: string): Promise<boolean> {
  const file = session.roots.fileOf(`${root}_quarto.yml`);
  return file !== null && (await sizeOf(file)) !== null;
}

/** The names of the files in a folder, in lower case; that of a file of no bytes is left out where it is `free`. */
async function namesIn(session: Session, folder: string, free: string): Promise<ReadonlySet<string>> {
  const file = session.roots.fileOf(folder + free);
  if (file === null) return new Set();
  const names = await readdir(dirname(file)).catch(() => [] as string[]);
  const taken = new Set(names.map((name) => name.toLowerCase()));
  if ((await sizeOf(file)) === 0) taken.delete(free.toLowerCase());
  return taken;
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
