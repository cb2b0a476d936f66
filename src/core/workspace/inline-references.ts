import { cslYaml } from '../digests/csl/csl-yaml.ts';
import type { NoteScan } from '../notes/citation.ts';
import type { LineIndex } from '../text/lines.ts';
import { digestOf, type ReadDigest } from './digest-file.ts';
import { parseWhole } from '../digests/parse-whole.ts';

/** The front matter of a note that lists references; null for any other. */
export function referencesSource(scan: NoteScan, text: string): string | null {
  if (!scan.frontMatter) return null;
  const source = text.slice(0, scan.frontMatter.end);
  return source.startsWith('-', scan.frontMatter.start) && /^references:/m.test(source) ? source : null;
}

/**
 * The CSL items under `references:` in a note's front matter, which Pandoc takes for entries of the note's bibliography; spans are the
 * note's. Source: Pandoc's manual, "Specifying bibliographic data".
 */
export function readInlineReferences(path: string, source: string, lines: LineIndex): ReadDigest {
  // Fences would begin a document of their own; blanks in their place keep every offset.
  const text = source.replace(/^(\ufeff?)(---|\.\.\.)([ \t]*)$/gm, (_, mark: string, _fence, rest: string) =>
    ' '.repeat(mark.length + 3 + rest.length),
  );
  const { entries, problems } = parseWhole(cslYaml, { path, text, today: '' });
  return digestOf(
    { path, format: 'csl-yaml', by: 'content' },
    // Broken YAML is a problem of the note already.
    { entries, problems: problems.filter(({ code }) => code !== 'yaml-broken') },
    lines,
  );
}
