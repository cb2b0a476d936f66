import { authorsAgree } from '../library/evidence.ts';
import type { Doubt, DoubtCode } from '../library/doubts/doubt.ts';
import { distinguish } from '../library/references.ts';
import type { SourcedEntry } from '../library/paper.ts';
import { plainLine } from '../text/markdown-escape.ts';
import type { Severity } from '../text/problem.ts';
import type { PlacedProblem } from './digest-file.ts';

/** How much of a title a message quotes. */
const MOST_OF_TITLE = 80;

/** What is doubtful about entries of one file, as problems at the names of these entries. */
export function identityProblems(doubts: readonly Doubt[]): PlacedProblem[] {
  return doubts.map((doubt) => {
    const { code, at, other } = doubt;
    const { entry, place } = at.source;
    const pair = distinguish(entry, other.source.entry);
    return {
      severity: severityOf(doubt),
      code,
      message: messageOf(doubt),
      span: entry.spans.title ?? entry.spans.key ?? entry.spans.entry,
      line: place.line,
      column: place.character + 1,
      related: [{ path: other.source.path, place: other.source.place, message: RELATED[code](other.source) }],
      ...(pair ? { pair } : {}),
    };
  });
}

function severityOf({ code, at, other }: Doubt): Severity {
  if (code === 'possible-duplicate' || code === 'doi-of-the-book') return 'information';
  if (code === 'conflicting-title' && isRenamed(at, other)) return 'information';
  // Two projects in one workspace may well use one key.
  if (code === 'key-of-two-papers' && folderOf(at.source.path) !== folderOf(other.source.path))
    return 'information';
  return 'warning';
}

/** Authors give a paper another title between two versions. */
function isRenamed(at: Doubt['at'], other: Doubt['other']): boolean {
  return authorsAgree(at.evidence, other.evidence);
}

function messageOf({ code, at, other, subject }: Doubt): string {
  const place = `${other.source.path}:${other.source.line}`;
  const rival = `${quoted(other.source)} (${place})`;
  switch (code) {
    case 'conflicting-doi':
      return `The DOI is ${subject} here, but ${other.source.entry.doi ?? ''} at ${place}, for the same paper.`;
    case 'conflicting-title':
      return isRenamed(at, other)
        ? `${subject} is ${quoted(at.source)} here, but ${rival}, by the same authors: it was renamed, or one of the two has a wrong identifier.`
        : `${subject} is ${quoted(at.source)} here, but ${rival}; one of the two has a wrong identifier.`;
    case 'shared-identifier':
      return `${subject} is also given by ${rival}, whose title is another; the two are kept apart.`;
    case 'doi-of-the-book':
      return `${subject} is also given by ${rival}, which has another title and the same book or issue; the two are kept apart. A chapter needs a DOI of its own.`;
    case 'key-of-two-papers':
      return `The key “${subject}” is also that of ${rival}, which is another paper.`;
    case 'possible-duplicate':
      return `This may be the same paper as ${rival}: ${subject}.`;
  }
}

const RELATED: Record<DoubtCode, (source: SourcedEntry) => string> = {
  'conflicting-doi': ({ entry }) => `The other DOI: ${entry.doi ?? ''}`,
  'conflicting-title': (source) => `The other title: ${quoted(source)}`,
  'shared-identifier': (source) => `The same identifier: ${quoted(source)}`,
  'doi-of-the-book': (source) => `The same DOI: ${quoted(source)}`,
  'key-of-two-papers': (source) => `The same key: ${quoted(source)}`,
  'possible-duplicate': (source) => `Perhaps the same paper: ${quoted(source)}`,
};

function quoted({ entry }: SourcedEntry): string {
  const title = plainLine(entry.title);
  if (title === '') return entry.key === null ? 'an entry without a title' : `“${entry.key}”`;
  return title.length <= MOST_OF_TITLE ? `“${title}”` : `“${title.slice(0, MOST_OF_TITLE - 1).trimEnd()}…”`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
