import type { Connection } from 'vscode-languageserver';
import { hasUnnamedAuthors } from '../../core/digests/entry.ts';
import { exportPapers } from '../../core/export/export.ts';
import { sourcePaths } from '../../core/export/export-item.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { plainFormatted, readFormatted } from '../../core/styles/formatted-text.ts';
import { styleItem } from '../../core/styles/style-item.ts';
import {
  formattedRequest,
  OWN_STYLES,
  type FormattedCitation,
  type FormattedParams,
} from '../../protocol/formatted.ts';
import type { CitationStyles } from '../node/citation-styles.ts';
import { readText } from '../node/disk.ts';
import type { Session } from '../session.ts';
import { currentText, currentTexts } from '../texts.ts';

/** A style that is larger is none. */
const LARGEST = 2_000_000;

/** Papers as citation styles write them. */
export function handleFormatted(connection: Connection, session: Session, styles: CitationStyles): void {
  connection.onRequest(
    formattedRequest,
    async ({ ref, style }: FormattedParams): Promise<FormattedCitation | null> => {
      session.settle();
      const paper = papersOfReference(session.workspace.library, ref)[0];
      if (!paper) return null;
      const [found, item] = await Promise.all([styleText(session, styles, style), itemOf(session, paper)]);
      const outcome = 'problem' in found ? found : await styles.format(found.text, item);
      if ('problem' in outcome)
        return { style, pieces: [], text: '', lacks: null, problem: `${style}: ${outcome.problem}` };
      const pieces = readFormatted(outcome.html);
      return { style, pieces, text: plainFormatted(pieces), lacks: lackOf(paper), problem: null };
    },
  );
}

/** A citation with too few authors looks whole: whoever copies it is told. */
function lackOf(paper: LibraryPaper): string | null {
  const { authors, authorCount } = paper;
  const all = authorCount === null ? 'its' : `its ${authorCount}`;
  if (authors.length === 0)
    return authorCount === 0 ? null : `No digest names ${all} ${authorCount === 1 ? 'author' : 'authors'}.`;
  if (!hasUnnamedAuthors(paper)) return null;
  return `Only ${authors.length} of ${all} authors ${authors.length === 1 ? 'is' : 'are'} named in the digests.`;
}

/** The paper as an export gives it: with what a bibliography says of it. */
async function itemOf(session: Session, paper: LibraryPaper): Promise<Record<string, unknown>> {
  const items = [{ paper, key: paper.key }];
  const [item] = JSON.parse(
    exportPapers(items, 'csl-json', await currentTexts(session, sourcePaths(items))),
  ) as Record<string, unknown>[];
  return styleItem(item ?? {});
}

type StyleText = { readonly text: string } | { readonly problem: string };

async function styleText(session: Session, styles: CitationStyles, style: string): Promise<StyleText> {
  if (OWN_STYLES.some((own) => own.style === style)) {
    const content = await readText(styles.fileOf(style));
    return content !== 'missing' && 'text' in content
      ? content
      : { problem: 'The style is missing in this installation.' };
  }
  if (!/\.csl$/i.test(style))
    return { problem: 'No style has this name; use a name of the list or the path of a .csl file.' };
  for (const path of placesOf(session, style)) {
    const current = await currentText(session, path);
    if (!current) continue;
    return current.text.length > LARGEST ? { problem: 'The file is too large for a style.' } : current;
  }
  return {
    problem: session.client.trusted
      ? 'There is no such file.'
      : 'There is no such file in the workspace, and outside of it none is read before the workspace is trusted.',
  };
}

/** A style is named from the top of a workspace folder, or as the library names paths. */
function placesOf(session: Session, style: string): string[] {
  const { roots, client } = session;
  const named = roots.all.flatMap(({ prefix }) => {
    const names = prefix !== '' && style.startsWith(prefix) ? [style.slice(prefix.length), style] : [style];
    return names.flatMap((name) => roots.placesOf(prefix, name, client.trusted).paths);
  });
  return [...new Set(named)];
}
