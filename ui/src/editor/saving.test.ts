// The whole loop: manuscript, queue and a core that others write into, that is slow, and that fails.
import { afterEach, describe, expect, it } from 'vitest';

import { mergeText } from './changes/merge-text';
import type { Block, BodyChange } from './contract';
import { type Saved, SaveQueue } from './save-queue';
import { p } from './testing/blocks';
import { closeEditors, type Desk, openEditor } from './testing/open';
import { random, type Random } from './testing/random';

afterEach(closeEditors);

/** A core as design says: a save is applied to the body that it was made from, and then merged. */
class Core {
  #versions: Block[][];

  constructor(body: Block[]) {
    this.#versions = [body];
  }

  get body(): Block[] {
    return this.#versions.at(-1) ?? [];
  }

  get heads(): string[] {
    return [String(this.#versions.length - 1)];
  }

  write(body: Block[]): void {
    this.#versions.push(body);
  }

  save(change: BodyChange, [base = '0']: string[]): Saved {
    const before = this.#versions[Number(base)] ?? [];
    const sent = new Map([...before, ...change.blocks].map((block) => [block.id, block]));
    const window = (change.order ?? before.map(({ id }) => id)).flatMap((id) => sent.get(id) ?? []);
    const others = this.body.filter(({ id }) => !before.some((block) => block.id === id));
    const merged = window.map((mine) => {
      const was = before.find(({ id }) => id === mine.id);
      const theirs = this.body.find(({ id }) => id === mine.id);
      return was && theirs ? { ...mine, text: mergeText(was.text, mine.text, theirs.text) } : mine;
    });
    this.write([...merged, ...others]);
    const same = JSON.stringify(this.body) === JSON.stringify(window);
    return { heads: this.heads, saved_at: 'now', elsewhere: same ? null : this.body };
  }
}

/** Returns the offsets of a text's ends and of the spaces in it. */
function gaps(text: string): number[] {
  return [0, ...[...text.matchAll(/ /g)].map((space) => space.index), text.length];
}

/** Puts a word between two words of a block, or at an end. */
function withWord(from: Random, { id, text: { text } }: Block, word: string): Block {
  const at = from.one(gaps(text));
  return p(id, `${text.slice(0, at)} ${word} ${text.slice(at)}`);
}

/** Does one thing in the window: moves or splits a block, or writes the word, which is told. */
function edit(from: Random, desk: Desk, word: string): boolean {
  const block = from.one(desk.blocks());
  desk.select(block.id, from.one(gaps(block.text.text)));
  const what = from.below(7);
  if (what === 0) desk.press('Enter');
  else if (what === 1) desk.press('ArrowUp', { altKey: true });
  else desk.type(` ${word} `);
  return what > 1;
}

describe('writing while others write and saves fail', () => {
  it('ends with the same text everywhere, in which each word stands once', async () => {
    for (let seed = 0; seed < 25; seed += 1) {
      const from = random(seed);
      const core = new Core([p('A', 'bir'), p('B', 'iki'), p('C', 'üç')]);
      const desk = openEditor(core.body);
      const answers: (() => void)[] = [];
      const queue = new SaveQueue({
        take: () => desk.take(),
        giveBack: (change) => desk.giveBack(change),
        replace: (blocks) => desk.replaceFromCore(blocks),
        heads: core.heads,
        savedAt: 'then',
        setTimer: () => () => undefined,
        save: (change, base) =>
          new Promise<Saved>((resolve, reject) => {
            answers.push(() => {
              if (from.chance(0.3)) reject(new Error('no'));
              else resolve(core.save(change, base));
            });
          }),
      });
      const words: string[] = [];
      for (let turn = 0; turn < 40; turn += 1) {
        if (edit(from, desk, `(m${turn})`)) words.push(`(m${turn})`);
        queue.touch();
        if (from.chance(0.3)) {
          const at = from.below(core.body.length);
          core.write(
            core.body.map((one, i) => (i === at ? withWord(from, one, `(t${turn})`) : one)),
          );
          words.push(`(t${turn})`);
        }
        if (from.chance(0.1)) {
          core.write([...core.body, p(`T${turn}`, `(t${turn}n)`)]);
          words.push(`(t${turn}n)`);
        }
        if (answers.length === 0 && from.chance(0.4)) queue.flush().catch(() => undefined);
        await Promise.resolve();
        if (from.chance(0.5)) answers.shift()?.();
        await Promise.resolve();
      }
      // At last all is saved, however often that takes.
      for (let i = 0; i < 200 && (queue.state.kind !== 'saved' || answers.length > 0); i += 1) {
        if (answers.length === 0) queue.flush().catch(() => undefined);
        await Promise.resolve();
        answers.shift()?.();
        for (let j = 0; j < 10; j += 1) await Promise.resolve();
      }
      await queue.reload(() => Promise.resolve({ blocks: core.body, heads: core.heads }));
      expect(queue.state.kind, `seed ${seed}`).toBe('saved');
      expect(desk.blocks(), `seed ${seed}`).toEqual(core.body);
      // Spaces between two words may have gone to the block that was split off: so without them.
      const written = core.body.map((one) => one.text.text).join('');
      for (const word of words) {
        expect(written.split(word), `seed ${seed}, ${word}`).toHaveLength(2);
      }
      closeEditors();
    }
  }, 30_000);
});
