// Pictures that are decoded before they are shown. What is asked for comes first, then what is near
// it; a picture that was decoded stays until others need its room.

export type Decode = (url: string) => Promise<HTMLImageElement>;

/** So many pixels are held decoded: a frame at its full size on each side, or dozens of small ones. */
const ROOM = 60_000_000;

/** So many pictures are read at once ahead of time. */
const AT_ONCE = 2;

const inBrowser: Decode = async (url) => {
  const image = new Image();
  image.alt = '';
  image.draggable = false;
  // Once it stands in the page it is painted with it and never after it.
  image.decoding = 'sync';
  image.src = url;
  await image.decode();
  return image;
};

export class Decoder {
  readonly #decode: Decode;
  readonly #room: number;
  /** The latest used comes last. */
  readonly #ready = new Map<string, HTMLImageElement>();
  readonly #reading = new Map<string, Promise<HTMLImageElement>>();
  readonly #broken = new Set<string>();
  #ahead: string[] = [];

  constructor(decode: Decode = inBrowser, room = ROOM) {
    this.#decode = decode;
    this.#room = room;
  }

  /** A picture that is decoded already. */
  get(url: string): HTMLImageElement | null {
    const image = this.#ready.get(url);
    if (!image) return null;
    this.#ready.delete(url);
    this.#ready.set(url, image);
    return image;
  }

  /** Reads and decodes a picture; rejects when that cannot be. */
  load(url: string): Promise<HTMLImageElement> {
    const ready = this.get(url);
    if (ready) return Promise.resolve(ready);
    const reading = this.#reading.get(url);
    if (reading) return reading;
    const work = this.#decode(url)
      .then((image) => {
        this.#broken.delete(url);
        this.#keep(url, image);
        return image;
      })
      .catch((thrown: unknown) => {
        this.#broken.add(url);
        throw thrown;
      })
      .finally(() => {
        this.#reading.delete(url);
        this.#next();
      });
    this.#reading.set(url, work);
    return work;
  }

  /** Reads pictures that may be asked for next, the likeliest first; those of before are forgotten. */
  ahead(urls: string[]): void {
    this.#ahead = urls;
    this.#next();
  }

  #next(): void {
    while (this.#reading.size < AT_ONCE) {
      const url = this.#ahead.find(
        (one) => !this.#ready.has(one) && !this.#reading.has(one) && !this.#broken.has(one),
      );
      if (url === undefined) return;
      this.load(url).catch(() => undefined);
    }
  }

  #keep(url: string, image: HTMLImageElement): void {
    this.#ready.set(url, image);
    const pixels = (one: HTMLImageElement): number =>
      Math.max(1, one.naturalWidth * one.naturalHeight);
    let held = 0;
    for (const one of this.#ready.values()) held += pixels(one);
    for (const [oldest, one] of this.#ready) {
      if (held <= this.#room || oldest === url) break;
      this.#ready.delete(oldest);
      held -= pixels(one);
    }
  }
}
