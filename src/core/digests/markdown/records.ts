import { titleKey } from '../../text/fold.ts';
import { parseDoi } from '../../text/identifiers.ts';
import type { ListLine } from './blocks.ts';
import { plainText } from './inline.ts';
import type { Labelled } from './labels.ts';
import { bareId, targetOf, type PaperLink } from './links.ts';
import type { Found } from './found.ts';
import { best, withoutMarks } from './titles.ts';

/** Papers that are written as lines with labels: `**Title:** …`, `**Authors:** …`, `**Link:** …`, in any order. */
export class Records {
  readonly #text: string;
  /** The heading above, while no paper has stood below it. */
  #heading: ListLine | null = null;
  #title: { readonly line: ListLine; readonly value: Labelled['value'] } | null = null;
  #link: { readonly line: ListLine; readonly links: readonly PaperLink[] } | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** A heading, or a paper that is written in another way, ends what was begun. */
  end(heading: ListLine | null): void {
    this.#heading = heading;
    this.#title = null;
    this.#link = null;
  }

  /** Takes a line with a label and its links; gives the paper that it completes. */
  add(line: ListLine, { field, value }: Labelled, written: readonly PaperLink[]): Found | null {
    const links = field === 'link' && written.length === 0 ? this.#bare(value) : written;
    if (field === 'title') {
      const title = withoutMarks(this.#text, value);
      if (!title) return null;
      this.#title = { line, value: title };
      return this.#link ? this.#found(this.#title, this.#link.links, this.#link.line) : null;
    }
    if (field !== 'link' || links.length === 0) return null;
    if (this.#title) return this.#found(this.#title, links, this.#title.line);
    this.#link = { line, links };
    return null;
  }

  #found(
    { line, value }: { readonly line: ListLine; readonly value: Labelled['value'] },
    links: readonly PaperLink[],
    first: ListLine,
  ): Found {
    const head = this.#heading && this.#isOwn(this.#heading, value) ? this.#heading : null;
    const from = head ?? first;
    this.end(null);
    return {
      title: value,
      authors: null,
      target: targetOf(this.#text, best(this.#text, links)),
      line: from,
      span: { start: from.line.start, end: line.line.end },
      shared: false,
      labelled: true,
      tail: null,
      columns: null,
    };
  }

  /** Whether a heading is a paper's own, and not that of a section: it has a number, or the title's words. */
  #isOwn(heading: ListLine, title: Labelled['value']): boolean {
    const name = plainText(this.#text, heading.span);
    if (/^(?:\[?\d{1,3}[\].)、:：]|(?:paper|论文)\s?\d)/i.test(name)) return true;
    const [own, full] = [titleKey(name), titleKey(plainText(this.#text, title))];
    return own.length > 3 && (full.startsWith(own) || own.includes(full));
  }

  /** `arXiv: 2310.05869`, `DOI: 10.1000/xyz`. */
  #bare(value: Labelled['value']): readonly PaperLink[] {
    const id = bareId(this.#text, value);
    if (id) return [id];
    const doi = parseDoi(plainText(this.#text, value).replace(/[.,;]$/, ''));
    return doi === null ? [] : [{ span: value, label: null, address: `https://doi.org/${doi}` }];
  }
}
