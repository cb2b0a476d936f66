import { cslYaml } from '../digests/csl/csl-yaml.ts';
import type { NoteScan } from '../notes/citation.ts';
import type { LineIndex } from '../text/lines.ts';
import { digestOf, type ReadDigest } from './digest-file.ts';
import { parseWhole } from '../digests/parse-whole.ts';

/** The metadata of a note that lists references, with blanks for what stands before it; null where it lists none. Of several blocks the last counts. */
export function referencesSource({ metadata }: NoteScan, text: string): string | null {
  const found = metadata.findLast(({ start, end }) => {
    const source = text.slice(start, end);
    return !source.startsWith('+++') && /^references:/m.test(source);
  });
  if (!found) return null;
  return text.slice(0, found.start).replace(/[^\r\n]/g, ' ') + text.slice(found.start, found.end);
}

/**
 * The CSL items under `references:` in a note's front matter, which Pandoc takes for entries of the note's bibliography; spans are the
 * note's. Source: Pandoc's manual, "Specifying bibliographic data".
 */
export function readInlineReferences(path: string, source: string, lines: LineIndex): ReadDigest {
  // Fences would begin a document of their own; blanks in their place keep every offset.
  const text = source.replace(/^ ?(?:---|\.\.\.)[ \t]*$/gm, (fence) => ' '.repeat(fence.length));
  const { entries, problems } = parseWhole(cslYaml, { path, text, today: '' });
  return digestOf(
    { path, format: 'csl-yaml', by: 'content' },
    // Broken YAML is a problem of the note already.
    { entries, problems: problems.filter(({ code }) => code !== 'yaml-broken') },
    lines,
  );
}
