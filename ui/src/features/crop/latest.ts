// One question at a time, and of those that come meanwhile the latest: what a hand draws asks more
// often than anybody can answer, and only the last answer counts. There is no line to wait in.

export class Latest<Q, A> {
  readonly #ask: (question: Q) => Promise<A>;
  readonly #answered: (answer: A, question: Q) => void;
  readonly #failed: (thrown: unknown) => void;
  readonly #same: (a: Q, b: Q) => boolean;
  /** What was asked last, under way or answered. */
  #asked: Q | null = null;
  #next: Q | null = null;
  #running: Promise<void> | null = null;

  constructor(
    ask: (question: Q) => Promise<A>,
    answered: (answer: A, question: Q) => void,
    failed: (thrown: unknown) => void,
    same: (a: Q, b: Q) => boolean = (a, b) => JSON.stringify(a) === JSON.stringify(b),
  ) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
    this.#same = same;
  }

  /** Asks; a question that was asked last already is not asked again. */
  ask(question: Q): void {
    if (this.#asked !== null && this.#same(this.#asked, question)) {
      this.#next = null;
      return;
    }
    this.#next = question;
    this.#running ??= this.#run();
  }

  /** Resolves when the latest question is answered. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    for (let question = this.#next; question !== null; question = this.#next) {
      this.#next = null;
      this.#asked = question;
      try {
        this.#answered(await this.#ask(question), question);
      } catch (thrown) {
        // It may be asked again: what failed once need not fail twice.
        this.#asked = null;
        this.#failed(thrown);
      }
    }
    this.#running = null;
  }
}
