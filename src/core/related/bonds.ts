/** What besides words joins two papers. */
export type BondKind = 'cites' | 'cited-by' | 'note' | 'tag' | 'author' | 'digest';

/** Something that a paper has in common with others: a note that cites them, a tag, an author. */
export interface Bond {
  readonly kind: BondKind;
  /** As people are told: the note's path, the tag, the author's name. */
  readonly name: string;
  /** The other papers, by id. */
  readonly others: readonly string[];
}

/** How sure one such bond makes us where only two papers have it. What readers did themselves counts for more than what a list shows. */
const SURE: Record<BondKind, number> = {
  cites: 0.4,
  'cited-by': 0.4,
  note: 0.3,
  tag: 0.3,
  author: 0.2,
  digest: 0.05,
};

/** A note or tag of more papers than this says nothing of two of them. */
const MOST_TOGETHER = 300;

/**
 * Adds what bonds say to the likeness of words. Each bond counts the less the more papers have it, by the logarithm (Adamic and Adar,
 * "Friends and Neighbors on the Web", 2003), and all of them meet as independent evidence: 1 − Π(1 − p).
 */
export function weighBonds(bonds: readonly Bond[]): Map<string, { doubt: number; bonds: Bond[] }> {
  const found = new Map<string, { doubt: number; bonds: Bond[] }>();
  for (const bond of bonds) {
    const others = new Set(bond.others);
    if (others.size === 0 || (others.size >= MOST_TOGETHER && !isDirect(bond.kind))) continue;
    const certainty = SURE[bond.kind] / (isDirect(bond.kind) ? 1 : Math.log2(1 + others.size));
    for (const id of others) {
      const known = found.get(id);
      if (known) {
        known.doubt *= 1 - certainty;
        known.bonds.push(bond);
      } else found.set(id, { doubt: 1 - certainty, bonds: [bond] });
    }
  }
  return found;
}

/** Citing is between two papers, however many others are cited beside. */
function isDirect(kind: BondKind): boolean {
  return kind === 'cites' || kind === 'cited-by';
}
