import { ABOUT, findCandidates, type Candidate, type TopicInput } from './candidates.ts';

export interface Topic {
  /** The label's folded words with hyphens: stable while the label is. */
  readonly id: string;
  readonly label: string;
  /** Papers by id, sorted. */
  readonly papers: readonly string[];
}

/** Papers without any topic's phrase. */
const OTHER = { id: 'other', label: 'Other' };
const MOST_TOPICS_OF_ONE = 3;

/**
 * Groups papers by the phrases that they share, named by the phrase: a greedy weighted set cover over key phrases (the greedy
 * heuristic of Chvátal, 1979). A function of the set of papers. Steps by `yield` so that the caller may pause it.
 */
export function* buildTopics(papers: readonly TopicInput[]): Generator<void, Topic[]> {
  const usable = new Set(yield* findCandidates(papers));
  const chosen: Candidate[] = [];
  const covered = new Map<string, number>();
  const most = Math.round(3 + 1.8 * Math.sqrt(papers.length));
  while (chosen.length < most) {
    const best = bestCandidate(usable, covered, papers.length);
    if (!best) break;
    chosen.push(best);
    for (const id of best.papers.keys()) covered.set(id, (covered.get(id) ?? 0) + 1);
    for (const rival of [...usable]) if (isAlike(rival, best)) usable.delete(rival);
    yield;
  }
  return topicsOf(chosen, papers);
}

function bestCandidate(
  usable: ReadonlySet<Candidate>,
  covered: ReadonlyMap<string, number>,
  count: number,
): Candidate | null {
  let best: Candidate | null = null;
  let bestScore = 0;
  for (const candidate of usable) {
    let gain = 0;
    let fresh = 0;
    for (const [id, strength] of candidate.papers) {
      const times = covered.get(id) ?? 0;
      if (times === 0) fresh++;
      gain += strength * (times === 0 ? 1 : times === 1 ? 0.25 : 0);
    }
    if (fresh < 2) continue;
    const specific = Math.log((count + 1) / candidate.papers.size);
    const score = gain * specific * (candidate.words === 1 ? 0.6 : candidate.words === 2 ? 1.25 : 1.15);
    if (score > bestScore || (score === bestScore && best !== null && candidate.term < best.term)) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** One is part of the other, or both mark nearly the same papers. */
function isAlike(a: Candidate, b: Candidate): boolean {
  if (a === b || ` ${a.term} `.includes(` ${b.term} `) || ` ${b.term} `.includes(` ${a.term} `)) return true;
  let shared = 0;
  for (const id of a.papers.keys()) if (b.papers.has(id)) shared++;
  return shared / (a.papers.size + b.papers.size - shared) > 0.5;
}

function topicsOf(chosen: readonly Candidate[], papers: readonly TopicInput[]): Topic[] {
  const members = new Map<Candidate, string[]>(chosen.map((candidate) => [candidate, []]));
  const rest: string[] = [];
  for (const { id } of papers) {
    const strength = (candidate: Candidate): number => candidate.papers.get(id) ?? 0;
    const own = chosen
      .filter((candidate) => strength(candidate) > 0)
      .sort((a, b) => strength(b) - strength(a));
    const kept = own
      .filter((candidate, i) => i === 0 || strength(candidate) > ABOUT)
      .slice(0, MOST_TOPICS_OF_ONE);
    for (const candidate of kept) members.get(candidate)!.push(id);
    if (kept.length === 0) rest.push(id);
  }
  const topics: Topic[] = [];
  for (const candidate of chosen) {
    const ids = members.get(candidate)!;
    if (ids.length < 2)
      rest.push(...ids.filter((id) => !chosen.some((c) => c !== candidate && members.get(c)!.includes(id))));
    else
      topics.push({ id: candidate.term.replaceAll(' ', '-'), label: labelOf(candidate), papers: ids.sort() });
  }
  topics.sort((a, b) => b.papers.length - a.papers.length || (a.label < b.label ? -1 : 1));
  // Where nothing is grouped, nothing is left over.
  const label = topics.length === 0 ? 'All papers' : OTHER.label;
  if (rest.length > 0) topics.push({ ...OTHER, label, papers: rest.sort() });
  return topics;
}

/** The spelling that is used most, with a capital in front unless the word is written in its own way ("KV cache", "mT5"). */
function labelOf({ spellings }: Candidate): string {
  const merged = new Map<string, number>();
  for (const [written, count] of spellings) {
    const label = written
      .split(' ')
      .map((word) => (/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word))
      .join(' ');
    merged.set(label, (merged.get(label) ?? 0) + count);
  }
  const [[label]] = [...merged].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)) as [[string, number]];
  return /^\p{Ll}+(?:[\s-]|$)/u.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}
