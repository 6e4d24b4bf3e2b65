import { describe, expect, it } from 'vitest';

import type { BodyChange } from './contract';
import { LONGEST_WAIT, PAUSES, type Saved, SaveQueue } from './save-queue';
import { p } from './testing/blocks';

/** A window whose text is a list of words, a core that answers when it is told to, and a clock. */
class Rig {
  unsent: string[] = [];
  taken: string[] = [];
  readonly sent: { words: string[]; base: string[] }[] = [];
  readonly shown: string[] = [];
  readonly states: string[] = [];
  time = 0;
  #timers: { due: number; callback: () => void }[] = [];
  #answers: { resolve: (saved: Saved) => void; reject: (error: unknown) => void }[] = [];

  readonly queue = new SaveQueue({
    take: (): BodyChange | null => {
      if (this.unsent.length === 0) return null;
      this.taken = this.unsent;
      this.unsent = [];
      return { blocks: this.taken.map((word) => p(word)), removed: [], order: null };
    },
    giveBack: () => (this.unsent = [...this.taken, ...this.unsent]),
    save: (change, base) => {
      this.sent.push({ words: change.blocks.map(({ id }) => id), base });
      return new Promise<Saved>((resolve, reject) => this.#answers.push({ resolve, reject }));
    },
    replace: (blocks) => this.shown.push(blocks.map(({ id }) => id).join(' ')),
    heads: ['h0'],
    savedAt: 't0',
    now: () => this.time,
    setTimer: (callback, milliseconds) => {
      const timer = { due: this.time + milliseconds, callback };
      this.#timers.push(timer);
      return () => (this.#timers = this.#timers.filter((other) => other !== timer));
    },
  });

  constructor() {
    this.queue.subscribe((state) => this.states.push(state.kind));
  }

  write(word: string): void {
    this.unsent.push(word);
    this.queue.touch();
  }

  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    const due = this.#timers.filter((timer) => timer.due <= this.time);
    this.#timers = this.#timers.filter((timer) => timer.due > this.time);
    for (const timer of due) timer.callback();
    await settled();
  }

  async acknowledge(saved: Partial<Saved> = {}): Promise<void> {
    const heads = [`h${this.sent.length}`];
    this.#answers.shift()?.resolve({ heads, saved_at: 't1', elsewhere: null, ...saved });
    await settled();
  }

  async refuse(error: unknown = { code: 'store.full' }): Promise<void> {
    this.#answers.shift()?.reject(error);
    await settled();
  }

  words(): string[] {
    return this.sent.map(({ words }) => words.join(' '));
  }
}

/** Lets all promises that are ready go on. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

describe('the save queue', () => {
  it('sends the changes of the first 150 ms together, and then says when they were saved', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT - 1);
    rig.write('b');
    expect(rig.words()).toEqual([]);
    await rig.pass(1);
    expect(rig.words()).toEqual(['a b']);
    expect(rig.queue.state).toEqual({ kind: 'saving' });
    await rig.acknowledge({ saved_at: '10:42:07' });
    expect(rig.queue.state).toEqual({ kind: 'saved', at: '10:42:07' });
    expect(rig.states).toEqual(['saved', 'unsaved', 'saving', 'saved']);
  });

  it('has one save under way; what is written meanwhile goes out right after, from the new heads', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    rig.write('b');
    await rig.pass(10 * LONGEST_WAIT);
    expect(rig.words()).toEqual(['a']);
    await rig.acknowledge();
    expect(rig.sent).toEqual([
      { words: ['a'], base: ['h0'] },
      { words: ['b'], base: ['h1'] },
    ]);
    // The first was acknowledged, but not all that the window shows.
    expect(rig.states).toEqual(['saved', 'unsaved', 'saving', 'unsaved', 'saving']);
    await rig.acknowledge();
    expect(rig.queue.state.kind).toBe('saved');
  });

  it('is not saved while anything was typed after what is acknowledged', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    rig.write('b');
    await rig.acknowledge();
    expect(rig.queue.state.kind).toBe('unsaved');
    await rig.pass(LONGEST_WAIT);
    await rig.acknowledge();
    expect(rig.words()).toEqual(['a', 'b']);
    expect(rig.queue.state.kind).toBe('saved');
  });

  it('keeps a change that failed, tries again with growing pauses, and loses none', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    await rig.refuse({ code: 'store.full' });
    expect(rig.queue.state).toEqual({
      kind: 'failed',
      error: { code: 'store.full' },
      retryAt: LONGEST_WAIT + 500,
    });
    for (const pause of PAUSES) {
      const before = rig.sent.length;
      await rig.pass(pause - 1);
      expect(rig.sent.length).toBe(before);
      await rig.pass(1);
      expect(rig.sent.length).toBe(before + 1);
      // A try is no success: it goes on saying that the text is not saved.
      expect(rig.queue.state.kind).toBe('failed');
      await rig.refuse();
    }
    await rig.pass(PAUSES.at(-1) ?? 0);
    await rig.acknowledge();
    expect(rig.queue.state.kind).toBe('saved');
    expect(new Set(rig.words())).toEqual(new Set(['a']));
    expect(rig.sent.every(({ base }) => base[0] === 'h0')).toBe(true);
  });

  it('tries sooner when one goes on writing, with all of it', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    await rig.refuse();
    await rig.pass(500);
    await rig.refuse();
    rig.write('b');
    await rig.pass(LONGEST_WAIT);
    expect(rig.words()).toEqual(['a', 'a', 'a b']);
  });

  it('puts together what failed and what was written while it was under way', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    rig.write('b');
    await rig.pass(LONGEST_WAIT);
    await rig.refuse();
    await rig.pass(500);
    expect(rig.words()).toEqual(['a', 'a b']);
    await rig.acknowledge();
    expect(rig.queue.state.kind).toBe('saved');
  });

  it('shows what came from elsewhere, and goes on from its heads', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    await rig.acknowledge({ elsewhere: [p('x'), p('a')], heads: ['merged'] });
    expect(rig.shown).toEqual(['x a']);
    expect(rig.queue.heads).toEqual(['merged']);
  });

  it('flushes at once, also what waits behind a save', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    rig.write('b');
    let done = false;
    const flushed = rig.queue.flush().then(() => (done = true));
    await settled();
    await rig.acknowledge();
    expect(rig.words()).toEqual(['a', 'b']);
    expect(done).toBe(false);
    await rig.acknowledge();
    await flushed;
    expect(rig.queue.state.kind).toBe('saved');
  });

  it('rejects a flush that was not saved with the error of the core', async () => {
    const rig = new Rig();
    rig.write('a');
    const flushed = rig.queue.flush();
    await settled();
    const error = { code: 'store.locked' };
    const rejected = expect(flushed).rejects.toBe(error);
    await rig.refuse(error);
    await rejected;
    expect(rig.queue.state.kind).toBe('failed');
  });

  it('sends nothing when what was typed was taken back', async () => {
    const rig = new Rig();
    rig.queue.touch();
    await rig.pass(LONGEST_WAIT);
    expect(rig.sent).toEqual([]);
    expect(rig.queue.state).toEqual({ kind: 'saved', at: 't0' });
  });

  it('reloads only between saves, and sends afterwards what waited for it', async () => {
    const rig = new Rig();
    rig.write('a');
    await rig.pass(LONGEST_WAIT);
    let load: (body: { blocks: []; heads: string[] }) => void = () => undefined;
    let loading = false;
    const reloaded = rig.queue.reload(() => {
      loading = true;
      return new Promise((resolve) => (load = resolve));
    });
    await settled();
    expect(loading).toBe(false);
    await rig.acknowledge();
    expect(loading).toBe(true);
    rig.write('b');
    await rig.pass(LONGEST_WAIT);
    expect(rig.words()).toEqual(['a']);
    load({ blocks: [], heads: ['reloaded'] });
    await reloaded;
    await settled();
    expect(rig.sent.at(-1)).toEqual({ words: ['b'], base: ['reloaded'] });
  });

  it('is closed only when all is on disk', async () => {
    const rig = new Rig();
    rig.write('a');
    const closed = rig.queue.close();
    await settled();
    await rig.acknowledge();
    await closed;
    rig.queue.touch();
    expect(rig.queue.state.kind).toBe('saved');
  });
});
