import type { CitingPlace } from '../core/features/card.ts';
import { citingSentence } from '../core/features/citing-sentence.ts';
import type { LibraryPaper } from '../core/library/library-paper.ts';
import type { PlacedCitation } from '../core/workspace/note-index.ts';
import type { Session } from './session.ts';
import { currentText, type CurrentText } from './texts.ts';

/** So many citations are shown with their sentence, and so many notes read for it. */
const MOST_SENTENCES = 30;
const MOST_NOTES = 12;

/** Where notes cite a paper, with the sentences around the first of them. The workspace holds no texts, so notes are read again. */
export async function citingPlaces(session: Session, paper: LibraryPaper): Promise<CitingPlace[]> {
  const mentions = session.workspace.mentionsOf(paper);
  const paths = [...new Set(mentions.slice(0, MOST_SENTENCES).map(({ path }) => path))].slice(0, MOST_NOTES);
  const texts = new Map(
    await Promise.all(paths.map(async (path) => [path, await currentText(session, path)] as const)),
  );
  return mentions.map(({ path, place }, i) => {
    const current = i < MOST_SENTENCES ? texts.get(path) : null;
    return { path, line: place.start.line + 1, sentence: current ? sentenceAt(current, place) : null };
  });
}

/** Null where the text is not what it was when the citation was found. */
function sentenceAt(
  { text, lines }: CurrentText,
  { citation, start }: PlacedCitation,
): CitingPlace['sentence'] {
  const { span } = citation;
  const now = span.end <= text.length ? lines.positionAt(span.start) : null;
  return now?.line === start.line && now.character === start.character ? citingSentence(text, span) : null;
}
