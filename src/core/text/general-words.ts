/** Nouns of papers of every field, which alone name the subject of none. */
export const GENERAL_NOUNS: ReadonlySet<string> = new Set(
  (
    'activity advance advantage agreement application architecture aspect assessment assumption attempt basis behavior behaviour ' +
    'category cause century challenge change characteristic choice class combination comparative comparison complexity component concept condition ' +
    'consequence context contribution correlation criteria criterion current demand detail determination difference difficulty dimension direction distribution ' +
    'effect element emergence end enhancement environment error establishment estimate evidence evolution existence expression extension factor ' +
    'field form formation foundation goal group growth idea identification impact implementation implication importance influence ' +
    'integration interaction interest interpretation introduction investigation kind layer library mechanism mode module nature need object objective ' +
    'observation operation opportunity order paradigm parameter part pattern period perspective phase phenomena phenomenon policymaker position possibility presence ' +
    'principle procedure product production program project property purpose reason reference region relation relationship relevance resource response ' +
    'review role sample scenario scheme section sequence series setup shift situation source space stage strategy structure success survey ' +
    'target theory tool trade-off treatment trend type uncertainty unit usage use user validation value variable variation version view work world'
  ).split(' '),
);

/** Words that name a subject only together with others: "learning rate", "robust optimization". */
const ALONE = new Set(
  (
    'artificial automatic base call change classical closed complex content continuous direct diverse dynamic empirical end external extra extreme fair ' +
    'fact flexible gap generative hard hidden internal lack late local move multiple natural online open page pair pass people percentage person play point ' +
    'progress public rare rate raw reach reduction return robust rough run score search share side soft speedup strength success text think thought ' +
    'test unified universal update weak website'
  ).split(' '),
);

/** Words that a hyphen makes one, and that name no subject. */
const JOINED = new Set(
  'open source|closed source|real world|high quality|low cost|large scale|long term|fine grained|wall clock|real time|state art|end end|well known|widely used'.split(
    '|',
  ),
);

/** How papers of every field praise and count: no subject begins with these. */
const QUALITIES = new Set(
  (
    'accurate additional careful certain clear close common competitive comprehensive conventional correct easy efficient entire exact few fewer full ' +
    'ideal immersive innovative limited modern newer plain popular powerful precise promising proprietary quick realistic reliable rich simple strong ' +
    'superior tiny traditional typical valid various varied vast versatile whole billion dozen hundred million percent thousand trillion'
  ).split(' '),
);

/** Verbs that stand between names as if they were part of one: "matches Transformers", "samples reach". Only such as name no subject. */
const VERBS = new Set(
  (
    'add allow appear apply arise ask beat become begin behave believe bring build carry come contain depend differ exceed exist expand explain fail ' +
    'follow gain get give go happen hold imitate keep know leave lie live lose match meet need offer pay perform pick prefer prove put raise reach ' +
    'receive rely replace retain retrieve rise say seek seem sell send serve sit spend stand start stay stop struggle suffer surpass ' +
    'take tell tend try understand win write yield'
  ).split(' '),
);

/**
 * Whether a name could be the subject of a paper: it says more than papers of every field do, begins with a word that tells something, and has no
 * verb at its ends. Expects stems with blanks between.
 */
export function isSubject(term: string): boolean {
  const stems = term.split(' ');
  const [first, last] = [stems[0]!, stems.at(-1)!];
  if (JOINED.has(term) || QUALITIES.has(first) || VERBS.has(first) || VERBS.has(last)) return false;
  return !stems.every((stem) => GENERAL_NOUNS.has(stem) || ALONE.has(stem) || QUALITIES.has(stem));
}
