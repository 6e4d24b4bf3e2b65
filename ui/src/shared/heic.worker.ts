// The worker that decodes HEIC. libheif comes with the first file, and goes with the worker: memory
// that WebAssembly has once taken it never gives back.
import type { Libheif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';

import { decodeHeic, type HeicPicture } from './heic-libheif';

/** What the worker answers. */
export type HeicAnswer = { picture: HeicPicture } | { failed: string };

let loaded: Promise<Libheif> | null = null;

const load = (): Promise<Libheif> =>
  (loaded ??= import('libheif-js/libheif-wasm/libheif-bundle.mjs').then(({ default: make }) =>
    make(),
  ));

async function answer(bytes: Uint8Array): Promise<void> {
  try {
    const picture = decodeHeic(await load(), bytes);
    postMessage({ picture } satisfies HeicAnswer, { transfer: [picture.rgba.buffer] });
  } catch (thrown) {
    const failed = thrown instanceof Error ? thrown.message : String(thrown);
    postMessage({ failed } satisfies HeicAnswer);
  }
}

addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => void answer(data));
