// The true pictures of frames: a few at a time, those asked for last first. Whoever scrolls on wants
// what is in view now, not what was.

/** Resolves when the picture is decoded and can be drawn without a wait. */
type Load = (url: string) => Promise<void>;

const decoded: Load = (url) => {
  const image = new Image();
  image.src = url;
  return image.decode();
};

/** The core decodes on two cores; more at once only makes the first one late. */
const AT_ONCE = 4;

export class FrameLoader {
  readonly #load: Load;
  #waiting: { url: string; then: () => void }[] = [];
  #running = 0;

  constructor(load: Load = decoded) {
    this.#load = load;
  }

  /** Calls `then` once the picture can be drawn; what it returns says that nobody wants it any more. */
  want(url: string, then: () => void): () => void {
    const wish = { url, then };
    this.#waiting.push(wish);
    this.#next();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== wish);
      wish.then = () => undefined;
    };
  }

  #next(): void {
    if (this.#running >= AT_ONCE) return;
    const wish = this.#waiting.pop();
    if (!wish) return;
    this.#running += 1;
    this.#load(wish.url)
      // A frame that has only its small picture keeps that.
      .then(
        () => wish.then(),
        () => undefined,
      )
      .finally(() => {
        this.#running -= 1;
        this.#next();
      });
    this.#next();
  }
}
