import type { GroupItem, PaperItem } from '../protocol/library.ts';

/** A row of the library view. */
export type LibraryNode =
  | { readonly kind: 'group'; readonly group: GroupItem }
  | { readonly kind: 'paper'; readonly within: string; readonly paper: PaperItem }
  | { readonly kind: 'more'; readonly of: string; readonly left: number };
