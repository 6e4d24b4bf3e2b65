import { describe, expect, test } from 'vitest';

import { FrameLoader } from './frame-loader';

/** A loader whose pictures come when the test says so. */
function byHand() {
  const asked: string[] = [];
  const ends = new Map<string, { come: () => void; fail: () => void }>();
  const loader = new FrameLoader(
    (url) =>
      new Promise((come, fail) => {
        asked.push(url);
        ends.set(url, { come, fail: () => fail(new Error(url)) });
      }),
  );
  const settled = async (url: string, how: 'come' | 'fail'): Promise<void> => {
    ends.get(url)?.[how]();
    await new Promise((done) => setTimeout(done));
  };
  return { loader, asked, come: (url: string) => settled(url, 'come'), settled };
}

describe('the true pictures of frames', () => {
  test('are asked for a few at a time, the latest wish first', async () => {
    const { loader, asked, come } = byHand();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) loader.want(name, () => undefined);
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    await come('b');
    // Who scrolled to f sees f before e.
    expect(asked.slice(4)).toEqual(['f']);
  });

  test('that nobody wants any more are not asked for, and change nothing when they come', async () => {
    const { loader, asked, come } = byHand();
    const shown: string[] = [];
    const ends = ['a', 'b', 'c', 'd', 'e'].map((name) => loader.want(name, () => shown.push(name)));
    ends[4]?.();
    ends[0]?.();
    await come('a');
    await come('b');
    expect([asked.includes('e'), shown]).toEqual([false, ['b']]);
  });

  test('one that cannot be shown keeps none of the others waiting', async () => {
    const { loader, asked, settled } = byHand();
    for (const name of ['a', 'b', 'c', 'd', 'e']) loader.want(name, () => undefined);
    await settled('a', 'fail');
    expect(asked).toContain('e');
  });
});
