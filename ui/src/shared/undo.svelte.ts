// One order of undo for all that is done on a page: what is typed in the manuscript, and every
// operation on the documents around it, latest first. The text keeps its own history; here stands
// which operation came after how much of it. Each operation goes back by the core's step, so that
// what others changed meanwhile stays, and redo takes back the step that took it back.
import type { Step } from '../ipc/bindings';

/** The history of the manuscript, as far as the order needs it. */
export type TextHistory = {
  /** How many changes of the text could be undone. */
  depth(): number;
  undo(): boolean;
  redo(): boolean;
  /** Ends the change that is being typed: what comes is another one. */
  close(): void;
};

/** A document whose operations can be taken back. */
export type Steps = {
  /** Resolves when all that was typed in its fields is on disk. */
  flush(): Promise<void>;
  /** Takes a step back; resolves with the step that did it. */
  takeBack(step: Step): Promise<Step>;
};

/** What can be taken back: a step, or something that needs an operation of its own for it. */
export type Undoable = { takeBack(): Promise<Undoable> };

/** Tells an operation how its edit came back: null when nothing was done. */
export type Settle = (step: Step | null) => void;

/** Writes to one thing belong together unless one pauses as long as that, in milliseconds. */
export const PAUSE = 1_000;

/** Something the user did that is not text. Its edits may still be on their way to the disk. */
export class Operation {
  readonly key: string | null;
  /** How many changes of the text came before it. */
  depth: number;
  at: number;
  /** What it consists of, the first done first. */
  readonly parts: Part[] = [];
  /** The steps by which it was first done: what a notice knows it by, also when done again. */
  origins: Step[] = [];

  constructor(key: string | null, depth: number, at: number) {
    this.key = key;
    this.depth = depth;
    this.at = at;
  }

  /** Awaits one more edit of it. */
  expect(document: Steps): Settle {
    const part: Part = { document, undoable: null };
    this.parts.push(part);
    return (step) => {
      if (step) {
        this.origins.push(step);
        part.undoable = undoableStep(document, step);
      } else {
        this.parts.splice(this.parts.indexOf(part), 1);
      }
    };
  }

  /** Whether it was done by that step. */
  has(step: Step): boolean {
    return this.origins.some((own) => sameStep(own, step));
  }
}

/** `undoable` is null while the edit is on its way. */
type Part = { document: Steps | null; undoable: Undoable | null };

export class UndoOrder {
  #text: TextHistory | null = null;
  #done = $state.raw<Operation[]>([]);
  #undone = $state.raw<(Operation | 'text')[]>([]);
  /** What several edits of one action are put into, while it runs. */
  #together: { operation: Operation | null } | null = null;
  /** The end of what is under way; it never rejects. */
  #line: Promise<unknown> = Promise.resolve();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Takes the manuscript in; what it returns takes it out, with its share of the order. */
  attach(text: TextHistory): () => void {
    this.#text = text;
    for (const operation of this.#done) operation.depth = 0;
    this.#undone = [];
    return () => {
      if (this.#text === text) this.#text = null;
    };
  }

  /** The text was changed by the user; `before` and `after` are the depths of its history. */
  edited(before: number, after: number): void {
    if (this.#undone.length > 0) this.#undone = [];
    // A history that is full forgets its oldest changes when another one comes.
    const forgotten = after < before ? before + 1 - after : 0;
    for (const operation of forgotten > 0 ? this.#done : []) {
      operation.depth = Math.max(0, operation.depth - forgotten);
    }
  }

  /** Begins an operation; one with the key of the last, soon after it, is part of that one. */
  begin(key: string | null = null): Operation {
    const at = this.#now();
    const last = this.#together ? this.#together.operation : this.#latestWith(key, at);
    this.#undone = [];
    if (last) {
      last.at = at;
      return last;
    }
    this.#text?.close();
    const operation = new Operation(key, this.#text?.depth() ?? 0, at);
    this.#done = [...this.#done, operation];
    if (this.#together) this.#together.operation = operation;
    return operation;
  }

  /** Notes an operation that is done already, with the step by which a notice knows it. */
  did(undoable: Undoable, step: Step | null = null): void {
    const operation = this.begin();
    operation.parts.push({ document: null, undoable });
    if (step) operation.origins.push(step);
  }

  /** Makes all that is done to the documents during the work one operation. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    if (this.#together) return work();
    this.#together = { operation: null };
    try {
      return await work();
    } finally {
      this.#together = null;
    }
  }

  /** Takes back whatever was done last; rejects when it could not be, and then it stays. */
  undo(): Promise<'text' | 'operation' | 'nothing'> {
    return this.#next(async () => {
      let operation = this.#done.at(-1);
      // What came to nothing (it was refused, or is empty) is passed over.
      while (operation?.parts.length === 0) {
        this.#forget(operation);
        operation = this.#done.at(-1);
      }
      const text = this.#text;
      if (text && text.depth() > (operation?.depth ?? 0) && text.undo()) {
        this.#undone = [...this.#undone, 'text'];
        return 'text';
      }
      if (!operation) return 'nothing';
      const back = await this.#takeBack(operation);
      this.#undone = [...this.#undone, back];
      return 'operation';
    });
  }

  /** Does again what was taken back last. */
  redo(): Promise<'text' | 'operation' | 'nothing'> {
    return this.#next(async () => {
      const last = this.#undone.at(-1);
      if (!last) return 'nothing';
      if (last === 'text') {
        this.#undone = this.#undone.slice(0, -1);
        return this.#text?.redo() ? 'text' : 'nothing';
      }
      const again = await reversed(last);
      this.#undone = this.#undone.filter((entry) => entry !== last);
      this.#text?.close();
      again.depth = this.#text?.depth() ?? 0;
      this.#done = [...this.#done, again];
      return 'operation';
    });
  }

  /** Takes back the operation of a step, wherever it stands, as the notice about it offers. */
  async revert(document: Steps, step: Step): Promise<void> {
    const operation = this.#done.find((entry) => entry.has(step));
    if (this.#undone.some((entry) => entry !== 'text' && entry.has(step))) return;
    const latest = operation !== undefined && operation === this.#done.at(-1);
    if (latest && this.#isLatest(operation)) {
      await this.undo();
      return;
    }
    await this.#next(async () => {
      const back = operation
        ? await this.#takeBack(operation)
        : await reversed(lone(undoableStep(document, step)));
      // Out of its order it is something new, which can itself be undone.
      this.#undone = [];
      this.#text?.close();
      back.depth = this.#text?.depth() ?? 0;
      this.#done = [...this.#done, back];
    });
  }

  /** Whether there is something to take back. */
  readonly any: boolean = $derived(this.#done.length > 0);

  #isLatest({ depth }: Operation): boolean {
    return (this.#text?.depth() ?? 0) <= depth;
  }

  #latestWith(key: string | null, at: number): Operation | null {
    const last = this.#done.at(-1);
    const goesOn = key !== null && last?.key === key && at - last.at < PAUSE;
    return last && goesOn && this.#isLatest(last) ? last : null;
  }

  async #takeBack(operation: Operation): Promise<Operation> {
    const back = await reversed(operation);
    this.#forget(operation);
    return back;
  }

  #forget(operation: Operation): void {
    this.#done = this.#done.filter((entry) => entry !== operation);
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#line.then(work);
    this.#line = result.catch(() => undefined);
    return result;
  }
}

/** Takes the parts back, the last first; resolves with what would do them again. */
async function reversed(operation: Operation): Promise<Operation> {
  const back = new Operation(null, 0, operation.at);
  back.origins = operation.origins;
  // Fields that are still on their way have no step yet; saved or refused, they have.
  for (const document of new Set(operation.parts.map((part) => part.document))) {
    await document?.flush();
  }
  for (let part = operation.parts.at(-1); part; part = operation.parts.at(-1)) {
    const undoable = await part.undoable?.takeBack();
    operation.parts.pop();
    if (undoable) back.parts.push({ document: part.document, undoable });
  }
  return back;
}

function lone(undoable: Undoable): Operation {
  const operation = new Operation(null, 0, 0);
  operation.parts.push({ document: null, undoable });
  return operation;
}

function undoableStep(document: Steps, step: Step): Undoable {
  return {
    takeBack: async () => undoableStep(document, await document.takeBack(step)),
  };
}

function sameStep(a: Step, b: Step): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
