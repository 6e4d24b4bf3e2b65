// How fields reach the disk. What is typed is shown at once, sent at most 350 ms after the first
// unsent letter, kept and sent again when the core could not save it, and called saved only once the
// core has said so. Edits leave in the order in which they were made.
import type { Step, WireError } from '../ipc/bindings';
import { mergedFields } from '../ipc/edits';
import { wireError } from '../ipc/host';
import type { Operation, Settle, Steps, UndoOrder } from './undo.svelte';

/** The longest that a typed letter waits before it is sent, in milliseconds. */
export const LONGEST_WAIT = 350;

/** The pauses before a save is tried again, in milliseconds; the last one from then on. */
export const PAUSES: readonly number[] = [500, 1_000, 2_000, 5_000, 10_000];

export type SaveState =
  { kind: 'saved'; at: string } | { kind: 'saving' } | { kind: 'failed'; error: WireError };

type Put<C extends string> = {
  op: 'put';
  collection: C;
  id: string | null;
  fields: Record<string, unknown>;
};

const nobody: Settle = () => undefined;

type Answer = { saved_at: string; step: Step };

/** A put with the operation that it is part of, and what tells that of its step. */
type Typed<C extends string> = { put: Put<C>; operation: Operation | null; settle: Settle };

export class EditQueue<C extends string, E extends { op: string }, R extends Answer> {
  readonly #send: (edits: (E | Put<C>)[]) => Promise<R>;
  readonly #answered: (answer: R) => void;
  readonly #undo: UndoOrder;
  readonly #document: Steps;
  /** Typed and not sent. */
  #waiting = $state.raw<Typed<C>[]>([]);
  /** Sent and not acknowledged. */
  #underway = $state.raw<(E | Put<C>)[]>([]);
  #error = $state.raw<WireError | null>(null);
  #savedAt = $state('');
  #busy = $state(0);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  /** The end of the last thing that was begun; it never rejects. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(
    savedAt: string,
    send: (edits: (E | Put<C>)[]) => Promise<R>,
    answered: (answer: R) => void,
    undo: { order: UndoOrder; document: Steps },
  ) {
    this.#undo = undo.order;
    this.#document = undo.document;
    this.#savedAt = savedAt;
    this.#send = send;
    this.#answered = answered;
  }

  readonly state: SaveState = $derived.by(() => {
    if (this.#error !== null) return { kind: 'failed', error: this.#error };
    if (this.#waiting.length > 0 || this.#busy > 0) return { kind: 'saving' };
    return { kind: 'saved', at: this.#savedAt };
  });

  /** What is not on disk yet, to be shown over what the core last said. */
  readonly unsaved: (E | Put<C>)[] = $derived([
    ...this.#underway,
    ...this.#waiting.map(({ put }) => put),
  ]);

  /** Writes fields some time soon; several writes to one entity go out as one. */
  put(collection: C, id: string, fields: Record<string, unknown>): void {
    this.#soon({ op: 'put', collection, id, fields }, this.#undo.begin(`${collection}/${id}`));
  }

  /** Writes fields that follow from something else, which undo takes back: they are no operation. */
  putAlong(collection: C, id: string, fields: Record<string, unknown>): void {
    this.#soon({ op: 'put', collection, id, fields }, null);
  }

  #soon(put: Put<C>, operation: Operation | null): void {
    this.#wait(put, operation, null);
    // After a failure the timer is that of the next try: what is typed is reason to try sooner.
    if (this.#error !== null) this.#stopTimer();
    this.#timer ??= setTimeout(() => void this.#sendWaiting(), LONGEST_WAIT);
  }

  /** Adds a put to those that wait, to an earlier one of the same operation where there is one. */
  #wait(put: Put<C>, operation: Operation | null, settle: Settle | null): void {
    const at = this.#waiting.findIndex(
      (earlier) =>
        earlier.operation === operation &&
        earlier.put.collection === put.collection &&
        earlier.put.id === put.id,
    );
    const earlier = this.#waiting[at];
    if (earlier) {
      const fields = mergedFields(earlier.put.fields, put.fields);
      this.#waiting = this.#waiting.with(at, { ...earlier, put: { ...earlier.put, fields } });
      settle?.(null);
    } else {
      const typed = {
        put,
        operation,
        settle: settle ?? operation?.expect(this.#document) ?? nobody,
      };
      this.#waiting = [...this.#waiting, typed];
    }
  }

  /** Sends what waits; resolves when all is on disk, rejects with the core's error when not. */
  async flush(): Promise<void> {
    await this.#sendWaiting();
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the core rejects
    if (this.#error !== null) throw this.#error;
  }

  /** Does edits now, behind what waits; rejects when one of the two could not be saved. */
  async run(edits: E[]): Promise<R> {
    const settle = this.#undo.begin().expect(this.#document);
    try {
      const answer = await this.#run(edits);
      settle(answer.step);
      return answer;
    } catch (thrown) {
      settle(null);
      throw thrown;
    }
  }

  /** Does edits that follow from something else, which undo takes back: they are no operation. */
  runAlong(edits: E[]): Promise<R> {
    return this.#run(edits);
  }

  async #run(edits: E[]): Promise<R> {
    await this.flush();
    return this.exclusive(async () => {
      this.#underway = edits;
      try {
        const answer = await this.#send(edits);
        this.#underway = [];
        this.#acknowledge(answer);
        return answer;
      } finally {
        this.#underway = [];
      }
    });
  }

  /** Does other work with the document in the same line, so that no answer overtakes another. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    const result = this.#line.then(work).finally(() => (this.#busy -= 1));
    this.#line = result.catch(() => undefined);
    return result;
  }

  /** Takes the answer of a call that was made in this line. */
  acknowledged(answer: R): void {
    this.#acknowledge(answer);
  }

  async #sendWaiting(): Promise<void> {
    this.#stopTimer();
    await this.exclusive(async () => {
      const all = this.#waiting;
      if (all.length === 0) return;
      this.#waiting = [];
      // One at a time: each has a step of its own, so that undo takes back one and not all.
      for (const [i, { put, settle }] of all.entries()) {
        this.#underway = all.slice(i).map((typed) => typed.put);
        try {
          const answer = await this.#send([put]);
          this.#underway = all.slice(i + 1).map((typed) => typed.put);
          this.#failures = 0;
          this.#error = null;
          settle(answer.step);
          this.#acknowledge(answer);
        } catch (thrown) {
          this.#keep(all.slice(i), wireError(thrown));
          return;
        }
      }
    });
  }

  #acknowledge(answer: R): void {
    this.#savedAt = answer.saved_at;
    this.#answered(answer);
  }

  /** Puts unsaved edits back before what was typed since, and tries again later. */
  #keep(edits: Typed<C>[], error: WireError): void {
    const typedSince = this.#waiting;
    this.#underway = [];
    this.#waiting = edits;
    this.#error = error;
    for (const { put, operation, settle } of typedSince) this.#wait(put, operation, settle);
    this.#stopTimer();
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)] ?? LONGEST_WAIT;
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.#sendWaiting(), pause);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
