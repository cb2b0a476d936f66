import type { CardAnnotation } from './card.ts';

/** Asks how all annotations divide. */
export const annotationGroupsRequest = 'carrel/annotationGroups'; // AnnotationsParams -> AnnotationGroupItem[]
/** Asks for the annotations of a group. */
export const annotationsRequest = 'carrel/annotations'; // AnnotationsParams & { group, limit } -> AnnotationPage
/** Asks for highlights whose words are gone. Takes a while where many papers are annotated. */
export const orphansRequest = 'carrel/orphans'; // AnnotationsParams -> AnnotationItem[]

export const GROUPINGS = ['paper', 'color', 'tag', 'date'] as const;

export interface AnnotationsParams {
  readonly by: (typeof GROUPINGS)[number];
  /** Words that must all be there; empty for all. */
  readonly filter: string;
}

export interface AnnotationGroupItem {
  readonly id: string;
  /** A title, a colour, a tag, or a month as `yyyy-mm`; empty for what has none. */
  readonly label: string;
  readonly count: number;
}

export interface AnnotationPage {
  readonly total: number;
  readonly items: readonly AnnotationItem[];
}

/** An annotation with the paper that it is about. */
export interface AnnotationItem extends CardAnnotation {
  /** Leads to its paper alone. */
  readonly ref: string;
  readonly title: string;
}

/** Asks for the files whose annotations belong to no paper of the library. */
export const lostFilesRequest = 'carrel/lostFiles'; // () -> LostFile[]

export interface LostFile {
  readonly uri: string;
  /** Its path. */
  readonly label: string;
  /** What it calls its paper. */
  readonly name: string;
  readonly count: number;
}

/** Asks for one annotation. */
export const annotationRequest = 'carrel/annotation'; // { ref, id } -> AnnotationItem | null
