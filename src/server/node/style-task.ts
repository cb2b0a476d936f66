/** What the thread that formats citations is asked, and answers. */
export interface StyleTask {
  readonly id: number;
  /** The text of a style. */
  readonly style: string;
  /** A CSL-JSON item. */
  readonly item: Readonly<Record<string, unknown>>;
}

export type StyleAnswer =
  | { readonly id: number; readonly html: string }
  | {
      readonly id: number;
      readonly problem: string;
      /** The processor itself failed: it is not to be used again. */
      readonly broken: boolean;
    };
