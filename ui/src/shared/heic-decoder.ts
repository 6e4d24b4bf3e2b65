// Decodes one HEIC after the other in a worker of its own, which is made for the first and let go by
// `close`, with all its memory.
import type { HeicAnswer } from './heic.worker';
import type { HeicPicture } from './heic-libheif';

/** Takes files apart; a test gives another one. */
export type HeicDecoder = {
  decode(bytes: Uint8Array): Promise<HeicPicture>;
  close(): void;
};

/** A phone's picture takes one or two seconds; what takes so much longer never ends. */
const PATIENCE = 120_000;

const startWorker = (): Worker =>
  new Worker(new URL('./heic.worker.ts', import.meta.url), { type: 'module' });

export function heicDecoder(start: () => Worker = startWorker, patience = PATIENCE): HeicDecoder {
  let worker: Worker | null = null;
  const close = (): void => {
    worker?.terminate();
    worker = null;
  };
  return {
    close,
    decode: (bytes) =>
      new Promise<HeicPicture>((resolve, reject) => {
        const own = (worker ??= start());
        const give = (end: () => void): void => {
          clearTimeout(timer);
          own.onmessage = own.onerror = null;
          end();
        };
        /** What went wrong inside may have broken the worker: the next file gets another one. */
        const fail = (why: string): void =>
          give(() => {
            close();
            reject(new Error(why));
          });
        const timer = setTimeout(() => fail('the decoder does not answer'), patience);
        own.onerror = (event) => fail(event.message || 'the decoder did not start');
        own.onmessage = ({ data }: MessageEvent<HeicAnswer>) => {
          if ('failed' in data) fail(data.failed);
          else give(() => resolve(data.picture));
        };
        own.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
      }),
  };
}
