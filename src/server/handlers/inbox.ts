import type { Connection } from 'vscode-languageserver';
import { inboxRow } from '../../core/features/inbox/rows.ts';
import { inboxRequest, INBOX_GROUP_IDS, type InboxAnswer, type InboxParams } from '../../protocol/inbox.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';

/** The inbox. While files are being read nothing is new: a note that is not read yet may cite it. */
export function handleInbox(connection: Connection, session: Session): void {
  connection.onRequest(inboxRequest, async ({ limits, known }: InboxParams): Promise<InboxAnswer | null> => {
    session.settle();
    if (session.reading) return null;
    const { inbox, workspace } = session;
    await inSlices(inbox.settle());
    const { revision } = inbox;
    if (known === revision) return { revision, groups: null };
    const groups = INBOX_GROUP_IDS.map((id) => ({
      id,
      total: inbox.count(id),
      rows: inbox
        .items(id)
        .slice(0, limits[id])
        .map((item) => inboxRow(workspace, item)),
    }));
    return { revision, groups };
  });
}
