import type { IsoDate } from '../text/dates.ts';
import type { Problem } from '../text/problem.ts';
import type { Steps } from '../text/steps.ts';
import type { TextMap } from '../text/text-map.ts';
import type { Entry } from './entry.ts';

/** A digest file as a parser gets it. */
export interface DigestSource {
  /** Path relative to its workspace folder, with `/`. */
  readonly path: string;
  /** The decoded text. A byte order mark may still be there; all spans count it. */
  readonly text: string;
  /** Today's date (`yyyy-mm-dd`), for formats that leave a year out. */
  readonly today: IsoDate;
}

export interface ParsedDigest {
  /** In the order of the file. */
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** How sure a format is that a text is its own. */
export type Recognition =
  | 'content' // the text can hardly be anything else
  | 'name' // the file's name says so and the text does not contradict it
  | 'no';

export type FormatId =
  | 'huggingface-page'
  | 'huggingface-paper'
  | 'huggingface-json'
  | 'arxiv-mail'
  | 'arxiv-page'
  | 'alert-mail'
  | 'arxiv-atom'
  | 'arxiv-rss'
  | 'arxiv-jsonl'
  | 'semantic-scholar-json'
  | 'bibtex'
  | 'csl-json'
  | 'csl-yaml'
  | 'ris'
  | 'nbib'
  | 'web-of-science'
  | 'table'
  | 'markdown-list';

/**
 * A kind of digest. No function throws, whatever the text holds; all take time linear in its length.
 * `recognise` looks at a bounded part of the text where it can.
 */
export interface DigestFormat {
  readonly id: FormatId;
  /** For people: "Hugging Face papers page". */
  readonly label: string;
  recognise(source: DigestSource): Recognition;
  /**
   * Step by step, for large files. `before` is what the same file gave last; what did not change since may be taken from it, with the same result.
   */
  parse(source: DigestSource, before: ParsedDigest | null): Steps<ParsedDigest>;
  /**
   * The way from an entry's title or abstract back to the file it was parsed from: the map's text is the entry's value. Null where
   * the entry has none. A format without this function gives values as they stand in the file.
   */
  fieldMap?(source: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null;
}
