import type { Citation, NoteScan } from '../notes/citation.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { editDistance } from '../text/edit-distance.ts';
import type { Finder } from './finder.ts';
import { citationOf } from './completion.ts';

/** How many near keys are proposed for one that no paper has. */
const MOST_NEAR = 3;

/** The keys of papers that someone may have meant who wrote `name`, nearest first: each paper's own key, whichever of its keys is near. */
export function nearKeys(finder: Pick<Finder, 'match'>, name: string): string[] {
  const most = Math.max(1, Math.floor(name.length / 4));
  const written = name.toLowerCase();
  const exactly = (key: string): number => editDistance(key, name, name.length);
  return (
    finder
      .match(name, 20)
      .map(({ key, aliases }) => ({
        key,
        distance: Math.min(...[key, ...aliases].map((one) => editDistance(one.toLowerCase(), written, most))),
      }))
      .filter(({ distance }) => distance <= most)
      // Of keys that differ in case alone the one that was written so is nearer.
      .sort((a, b) => a.distance - b.distance || exactly(a.key) - exactly(b.key) || (a.key < b.key ? -1 : 1))
      .slice(0, MOST_NEAR)
      .map(({ key }) => key)
  );
}

/** The citation with another key in its own spelling. */
export function withKey(citation: Citation, key: string): TextEdit {
  if (citation.form === 'wikilink') return { span: citation.target, text: key };
  if (citation.form === 'identifier') return { span: citation.span, text: `[${citationOf(key)}]` };
  const minus = citation.suppressAuthor ? '-' : '';
  return { span: citation.span, text: `${minus}${citationOf(key)}` };
}

/** The citation whose name a finding is about. */
export function citationOfFinding(scan: NoteScan, span: { readonly start: number }): Citation | undefined {
  return [...scan.citations, ...scan.inMetadata].find(({ target }) => target.start === span.start);
}
