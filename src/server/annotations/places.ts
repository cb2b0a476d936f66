import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sidecarName } from '../../core/annotations/sidecar-name.ts';
import type { Session } from '../session.ts';

/** Where new annotation files go. */
export interface AnnotationSettings {
  /** Null: `annotations`, or `_annotations` where Quarto would publish it. */
  readonly folder: string | null;
  /** With `{citekey}`. */
  readonly pattern: string;
  /** Whose annotations are written; null where one person alone annotates. */
  readonly annotator: string | null;
}

export const DEFAULT_PLACES: AnnotationSettings = { folder: null, pattern: '@{citekey}.md', annotator: null };

/** The path of a new sidecar below a workspace folder whose paths begin with `root`. */
export async function newSidecarPath(
  session: Session,
  root: string,
  key: string,
  settings: AnnotationSettings,
): Promise<string> {
  const folder = (settings.folder ?? ((await isQuarto(session, root)) ? '_annotations' : 'annotations'))
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+|\/+$/g, '');
  const below = folder === '' ? root : `${root}${folder}/`;
  const taken = await namesIn(session, `${below}x`);
  const name = sidecarName(key, settings.annotator, (one) => taken.has(one), settings.pattern);
  return below + name;
}

/** The path of a new reading list. */
export async function newListPath(session: Session, root: string, annotator: string | null): Promise<string> {
  const quarto = await isQuarto(session, root);
  if (annotator === null) return quarto ? `${root}_reading/list.md` : `${root}reading-list.md`;
  const name = sidecarName(annotator, null, () => false).slice(1);
  return `${root}${quarto ? '_reading' : 'reading'}/${name}`;
}

async function isQuarto(session: Session, root: string): Promise<boolean> {
  const file = session.roots.fileOf(`${root}_quarto.yml`);
  return file !== null && (await sizeOf(file)) !== null;
}

/** Names in lower case that files with content have in the folder of a path: a file of no bytes counts as absent. */
async function namesIn(session: Session, path: string): Promise<ReadonlySet<string>> {
  const file = session.roots.fileOf(path);
  if (file === null) return new Set();
  const folder = dirname(file);
  const names = await readdir(folder).catch(() => [] as string[]);
  const taken = new Set<string>();
  for (const name of names) {
    if (name.startsWith('@') && (await sizeOf(join(folder, name))) !== 0) taken.add(name.toLowerCase());
  }
  return taken;
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
