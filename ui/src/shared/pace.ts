// How fast a job goes, of what it has said in the last seconds.

/** What is done a second, and how long the rest takes so. */
export type Rate = {
  perSecond: number;
  /** Bytes a second, where the steps' sizes are known. */
  bytes: number | null;
  /** Seconds. */
  left: number;
};

/** Over how many milliseconds it is measured: a card that becomes slow must be seen soon. */
const WINDOW = 10_000;

/** What one can't yet say anything of. */
const SHORTEST = 1_000;

type Sample = { at: number; done: number };

export class Pace {
  #samples: Sample[] = [];
  /** Bytes of the first n steps. */
  readonly #sums: number[] = [0];

  constructor(sizes: readonly number[] = []) {
    for (const size of sizes) this.#sums.push((this.#sums.at(-1) ?? 0) + size);
  }

  /** Notes how many steps are done, at a time in milliseconds. */
  note(at: number, done: number): void {
    this.#samples.push({ at, done });
    // The last one outside the window stays: from there to now is a whole window.
    const inside = this.#samples.findIndex((sample) => sample.at >= at - WINDOW);
    if (inside > 1) this.#samples = this.#samples.slice(inside - 1);
  }

  /** How fast it goes; null while nobody can say. */
  rate(total: number): Rate | null {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < SHORTEST || last.done === first.done) return null;
    const seconds = (last.at - first.at) / 1000;
    const perSecond = (last.done - first.done) / seconds;
    const whole = this.#sums[total];
    if (whole === undefined)
      return { perSecond, bytes: null, left: (total - last.done) / perSecond };
    const [from = 0, to = 0] = [this.#sums[first.done], this.#sums[last.done]];
    const bytes = (to - from) / seconds;
    return { perSecond, bytes, left: (whole - to) / bytes };
  }
}
