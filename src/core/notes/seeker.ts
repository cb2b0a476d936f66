/** Finds strings in one text; a question asked again for a near place costs nothing, so that many failing searches stay linear. */
export class Seeker {
  readonly #text: string;
  readonly #answers = new Map<string, { from: number; at: number }>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset of the first `needle` at or behind `from`, or -1. */
  next(needle: string, from: number): number {
    const answer = this.#answers.get(needle);
    if (answer && answer.from <= from && (answer.at < 0 || from <= answer.at)) return answer.at;
    const at = this.#text.indexOf(needle, from);
    this.#answers.set(needle, { from, at });
    return at;
  }
}
