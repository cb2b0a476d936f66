import { parseUnwanted, UnwantedPairs } from '../related/less-like-this.ts';
import type { Problem } from '../text/problem.ts';
import { parseTopics, type KeptTopic } from '../topics/kept-topics.ts';

/** What readers chose for finding: topics that are kept, and what is not to be shown as related. */
export class ReaderChoices {
  readonly unwanted = new UnwantedPairs();
  readonly #topics = new Map<string, readonly KeptTopic[]>();
  readonly #paths = new Set<string>();
  #topicsChanged = false;

  get paths(): Iterable<string> {
    return this.#paths;
  }

  /** Takes a file; returns what is wrong in it. */
  set(kind: 'less-like-this' | 'topics', path: string, text: string): readonly Problem[] {
    this.#paths.add(path);
    if (kind === 'less-like-this') {
      const { unwanted, problems } = parseUnwanted(text);
      this.unwanted.setFile(path, unwanted);
      return problems;
    }
    const { topics, problems } = parseTopics(text);
    this.#topics.set(path, topics);
    this.#topicsChanged = true;
    return problems;
  }

  delete(path: string): void {
    if (!this.#paths.delete(path)) return;
    this.unwanted.setFile(path, []);
    if (this.#topics.delete(path)) this.#topicsChanged = true;
  }

  /** The kept topics of all files; of one name the first, by path. */
  keptTopics(): readonly KeptTopic[] {
    const byName = new Map<string, KeptTopic>();
    for (const path of [...this.#topics.keys()].sort())
      for (const topic of this.#topics.get(path)!) if (!byName.has(topic.name)) byName.set(topic.name, topic);
    return [...byName.values()];
  }

  /** Whether kept topics changed since this was last asked. */
  takeChanged(): boolean {
    const changed = this.#topicsChanged;
    this.#topicsChanged = false;
    return changed;
  }
}
