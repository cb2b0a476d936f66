import { homedir } from 'node:os';
import { join } from 'node:path';
import { outsidePath } from '../roots.ts';

/** Where Pandoc looks for citation styles that are not beside a note. Source: its manual, option `--data-dir`. */
export function pandocStyleFolders(): string[] {
  const home = homedir();
  const data =
    process.platform === 'win32'
      ? [join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'pandoc')]
      : [
          join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'pandoc'),
          join(home, '.pandoc'),
        ];
  return data.map((folder) => outsidePath(join(folder, 'csl')));
}
