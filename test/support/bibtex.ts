import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What to give as node:test's `skip`: false where BibTeX is installed, else the reason that the runner prints. */
export function withoutBibtex(): string | false {
  return spawnSync('bibtex', ['--version']).status === 0 ? false : 'needs bibtex on the PATH';
}

/** What BibTeX complains of in a .bib file, all of whose entries are cited; empty where it is content. */
export function bibtexComplaints(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bibtex-'));
  try {
    writeFileSync(join(folder, 'x.bib'), text);
    writeFileSync(join(folder, 'x.bst'), STYLE);
    writeFileSync(join(folder, 'x.aux'), '\\citation{*}\n\\bibdata{x}\n\\bibstyle{x}\n');
    const { stdout } = spawnSync('bibtex', ['x'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, BIBINPUTS: '.', BSTINPUTS: '.' },
    });
    return stdout
      .split('\n')
      .filter((line) => !/^(?:This is BibTeX|The top-level|The style|Database|Capacity)/.test(line))
      .join('\n')
      .trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A style that looks at what every style looks at. */
const STYLE = `ENTRY { title author year month journal booktitle }{}{}
FUNCTION {default.type} { title write$ newline$ author empty$ { } { author num.names$ int.to.str$ write$ newline$ } if$ year empty$ { } { year write$ newline$ } if$ }
FUNCTION {misc} { default.type }
FUNCTION {article} { default.type }
FUNCTION {inproceedings} { default.type }
FUNCTION {techreport} { default.type }
FUNCTION {proceedings} { default.type }
${['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((month) => `MACRO {${month}} {"${month}"}`).join('\n')}
READ
ITERATE {call.type$}
`;
