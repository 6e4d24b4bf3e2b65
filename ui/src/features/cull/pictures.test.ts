import { expect, test, vi } from 'vitest';

import { Decoder } from './decoder';
import { Sharper } from './sharper';

/** Pictures that are decoded when the test says so. */
function byHand(pixels: number) {
  const waiting = new Map<string, { done: () => void; fail: () => void }>();
  const asked: string[] = [];
  const decode = (url: string): Promise<HTMLImageElement> => {
    asked.push(url);
    const image = new Image();
    Object.defineProperty(image, 'naturalWidth', { value: pixels });
    Object.defineProperty(image, 'naturalHeight', { value: 1 });
    return new Promise((resolve, reject) =>
      waiting.set(url, { done: () => resolve(image), fail: () => reject(new Error(url)) }),
    );
  };
  const finish = async (url: string): Promise<void> => {
    waiting.get(url)?.done();
    await new Promise((done) => setTimeout(done, 0));
  };
  return { decode, asked, waiting, finish };
}

test('the next pictures are decoded before they are asked for, two at a time, the nearest first', async () => {
  const { decode, asked, finish } = byHand(1);
  const decoder = new Decoder(decode);
  decoder.ahead(['next', 'previous', 'after next']);
  expect(asked).toEqual(['next', 'previous']);
  expect(decoder.get('next')).toBeNull();
  await finish('next');
  expect(decoder.get('next')).not.toBeNull();
  expect(asked).toEqual(['next', 'previous', 'after next']);
  // Asked for and decoded, it is there at once and not read again.
  await decoder.load('next');
  expect(asked).toHaveLength(3);
});

test('what is asked for does not wait for what may be, and those passed by are not begun', async () => {
  const { decode, asked, finish } = byHand(1);
  const decoder = new Decoder(decode);
  decoder.ahead(['a', 'b', 'c']);
  const wanted = decoder.load('here');
  decoder.ahead(['d']);
  await finish('a');
  await finish('b');
  expect(asked).toEqual(['a', 'b', 'here', 'd']);
  await finish('here');
  expect(await wanted).toBe(decoder.get('here'));
});

test('memory has an end: the picture not used for the longest goes', async () => {
  const { decode, finish } = byHand(40);
  const decoder = new Decoder(decode, 100);
  for (const url of ['a', 'b']) {
    void decoder.load(url);
    await finish(url);
  }
  decoder.get('a');
  void decoder.load('c');
  await finish('c');
  expect(['a', 'b', 'c'].map((url) => decoder.get(url) !== null)).toEqual([true, false, true]);
});

test('one that cannot be read is said, not tried ahead again, and tried when asked for', async () => {
  const { decode, asked, waiting } = byHand(1);
  const decoder = new Decoder(decode);
  const broken = decoder.load('broken');
  waiting.get('broken')?.fail();
  await expect(broken).rejects.toThrow('broken');
  decoder.ahead(['broken']);
  expect(asked).toEqual(['broken']);
  decoder.load('broken').catch(() => undefined);
  expect(asked).toEqual(['broken', 'broken']);
});

test('better pictures of tiles: the nearest to the view first, and none for a tile that has gone', async () => {
  const { decode, asked, finish } = byHand(1);
  const sharper = new Sharper(decode);
  const done = vi.fn<(url: string) => void>();
  const want = (url: string, near: number) =>
    sharper.want(
      url,
      () => near,
      () => done(url),
      () => undefined,
    );
  for (const near of [9, 3, 7, 1, 5]) want(`at ${near}`, near);
  const cancel = want('gone', 0);
  cancel();
  await Promise.resolve();
  expect(asked).toEqual(['at 1', 'at 3', 'at 5', 'at 7']);
  await finish('at 3');
  expect(done).toHaveBeenCalledWith('at 3');
  expect(sharper.has('at 3')).toBe(true);
  expect(asked.at(-1)).toBe('at 9');
});
