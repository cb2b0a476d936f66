import { cslYamlValues } from '../digests/csl/csl-yaml.ts';
import type { FormatId } from '../digests/format.ts';
import type { SourcedEntry } from '../library/paper.ts';
import { bibtexDetails } from './bibtex-details.ts';
import { BibtexSource } from './bibtex-source.ts';
import { cslDetails } from './csl-details.ts';
import { NO_DETAILS, type Details } from './details.ts';
import { keylessSourceOf, sourceOf, type ExportItem, type Texts } from './export-item.ts';
import { nbibDetails, risDetails } from './tagged-details.ts';

const FORMATS: readonly FormatId[] = ['bibtex', 'csl-json', 'csl-yaml', 'ris', 'nbib'];

/** Reads from the texts of bibliographies what papers do not hold. */
export class DetailReader {
  readonly #texts: Texts;
  readonly #sources = new Map<string, BibtexSource>();

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  /** Of the entry that gives the item's key, else of one without a key; else where in a journal it is printed, as papers hold it. */
  of(item: ExportItem): Details {
    for (const find of [sourceOf, keylessSourceOf])
      for (const format of FORMATS) {
        const found = find(item, format, this.#texts);
        const details = found && this.#read(found, item.key);
        if (details) return details;
      }
    return placeOf(item);
  }

  #read({ path, format, entry }: SourcedEntry, key: string): Details | null {
    const text = this.#texts.get(path)!;
    const { start, end } = entry.spans.entry;
    const own = (): string => text.slice(start, end);
    if (format === 'bibtex') {
      let source = this.#sources.get(path);
      if (!source) this.#sources.set(path, (source = new BibtexSource(text)));
      const raw = source.entryAt(start);
      return raw?.key === key ? bibtexDetails(source, raw) : null;
    }
    if (format === 'csl-json') {
      const item = jsonItem(own());
      return item && cslDetails({ value: (name) => (Object.hasOwn(item, name) ? item[name] : undefined) });
    }
    if (format === 'csl-yaml') return cslDetails(cslYamlValues(text, entry.spans.entry));
    return format === 'ris' ? risDetails(own()) : nbibDetails(own());
  }
}

/** The CSL item that a text is; null where it is none. */
export function jsonItem(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const item: unknown = JSON.parse(text);
    return typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function placeOf({ paper, key }: ExportItem): Details {
  const found = paper.entries.find(
    ({ entry }) => entry.locator !== null && (entry.key === null || entry.key === key),
  );
  if (!found) return NO_DETAILS;
  const { volume, number, page } = found.entry.locator!;
  const values = Object.entries({ volume, issue: number, page });
  return {
    ...NO_DETAILS,
    values: new Map(values.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))),
  };
}
