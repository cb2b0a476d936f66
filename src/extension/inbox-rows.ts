import { INBOX_GROUP_IDS, type InboxGroupId, type InboxGroupPage } from '../protocol/inbox.ts';
import type { PaperItem } from '../protocol/library.ts';

export interface InboxPaper {
  readonly kind: 'paper';
  readonly group: InboxGroupId;
  readonly paper: PaperItem;
}

export type InboxNode =
  | InboxPaper
  | { readonly kind: 'group'; readonly group: InboxGroupId }
  | { readonly kind: 'more'; readonly group: InboxGroupId };

/** How many papers of a group are shown before more are asked for. */
const PAGE = 200;
/** So near to the last row that is shown more are asked for. */
const NEAR = 20;

interface Group {
  readonly node: InboxNode;
  readonly more: InboxNode;
  rows: readonly InboxPaper[];
  total: number;
  folded: boolean;
}

/** What of the inbox is shown: as the server told it last, without what was decided on since. */
export class InboxRows {
  readonly #groups = new Map<InboxGroupId, Group>();
  /** Rows keep being the same objects as long as their papers are there, so that VS Code knows them. */
  #known = new Map<string, InboxPaper>();
  /** Decided on here; true when the server has done it. */
  readonly #hidden = new Map<string, boolean>();
  #limits: Readonly<Record<InboxGroupId, number>> = { new: PAGE, version: PAGE, other: PAGE };

  constructor() {
    for (const group of INBOX_GROUP_IDS)
      this.#groups.set(group, {
        node: { kind: 'group', group },
        more: { kind: 'more', group },
        rows: [],
        total: 0,
        folded: group === 'other',
      });
  }

  get limits(): Readonly<Record<InboxGroupId, number>> {
    return this.#limits;
  }

  total(group: InboxGroupId): number {
    return this.#groups.get(group)!.total;
  }

  /** How many papers of a group are not shown. */
  left(group: InboxGroupId): number {
    const { total, rows } = this.#groups.get(group)!;
    return total - rows.length;
  }

  refs(group: InboxGroupId): string[] {
    return this.#groups.get(group)!.rows.map(({ paper }) => paper.key);
  }

  more(group: InboxGroupId): void {
    this.#limits = { ...this.#limits, [group]: this.#limits[group] + PAGE };
  }

  /** Papers whose decisions the server has done: an answer that is asked for from now on knows of them. */
  settled(): readonly string[] {
    return [...this.#hidden].flatMap(([ref, done]) => (done ? [ref] : []));
  }

  take(pages: readonly InboxGroupPage[], forget: readonly string[]): void {
    for (const ref of forget) this.#hidden.delete(ref);
    const known = new Map<string, InboxPaper>();
    for (const { id, total, rows } of pages) {
      const shown = rows.filter(({ ref }) => !this.#hidden.has(ref));
      const group = this.#groups.get(id)!;
      group.total = total - (rows.length - shown.length);
      group.rows = shown.map(({ ref, title, detail }): InboxPaper => {
        const before = this.#known.get(ref);
        const isSame = before?.group === id && before.paper.title === title && before.paper.detail === detail;
        const node: InboxPaper = isSame
          ? before
          : { kind: 'paper', group: id, paper: { key: ref, title, detail } };
        known.set(ref, node);
        return node;
      });
    }
    this.#known = known;
  }

  hide(refs: readonly string[]): void {
    const gone = new Set(refs);
    for (const ref of refs) this.#hidden.set(ref, false);
    for (const group of this.#groups.values()) {
      const rows = group.rows.filter(({ paper }) => !gone.has(paper.key));
      group.total -= group.rows.length - rows.length;
      group.rows = rows;
    }
  }

  settle(refs: readonly string[]): void {
    for (const ref of refs) if (this.#hidden.has(ref)) this.#hidden.set(ref, true);
  }

  unhide(refs: readonly string[]): void {
    for (const ref of refs) this.#hidden.delete(ref);
  }

  fold(node: InboxNode, folded: boolean): void {
    if (node.kind === 'group') this.#groups.get(node.group)!.folded = folded;
  }

  children(node?: InboxNode): InboxNode[] {
    if (!node) return this.#shown().map((group) => group.node);
    if (node.kind !== 'group') return [];
    const { rows, more, total } = this.#groups.get(node.group)!;
    return total > rows.length ? [...rows, more] : [...rows];
  }

  parent(node: InboxNode): InboxNode | undefined {
    return node.kind === 'group' ? undefined : this.#groups.get(node.group)!.node;
  }

  find(ref: string | undefined): InboxPaper | undefined {
    return ref === undefined ? undefined : this.#known.get(ref);
  }

  has(node: InboxNode): boolean {
    return this.#order().includes(node);
  }

  /** The row so many further on; without a row to start from, the first. It stays at the ends. */
  from(node: InboxNode | undefined, by: number): InboxNode | undefined {
    const order = this.#order();
    const at = node ? order.indexOf(node) : -1;
    if (at >= 0) return order[Math.max(0, Math.min(order.length - 1, at + by))];
    // The heading of an open group stands right before its first row.
    const inside = node?.kind === 'group' ? order.findIndex(({ group }) => group === node.group) : 0;
    return order[Math.max(0, inside)];
  }

  /** Where to go when these rows are gone: to what follows the last of them, else to what stands before. */
  beside(gone: readonly InboxNode[]): InboxNode | undefined {
    const order = this.#order();
    const last = order.findLastIndex((node) => gone.includes(node));
    const after = order.slice(last + 1).find((node) => !gone.includes(node));
    return after ?? order.slice(0, last + 1).findLast((node) => !gone.includes(node));
  }

  /** Whether a row is so near to the end of what is shown of its group that more should be; asks for more then. */
  runsOut(node: InboxNode | undefined): boolean {
    if (node?.kind !== 'paper' || this.left(node.group) === 0) return false;
    const { rows } = this.#groups.get(node.group)!;
    if (rows.indexOf(node) < rows.length - NEAR) return false;
    this.more(node.group);
    return true;
  }

  #shown(): Group[] {
    return [...this.#groups.values()].filter(({ total }) => total > 0);
  }

  /** Where the keys can go: the rows of open groups, and closed groups. */
  #order(): readonly InboxNode[] {
    return this.#shown().flatMap(({ node, rows, folded }): readonly InboxNode[] => (folded ? [node] : rows));
  }
}
