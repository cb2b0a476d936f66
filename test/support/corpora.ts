import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real files that lie beside the repository on machines that have them. */
const ROOT = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));

/** The absolute path of a file or folder of the corpora. */
export function corpus(path: string): string {
  return ROOT + path;
}

/** What to give as node:test's `skip`: false where the corpus is present, else the reason that the runner prints. */
export function withoutCorpus(path = ''): string | false {
  return existsSync(ROOT + path) ? false : `needs shared/corpora/${path}, which is not on this machine`;
}
