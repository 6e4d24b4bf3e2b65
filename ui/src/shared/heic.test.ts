import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { type Host, wireError } from '../ipc/host';
import { HeicPictures } from './heic.svelte';
import { type HeicDecoder, heicDecoder } from './heic-decoder';
import { decodeHeic, type HeicPicture } from './heic-libheif';

const picture: HeicPicture = { width: 2, height: 1, rgba: new Uint8Array(8) };

/** A core with photos that only the window decodes; each file's bytes are its name's. */
function coreWith(photos: string[]) {
  const waiting = new Set(photos);
  const put: string[] = [];
  const host = {
    undecoded: vi.fn(() => Promise.resolve([...waiting])),
    original: (photo: string) => Promise.resolve(new TextEncoder().encode(photo)),
    putPicture: vi.fn((photo: string, width: number, height: number, rgba: Uint8Array) => {
      if (rgba.length !== width * height * 4) throw new Error('not RGBA');
      waiting.delete(photo);
      put.push(photo);
      return Promise.resolve({} as never);
    }),
  };
  return { host: host as unknown as Host, put, waiting, calls: host };
}

/** A decoder that refuses files of these names, and counts how many it has at once. */
function decoderOf(refused: string[] = []) {
  const state = { atOnce: 0, most: 0, closed: 0 };
  const decoder: HeicDecoder = {
    decode: async (bytes) => {
      state.atOnce += 1;
      state.most = Math.max(state.most, state.atOnce);
      await Promise.resolve();
      state.atOnce -= 1;
      if (refused.includes(new TextDecoder().decode(bytes))) throw new Error('Invalid input');
      return picture;
    },
    close: () => (state.closed += 1),
  };
  return { decoder, state };
}

describe('pictures that only the window decodes', () => {
  test('go to the core one after the other, and the memory goes with the last', async () => {
    const { host, put } = coreWith(['a', 'b', 'c']);
    const { decoder, state } = decoderOf();
    const pictures = new HeicPictures(host, decoder, vi.fn());
    await pictures.run();
    expect(put).toEqual(['a', 'b', 'c']);
    expect(state).toEqual({ atOnce: 0, most: 1, closed: 1 });
    expect(pictures.progress).toBeNull();
  });

  test('one that is broken is named, once, and the others go on', async () => {
    const { host, put, calls } = coreWith(['a', 'b', 'c']);
    const { decoder } = decoderOf(['b']);
    const failed: unknown[] = [];
    const pictures = new HeicPictures(host, decoder, (error) => failed.push(error));
    await pictures.run([{ hash: 'b', name: 'IMG_1034.HEIC' }]);
    expect(put).toEqual(['a', 'c']);
    expect(failed.map(wireError)).toMatchObject([
      { code: 'window.heic', params: { name: 'IMG_1034.HEIC' }, detail: 'Error: Invalid input' },
    ]);
    // It is not tried again with each photo that comes.
    await pictures.run();
    expect(failed).toHaveLength(1);
    expect(calls.putPicture).toHaveBeenCalledTimes(2);
  });

  test('one that the core cannot keep is said with the reason of the core', async () => {
    const { host, calls } = coreWith(['a']);
    const full = { code: 'store.full', params: {}, detail: 'no space' };
    calls.putPicture.mockRejectedValueOnce(full);
    const onfail = vi.fn();
    const { decoder } = decoderOf();
    await new HeicPictures(host, decoder, onfail).run([{ hash: 'a', name: 'A.HEIC' }]);
    expect(onfail).toHaveBeenCalledExactlyOnceWith(full);
  });

  test('what comes while one is decoded is decoded in the same run', async () => {
    const { host, put, waiting } = coreWith(['a']);
    const { decoder, state } = decoderOf();
    const pictures = new HeicPictures(host, decoder, vi.fn());
    const first = pictures.run();
    waiting.add('late');
    const second = pictures.run();
    await Promise.all([first, second]);
    expect(put).toEqual(['a', 'late']);
    expect(state.most).toBe(1);
  });

  test('stopping keeps what is done and leaves the rest for the next start', async () => {
    const { host, put } = coreWith(['a', 'b', 'c']);
    const { decoder } = decoderOf();
    const pictures: HeicPictures = new HeicPictures(
      host,
      { ...decoder, decode: (bytes) => (pictures.stop(), decoder.decode(bytes)) },
      vi.fn(),
    );
    await pictures.run();
    expect(put).toEqual(['a']);
  });

  test('another window that decodes is waited for, and leaves nothing to do twice', async () => {
    const { host, put, waiting } = coreWith(['a', 'b']);
    const { decoder } = decoderOf();
    const pictures = new HeicPictures(host, decoder, vi.fn(), async (work) => {
      // As long as the lock is another's, that one decodes.
      waiting.delete('a');
      await work();
    });
    await pictures.run();
    expect(put).toEqual(['b']);
  });

  test('without any, no decoder is made', async () => {
    const start = vi.fn();
    const { host } = coreWith([]);
    await new HeicPictures(host, heicDecoder(start), vi.fn()).run();
    expect(start).not.toHaveBeenCalled();
  });
});

/** A worker that answers as told; it is the window's side that is under test. */
function workers(answers: (((worker: Worker) => void) | null)[]) {
  const ended: number[] = [];
  let made = 0;
  const start = (): Worker => {
    const n = (made += 1);
    const worker = {
      onmessage: null,
      onerror: null,
      terminate: () => void ended.push(n),
      postMessage: () => queueMicrotask(() => answers.shift()?.(worker as unknown as Worker)),
    };
    return worker as unknown as Worker;
  };
  return { start, ended, count: () => made };
}

const says =
  (data: unknown) =>
  (worker: Worker): void => {
    worker.onmessage?.({ data } as MessageEvent);
  };

describe('the decoder', () => {
  test('keeps its worker from file to file, and ends it when it is closed', async () => {
    const { start, ended, count } = workers([says({ picture }), says({ picture })]);
    const decoder = heicDecoder(start);
    expect(await decoder.decode(new Uint8Array(1))).toBe(picture);
    await decoder.decode(new Uint8Array(1));
    expect([count(), ended]).toEqual([1, []]);
    decoder.close();
    expect(ended).toEqual([1]);
  });

  test('takes a new worker behind a file that failed in it', async () => {
    const { start, ended, count } = workers([says({ failed: 'out of memory' }), says({ picture })]);
    const decoder = heicDecoder(start);
    await expect(decoder.decode(new Uint8Array(1))).rejects.toThrow('out of memory');
    expect(ended).toEqual([1]);
    await decoder.decode(new Uint8Array(1));
    expect(count()).toBe(2);
  });

  test('ends a worker that does not answer', async () => {
    vi.useFakeTimers();
    const { start, ended } = workers([null]);
    const waiting = expect(heicDecoder(start, 1000).decode(new Uint8Array(1))).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(1000);
    await waiting;
    expect(ended).toEqual([1]);
    vi.useRealTimers();
  });
});

const photos = join(import.meta.dirname, '../../../../shared/photos/heic');
const files = existsSync(photos) ? readdirSync(photos).filter((name) => /\.heic$/i.test(name)) : [];

describe('libheif', async () => {
  const { default: make } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs');

  test('says why it cannot read what is no HEIC', () => {
    const libheif = make();
    expect(() => decodeHeic(libheif, new Uint8Array([0, 0, 0, 24, 1, 2]))).toThrow(/\w/);
    expect(() => decodeHeic(libheif, new Uint8Array(0))).toThrow(/\w/);
  });

  // A phone's pictures are nobody's to publish: they lie beside the repository where there are some.
  test.skipIf(files.length === 0)(
    'takes phones’ pictures apart, upright',
    { timeout: 60_000 },
    () => {
      const libheif = make();
      for (const name of files) {
        const { width, height, rgba } = decodeHeic(libheif, readFileSync(join(photos, name)));
        expect(rgba.length, name).toBe(width * height * 4);
        expect(width * height, name).toBeGreaterThan(8_000_000);
        // Opaque, and not one grey: a wrong stride or channel order would show here first.
        const sample = rgba.subarray(0, 4_000_000);
        expect(sample.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
        expect(new Set(sample).size).toBeGreaterThan(50);
      }
    },
  );
});
