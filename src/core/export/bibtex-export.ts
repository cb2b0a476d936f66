import type { RawEntry } from '../digests/bibtex/raw.ts';
import { compareText } from '../library/merge.ts';
import { bibtexEntry } from './bibtex-entry.ts';
import { BibtexSource } from './bibtex-source.ts';
import { DetailReader } from './detail-reader.ts';
import { byKey, sourceOf, type ExportItem, type Texts } from './export-item.ts';

/**
 * Papers as a .bib file, by key. What a bibliography has already comes as it stands there (of broken entries what could be read), with the strings, the preambles and the entries
 * that it inherits from, each once; these follow at the end, where BibTeX wants them. Other papers are printed.
 * Where two files give one string two meanings, the later file's entries have the value in place of the name.
 */
export function bibtexOf(
  items: readonly ExportItem[],
  texts: Texts,
  details = new DetailReader(texts),
): string {
  const sources = new Map<string, BibtexSource>();
  const collected = new Collected();
  for (const item of [...items].sort(byKey)) {
    const found = sourceOf(item, 'bibtex', texts);
    let source = found && sources.get(found.path);
    if (found && !source) sources.set(found.path, (source = new BibtexSource(texts.get(found.path)!)));
    const raw = source?.entryAt(found!.entry.spans.entry.start);
    const isCopied = source && raw?.key === item.key && collected.add(source, raw);
    if (!isCopied)
      collected.printed.push([
        item.key,
        bibtexEntry(item.paper, item.key, undefined, details.of(item)).text.trimEnd(),
      ]);
  }
  return collected.text();
}

class Collected {
  readonly printed: [string, string][] = [];
  readonly #preambles = new Set<string>();
  readonly #strings = new Map<string, string>();
  readonly #parents = new Map<string, string>();

  /** False where the entry cannot be copied. */
  add(source: BibtexSource, entry: RawEntry): boolean {
    const copy = this.#copied(source, entry);
    if (copy === null) return false;
    for (const preamble of source.preambles) this.#preambles.add(preamble);
    this.printed.push([entry.key ?? '', copy]);
    for (const parent of source.parentsOf(entry)) {
      const key = parent.key ?? '';
      if (this.#parents.has(key)) continue;
      this.#parents.set(key, this.#copied(source, parent) ?? source.restOf(parent));
    }
    return true;
  }

  text(): string {
    const own = this.printed.filter(([key]) => !this.#parents.has(key));
    const parents = [...this.#parents].sort(([a], [b]) => compareText(a, b));
    const blocks = [
      ...this.#preambles,
      [...this.#strings.values()].join('\n'),
      ...[...own, ...parents].map(([, text]) => text),
    ];
    const whole = blocks.filter((block) => block !== '').join('\n\n');
    return whole === '' ? '' : `${whole}\n`;
  }

  #copied(source: BibtexSource, entry: RawEntry): string | null {
    const clashing = new Set<string>();
    for (const [name, definition] of source.stringsOf(entry)) {
      const known = this.#strings.get(name);
      if (known === undefined) this.#strings.set(name, definition);
      else if (known !== definition) clashing.add(name);
    }
    return source.copyOf(entry, clashing);
  }
}

/** An item's entry as a .bib file has it, complete in itself; undefined where none does. */
export function standaloneEntry(item: ExportItem, texts: Texts): string | undefined {
  const found = sourceOf(item, 'bibtex', texts);
  if (!found) return undefined;
  const source = new BibtexSource(texts.get(found.path)!);
  const raw = source.entryAt(found.entry.spans.entry.start);
  return raw?.key === item.key ? (source.standalone(raw) ?? undefined) : undefined;
}
