import type { Connection } from 'vscode-languageserver';
import { EXPORT_FORMATS, exportPapers } from '../../core/export/export.ts';
import { sourcePaths } from '../../core/export/export-item.ts';
import { allItems, citedItems } from '../../core/features/export-items.ts';
import { exportRequest, type ExportParams, type ExportResult } from '../../protocol/library.ts';
import type { Session } from '../session.ts';
import { currentTexts } from '../texts.ts';

/** Papers as a bibliography: all, or those that a note cites. */
export function handleExport(connection: Connection, session: Session): void {
  connection.onRequest(exportRequest, async (params: ExportParams): Promise<ExportResult | null> => {
    session.settle();
    const format = EXPORT_FORMATS.find((known) => known === params.format);
    const { workspace, roots } = session;
    const items =
      params.note === null ? allItems(workspace) : citedItems(workspace, roots.pathOf(params.note) ?? '');
    if (!format || !items) return null;
    const texts = await currentTexts(session, sourcePaths(items));
    return { text: exportPapers(items, format, texts), papers: items.length };
  });
}
