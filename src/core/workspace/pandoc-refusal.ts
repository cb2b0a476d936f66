import { stumbleSteps } from '../digests/bibtex/pandoc-syntax.ts';
import { pandocItemFault } from '../digests/csl/pandoc-item.ts';
import type { FormatId } from '../digests/format.ts';
import { jsonElements, jsonValueEnd } from '../text/json/objects.ts';
import type { Steps } from '../text/steps.ts';
import { LineIndex } from '../text/lines.ts';
import { NOT_UTF8, type FileProblem } from './digest-file.ts';

/** Why Pandoc would not read a bibliography at all. */
export interface PandocRefusal {
  /** Where it would stop, from 1; null where it is about the file as a whole. */
  readonly line: number | null;
  /** What it stumbles over, in words that end a sentence. */
  readonly cause: string;
  /** True where only versions before 2.18 refuse it. */
  readonly older?: boolean;
}

/** What Pandoc takes a bibliography for by the end of its name, which it wants in small letters. Source: its manual, "Specifying bibliographic data". */
const BY_NAME: ReadonlyMap<string, FormatId> = new Map([
  ['bib', 'bibtex'],
  ['bibtex', 'bibtex'],
  ['biblatex', 'bibtex'],
  ['json', 'csl-json'],
  ['yaml', 'csl-yaml'],
  ['yml', 'csl-yaml'],
  ['ris', 'ris'],
] as const);

/** A file's text and the format as which it was read, if any; the remark tells what is doubtful about the text. */
export interface BibliographyText {
  readonly path: string;
  readonly text: string;
  readonly format: FormatId | null;
  readonly remark: FileProblem | undefined;
}

/** Null where Pandoc would read a bibliography's text; YAML is left to the problems of reading it. */
export function* pandocRefusal({
  path,
  text,
  format,
  remark,
}: BibliographyText): Steps<PandocRefusal | null> {
  const byName = refusedName(path, format);
  if (byName !== null) return byName;
  if (remark?.code === NOT_UTF8)
    return { line: remark.line ?? null, cause: 'it reads UTF-8 only, and the file is not' };
  if (format === 'ris') return { line: null, cause: 'it reads RIS from version 2.18 on', older: true };
  if (format === 'csl-json') return refusedJson(text);
  const stumble = format === 'bibtex' ? yield* stumbleSteps(text) : null;
  return stumble && { line: lineAt(text, stumble.at), cause: stumble.cause };
}

function refusedName(path: string, format: FormatId | null): PandocRefusal | null {
  const extension = /\.([^./]+)$/.exec(path)?.[1] ?? '';
  const taken = BY_NAME.get(extension);
  if (taken === undefined) {
    const known = [...BY_NAME.keys()].map((name) => `.${name}`).join(', ');
    return { line: null, cause: `it knows the form of a bibliography by the end of its name: ${known}` };
  }
  // What is JSON is YAML too; of what has no form that we know nothing is certain.
  if (format === null || taken === format || (taken === 'csl-yaml' && format === 'csl-json')) return null;
  return { line: null, cause: `by its name it takes it for ${NAMES[taken] ?? taken}, which it is not` };
}

const NAMES: Partial<Record<FormatId, string>> = {
  bibtex: 'BibTeX',
  'csl-json': 'CSL-JSON',
  'csl-yaml': 'CSL-YAML',
  ris: 'RIS',
};

function refusedJson(source: string): PandocRefusal | null {
  const text = source.replace(/^\ufeff/, ' ');
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch (error) {
    return { line: lineAt(text, brokenAt(text, error)), cause: 'there it is no JSON any more' };
  }
  const fault = pandocItemFault(items);
  if (!fault) return null;
  const start = Math.max(0, text.search(/\S/));
  if (fault.item === null) return { line: 1, cause: 'it wants one list of items, in square brackets' };
  const element = jsonElements(text, { start, end: text.length })[fault.item];
  const cause =
    fault.variable === null
      ? 'the item there is no object'
      : `“${fault.variable}” of the item there has a value of another kind than CSL wants`;
  return { line: element ? lineAt(text, element.start) : null, cause };
}

/** Where a text stops to be JSON; engines tell it in their own words, if at all. */
function brokenAt(text: string, error: unknown): number {
  const told = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (told !== undefined) return Math.min(Number(told), text.length);
  const end = jsonValueEnd(text, 0);
  return Math.min(end < 0 ? -end - 1 : end, text.length);
}

function lineAt(text: string, at: number): number {
  return new LineIndex(text).lineAt(at) + 1;
}
