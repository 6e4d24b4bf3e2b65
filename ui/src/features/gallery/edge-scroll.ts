// While something is dragged near the edge of what scrolls, that scrolls along.

/** How near the edge, and how far in one frame, in pixels. */
const EDGE = 48;
const STEP = 14;

const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';

/** Returns the elements around and with `from` that scroll. */
function scrollers(from: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at: HTMLElement | null = from; at; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    if (scrolls(overflowX) || scrolls(overflowY)) found.push(at);
  }
  return found;
}

/** Follows a pointer until `stop`; `moved` is called after each scroll, as places have changed. */
export class EdgeScroll {
  readonly #boxes: HTMLElement[];
  readonly #moved: () => void;
  #at = { x: 0, y: 0 };
  #frame: number | null = null;

  constructor(from: HTMLElement, moved: () => void) {
    this.#boxes = scrollers(from);
    this.#moved = moved;
  }

  follow(x: number, y: number): void {
    this.#at = { x, y };
    this.#frame ??= requestAnimationFrame(() => this.#step());
  }

  stop(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  #step(): void {
    this.#frame = null;
    const { x, y } = this.#at;
    let moved = false;
    for (const box of this.#boxes) {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const dx = x < left + EDGE ? -STEP : x > right - EDGE ? STEP : 0;
      const dy = y < top + EDGE ? -STEP : y > bottom - EDGE ? STEP : 0;
      const [wasX, wasY] = [box.scrollLeft, box.scrollTop];
      box.scrollBy(dx, dy);
      moved ||= box.scrollLeft !== wasX || box.scrollTop !== wasY;
    }
    if (!moved) return;
    this.#moved();
    this.#frame = requestAnimationFrame(() => this.#step());
  }
}
