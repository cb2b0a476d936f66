import { words } from '../text/fold.ts';

/** Words that venues carry or leave out as they like. */
const FILLERS = new Set(
  (
    'a an and annual at conf conference de der des die du for für in international int intl ieee acm joint journal j la le meeting of on or ' +
    'proc proceedings symp symposium the trans transactions und workshop'
  ).split(' '),
);

/** Where reports and theses come from: they are versions of a paper, not places where it appeared beside another. */
const INSTITUTION =
  /\b(?:dep(?:t|art|artment)?\b|universit|institut|laborator|\blab\b|\blabs\b|school|faculty|college|research cent(?:er|re)|technical report|tech\. ?rep|working paper|memorandum|thesis|dissertation|electronic colloquium|ECCC)/i;

/** What has such a word is a periodical, a meeting or a publisher, whatever house it belongs to. */
const OUTLET =
  /\b(?:press|verlag|publish|journal|annals|annales|proceedings|proc\b|bulletin|transactions|trans\b|review|letters|publications|conference|symposium|workshop|magazine)/i;

/** Whether a venue is a house that issues reports and theses rather than a journal, a conference or a publisher. */
export function isInstitution(venue: string): boolean {
  return INSTITUTION.test(venue) && !OUTLET.test(venue);
}

/**
 * Whether two names can be one venue's: they share a telling word, one abbreviates the words of the other ("Phys. Rev. B" and
 * "Physical Review B"), or one is an acronym of the other ("CVPR", "NeurIPS").
 */
export function venuesAgree(a: string, b: string): boolean {
  const left = tellingWords(a);
  const right = tellingWords(b);
  if (left.length === 0 || right.length === 0) return true;
  if (left.some((word) => right.some((other) => abbreviates(word, other) || abbreviates(other, word))))
    return true;
  return left.some((word) => isAcronymOf(word, right)) || right.some((word) => isAcronymOf(word, left));
}

/** The words without fillers and numbers; of a name that has only such words, all. */
function tellingWords(venue: string): readonly string[] {
  // A year or number glued to an acronym ("icml2015", "NIPS'12") is no part of it.
  const all = words(venue).map((word) => word.replace(/^(\p{L}+)\d+$/u, '$1'));
  const telling = all.filter((word) => !FILLERS.has(word) && !/^\d+(?:st|nd|rd|th)?$/.test(word));
  return telling.length > 0 ? telling : all;
}

/** "rev" abbreviates "review"; "j" says too little. */
function abbreviates(short: string, long: string): boolean {
  return short.length >= 3 && long.startsWith(short);
}

/** Whether a word is made of the beginnings of words that follow each other: "cvpr" of computer vision pattern recognition. */
function isAcronymOf(word: string, list: readonly string[]): boolean {
  if (word.length < 3 || word.length > 12) return false;
  return list.some((_, start) => takesBeginnings(word, list, start));
}

function takesBeginnings(word: string, list: readonly string[], start: number): boolean {
  let ends = new Set([0]);
  for (let at = start; at < list.length && ends.size > 0; at++) {
    const next = new Set<number>();
    for (const end of ends) {
      const longest = sharedPrefix(word.slice(end), list[at]!);
      for (let length = 1; length <= longest; length++) next.add(end + length);
    }
    // One word alone is an abbreviation, not an acronym.
    if (at > start && next.has(word.length)) return true;
    ends = next;
  }
  return false;
}

function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
