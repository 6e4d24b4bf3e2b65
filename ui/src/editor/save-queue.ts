// When the manuscript is saved, and what one may say of it. Changed blocks go out at most 150 ms
// after the first unsent change, one save at a time; what was not acknowledged is not called saved.
// It knows neither the editor nor the clock: both come in.
import type { BodyChange, Block } from './contract';

/** The longest that a change waits before it is sent, in milliseconds. */
export const LONGEST_WAIT = 150;

/** The pauses before a save is tried again, in milliseconds; the last one from then on. */
export const PAUSES: readonly number[] = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

/** What the core answers to a save. */
export type Saved = { heads: string[]; saved_at: string; elsewhere: Block[] | null };

export type SaveState =
  /** All that was typed is on disk, since that moment (RFC 3339). */
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** Not saved. It stays so while it is tried again, until a save is acknowledged. */
  | { kind: 'failed'; error: unknown; retryAt: number };

export type SaveQueueOptions<S extends Saved> = {
  take: () => BodyChange | null;
  giveBack: (change: BodyChange) => void;
  /** Sends a change that was made from the heads `base`. A rejection means that nothing is saved. */
  save: (change: BodyChange, base: string[]) => Promise<S>;
  /** Shows the body with what came from elsewhere. */
  replace: (blocks: Block[]) => void;
  heads: string[];
  /** When the report was last saved. */
  savedAt: string;
  /** Hears of every acknowledged save. */
  onSaved?: (saved: S) => void;
  /** Milliseconds, for `retryAt`. */
  now?: () => number;
  /** Calls back once after so many milliseconds; what it returns calls that off. */
  setTimer?: (callback: () => void, milliseconds: number) => () => void;
};

export class SaveQueue<S extends Saved = Saved> {
  readonly #options: SaveQueueOptions<S>;
  readonly #now: () => number;
  readonly #setTimer: (callback: () => void, milliseconds: number) => () => void;
  readonly #listeners = new Set<(state: SaveState) => void>();
  #heads: string[];
  #state: SaveState;
  #savedAt: string;
  /** Ends the one timer that is set: for the next save, or for the next try. */
  #endTimer: (() => void) | null = null;
  /** The save or reload under way; it never rejects. */
  #underway: Promise<unknown> | null = null;
  /** Something was touched that no take has fetched yet. */
  #touched = false;
  /** Its time came while a save was under way. */
  #overdue = false;
  #failures = 0;
  #closed = false;

  constructor(options: SaveQueueOptions<S>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#setTimer = options.setTimer ?? timeout;
    this.#heads = options.heads;
    this.#savedAt = options.savedAt;
    this.#state = { kind: 'saved', at: options.savedAt };
  }

  get state(): SaveState {
    return this.#state;
  }

  /** The heads of what the window shows: the base of the next save. */
  get heads(): string[] {
    return this.#heads;
  }

  /** Calls with the state now and at each change; what it returns ends that. */
  subscribe(listener: (state: SaveState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  /** Something changed: it will be sent. */
  touch(): void {
    if (this.#closed) return;
    const first = !this.#touched;
    this.#touched = true;
    if (!first) return;
    if (this.#state.kind === 'saved') this.#become({ kind: 'unsaved' });
    if (this.#state.kind === 'failed') {
      // The timer is that of the next try: a new edit is reason to try sooner.
      this.#become({ ...this.#state, retryAt: this.#now() + LONGEST_WAIT });
    }
    this.#sendIn(LONGEST_WAIT);
  }

  /** Sends what there is; resolves when it is on disk, rejects with the core's error when not. */
  async flush(): Promise<void> {
    await this.#underway;
    await this.#send();
    if (this.#state.kind === 'failed') throw asError(this.#state.error);
  }

  /**
   * Fetches the body anew, because something else than the window changed it, and shows it. Between
   * a save's start and its end the answer could be older than what is shown, so it waits its turn.
   */
  async reload(load: () => Promise<{ blocks: Block[]; heads: string[] }>): Promise<void> {
    while (this.#underway) await this.#underway;
    const work = load();
    this.#underway = work.catch(() => undefined);
    try {
      const { blocks, heads } = await work;
      this.#heads = heads;
      this.#options.replace(blocks);
    } finally {
      this.#underway = null;
      this.#catchUp();
    }
  }

  /** Sends what there is and stops; rejects when that failed, and then goes on. */
  async close(): Promise<void> {
    await this.flush();
    this.#closed = true;
    this.#stopTimer();
  }

  #sendIn(milliseconds: number): void {
    this.#stopTimer();
    this.#endTimer = this.#setTimer(() => {
      this.#endTimer = null;
      if (this.#underway) this.#overdue = true;
      else void this.#send();
    }, milliseconds);
  }

  #stopTimer(): void {
    this.#endTimer?.();
    this.#endTimer = null;
  }

  /** Sends one save; never rejects. */
  async #send(): Promise<void> {
    while (this.#underway) await this.#underway;
    this.#stopTimer();
    this.#touched = false;
    this.#overdue = false;
    const change = this.#options.take();
    if (!change) {
      // Typed and taken back, or nothing at all.
      if (this.#state.kind !== 'saved') this.#become({ kind: 'saved', at: this.#savedAt });
      return;
    }
    if (this.#state.kind !== 'failed') this.#become({ kind: 'saving' });
    const attempt = this.#attempt(change);
    this.#underway = attempt;
    const settle = await attempt;
    this.#underway = null;
    settle();
  }

  /** Saves once; resolves with what is to be done about the outcome. */
  async #attempt(change: BodyChange): Promise<() => void> {
    try {
      const saved = await this.#options.save(change, this.#heads);
      return () => this.#acknowledge(saved);
    } catch (error) {
      return () => this.#fail(change, error);
    }
  }

  #acknowledge(saved: S): void {
    this.#failures = 0;
    this.#heads = saved.heads;
    this.#savedAt = saved.saved_at;
    if (saved.elsewhere) this.#options.replace(saved.elsewhere);
    this.#become(this.#touched ? { kind: 'unsaved' } : { kind: 'saved', at: saved.saved_at });
    this.#options.onSaved?.(saved);
    this.#catchUp();
  }

  #fail(change: BodyChange, error: unknown): void {
    this.#options.giveBack(change);
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)] ?? LONGEST_WAIT;
    this.#failures += 1;
    // What was touched meanwhile is part of the next try; a later touch makes that come sooner.
    this.#touched = false;
    this.#overdue = false;
    this.#become({ kind: 'failed', error, retryAt: this.#now() + pause });
    this.#sendIn(pause);
  }

  /** Sends at once what had waited for the end of a save. */
  #catchUp(): void {
    if (this.#overdue) void this.#send();
  }

  #become(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

function timeout(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** The core rejects with a `WireError`, which the window reads; it must arrive as it is. */
function asError(error: unknown): Error {
  return error as Error;
}
