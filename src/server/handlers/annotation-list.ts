import type { Connection } from 'vscode-languageserver';
import {
  annotationRows,
  groupsOf,
  listedAnnotations,
  rowsOfGroup,
  type AnnotationRow,
  type ListedAnnotation,
} from '../../core/features/annotation-list.ts';
import { cardAnnotation } from '../../core/features/card-notes.ts';
import { rowTitle } from '../../core/features/paper-text.ts';
import { isLost, nameOfLost } from '../../core/features/lost-sidecar.ts';
import { compareText } from '../../core/library/merge.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import {
  annotationGroupsRequest,
  annotationRequest,
  annotationsRequest,
  lostFilesRequest,
  orphansRequest,
  type AnnotationGroupItem,
  type AnnotationItem,
  type AnnotationPage,
  type AnnotationsParams,
  type LostFile,
} from '../../protocol/annotation-list.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';

/** All annotations of the library, group by group. Whatever looks at many is done in slices. */
export function handleAnnotationList(connection: Connection, session: Session): void {
  const rowsFor = ({ filter }: AnnotationsParams): Promise<readonly AnnotationRow[]> => {
    session.settle();
    const { library, annotations } = session.workspace;
    return inSlices(annotationRows(library, annotations, filter));
  };
  const itemOf = ({ path, ...one }: ListedAnnotation): AnnotationItem => ({
    ...one,
    label: path,
    uri: session.roots.uriOf(path),
  });

  connection.onRequest(
    annotationGroupsRequest,
    async (params: AnnotationsParams): Promise<readonly AnnotationGroupItem[]> =>
      groupsOf(await rowsFor(params), params.by),
  );

  connection.onRequest(
    annotationsRequest,
    async (params: AnnotationsParams & { group: string; limit: number }): Promise<AnnotationPage> => {
      const rows = rowsOfGroup(await rowsFor(params), params.by, params.group);
      const { annotations } = session.workspace;
      // A paper's are put in order before they are cut off.
      const page = params.by === 'paper' ? rows : rows.slice(0, params.limit);
      const listed = await inSlices(listedAnnotations(annotations, page));
      return { total: rows.length, items: listed.slice(0, params.limit).map(itemOf) };
    },
  );

  connection.onRequest(
    annotationRequest,
    ({ ref, id }: { ref: string; id: string }): AnnotationItem | null => {
      session.settle();
      const { library, annotations } = session.workspace;
      const [paper] = papersOfReference(library, ref);
      if (!paper) return null;
      const { highlights, remarks } = annotations.of(paper);
      const found = [...highlights, ...remarks].find(({ record }) => record.id === id);
      if (!found) return null;
      const isLocked = (annotations.sidecar(found.path)?.locked ?? null) !== null;
      return itemOf({ ...cardAnnotation(paper, found, isLocked), ref: paper.id, title: rowTitle(paper) });
    },
  );

  connection.onRequest(lostFilesRequest, (): LostFile[] => {
    session.settle();
    const { workspace } = session;
    if (session.loading) return [];
    return [...workspace.annotations.sidecars]
      .filter((sidecar) => isLost(workspace, sidecar))
      .map((sidecar) => ({
        uri: session.roots.uriOf(sidecar.path),
        label: sidecar.path,
        name: sidecar.fields.title ?? nameOfLost(sidecar),
        count: sidecar.records.length,
      }))
      .sort((a, b) => compareText(a.label, b.label));
  });

  connection.onRequest(orphansRequest, async (params: AnnotationsParams): Promise<AnnotationItem[]> => {
    const rows = await rowsFor(params);
    const isOrphan = ({ state }: { readonly state: string }): boolean => state === 'orphan';
    return (await inSlices(listedAnnotations(session.workspace.annotations, rows, isOrphan))).map(itemOf);
  });
}
