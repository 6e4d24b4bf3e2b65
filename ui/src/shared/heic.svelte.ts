// The phones' pictures: HEIC, which only the window can decode. Whatever the core says nobody decoded
// is decoded here, one after the other, and given to the core, which keeps it beside the original.
import type { WireError } from '../ipc/bindings';
import { type Host, wireError } from '../ipc/host';
import type { HeicDecoder } from './heic-decoder';
import type { HeicPicture } from './heic-libheif';

/** How far it is. */
export type HeicProgress = { done: number; total: number };

/** One window at a time: others would decode the same. */
type OneAtATime = (work: () => Promise<void>) => Promise<void>;

const lock: OneAtATime = (work) => {
  const { locks } = navigator as Partial<Navigator>;
  return locks ? locks.request('tezis-heic', work) : work();
};

export class HeicPictures {
  progress = $state.raw<HeicProgress | null>(null);
  readonly #host: Host;
  readonly #decoder: HeicDecoder;
  readonly #onfail: (error: unknown) => void;
  readonly #alone: OneAtATime;
  /** Those that could not be decoded are not tried again while this window stands. */
  readonly #refused = new Set<string>();
  /** File names of pictures that came in just now. */
  readonly #names = new Map<string, string>();
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(
    host: Host,
    decoder: HeicDecoder,
    onfail: (error: unknown) => void,
    alone: OneAtATime = lock,
  ) {
    this.#host = host;
    this.#decoder = decoder;
    this.#onfail = onfail;
    this.#alone = alone;
  }

  /**
   * Decodes all that waits; resolves when nothing is left, and never rejects. Of those that are given
   * here it is said when they can't be decoded; of the others it was said when they came in.
   */
  run(came: { hash: string; name: string }[] = []): Promise<void> {
    for (const { hash, name } of came) this.#names.set(hash, name);
    this.#again = true;
    this.#stopped = false;
    return (this.#running ??= this.#work());
  }

  /** Stops behind the picture at hand; the others wait for the next start. */
  stop(): void {
    this.#stopped = true;
  }

  async #work(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        // Asked before the lock, too: a window with nothing to do waits for nobody.
        if ((await this.#waiting()).length > 0) await this.#alone(() => this.#all());
      }
    } catch (thrown) {
      this.#onfail(thrown);
    } finally {
      this.progress = null;
      this.#decoder.close();
      // Here and not behind the promise: what comes between the two would be decoded by nobody.
      this.#running = null;
    }
  }

  async #waiting(): Promise<string[]> {
    return (await this.#host.undecoded()).filter((photo) => !this.#refused.has(photo));
  }

  async #all(): Promise<void> {
    const waiting = await this.#waiting();
    for (const [done, photo] of waiting.entries()) {
      if (this.#stopped) return;
      this.progress = { done, total: waiting.length };
      await this.#one(photo);
    }
  }

  async #one(photo: string): Promise<void> {
    try {
      const picture = await this.#decoded(photo, await this.#host.original(photo));
      if (picture === null) return;
      await this.#host.putPicture(photo, picture.width, picture.height, picture.rgba);
    } catch (thrown) {
      this.#refuse(photo, thrown);
    }
  }

  async #decoded(photo: string, bytes: Uint8Array): Promise<HeicPicture | null> {
    try {
      return await this.#decoder.decode(bytes);
    } catch (thrown) {
      this.#refuse(photo, this.#unreadable(photo, thrown));
      return null;
    }
  }

  #refuse(photo: string, error: unknown): void {
    this.#refused.add(photo);
    if (this.#names.has(photo)) this.#onfail(error);
  }

  #unreadable(photo: string, thrown: unknown): WireError {
    const params = { name: this.#names.get(photo) ?? '' };
    return { code: 'window.heic', params, detail: wireError(thrown).detail };
  }
}
