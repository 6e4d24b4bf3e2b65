// The better pictures of tiles: few at a time, those in view before those around it, and none for a
// tile that was scrolled away meanwhile.

type Wish = { url: string; near: () => number; done: () => void; failed: () => void };

const AT_ONCE = 4;

export type Load = (url: string) => Promise<unknown>;

const inBrowser: Load = (url) => {
  const image = new Image();
  image.src = url;
  return image.decode();
};

export class Sharper {
  readonly #load: Load;
  #wishes: Wish[] = [];
  #loading = 0;
  readonly #there = new Set<string>();

  constructor(load: Load = inBrowser) {
    this.#load = load;
  }

  /** Whether a picture was read before and comes at once. */
  has(url: string): boolean {
    return this.#there.has(url);
  }

  /** Calls `done` when the picture is there; `near` is its distance from what is looked at. */
  want(url: string, near: () => number, done: () => void, failed: () => void): () => void {
    const wish: Wish = { url, near, done, failed };
    this.#wishes.push(wish);
    // Tiles that come into view together are ordered before the first of them is read.
    queueMicrotask(() => this.#next());
    return () => {
      this.#wishes = this.#wishes.filter((other) => other !== wish);
    };
  }

  #next(): void {
    while (this.#loading < AT_ONCE && this.#wishes.length > 0) {
      let best = this.#wishes[0];
      for (const wish of this.#wishes) if (best && wish.near() < best.near()) best = wish;
      if (!best) return;
      const { url, done, failed } = best;
      this.#wishes = this.#wishes.filter((wish) => wish !== best);
      this.#loading += 1;
      this.#load(url)
        .then(() => {
          this.#there.add(url);
          done();
        }, failed)
        .finally(() => {
          this.#loading -= 1;
          this.#next();
        })
        .catch(() => undefined);
    }
  }
}
