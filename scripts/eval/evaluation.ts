/** One part of the evaluation: a task judged on its collections. */
export interface Evaluation {
  /** What `npm run eval NAME` runs alone. */
  readonly name: string;
  /** Null where a collection that it needs is missing. */
  run(): Promise<Section | null>;
}

/** What the page shows of it. Texts are Markdown. */
export interface Section {
  readonly title: string;
  /** The collections, the settings and the baselines, in sentences. */
  readonly lead: readonly string[];
  readonly tables: readonly Table[];
  /** What the figures say, and where ours is behind, why. */
  readonly remarks: readonly string[];
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  /** A number is shown with three digits behind the point; the best of its column is set in bold. */
  readonly rows: readonly (readonly (string | number)[])[];
}
