// Which rows of a long list are drawn: those in view and some on both sides. All rows are equally
// high, so a list of ten thousand costs as much as one of fifty.

/** Rows that are drawn beyond each edge of the view, where nobody says otherwise. */
const MARGIN = 8;

export class Windowing {
  readonly #margin: number;
  /** Of the scrolled element, in pixels. */
  scrollTop = $state(0);
  viewHeight = $state(600);
  rowHeight = $state(60);
  count = $state(0);

  constructor(margin = MARGIN) {
    this.#margin = margin;
  }

  readonly first: number = $derived.by(() =>
    Math.max(0, Math.floor(this.scrollTop / this.rowHeight) - this.#margin),
  );
  readonly last: number = $derived.by(() =>
    Math.min(
      this.count - 1,
      Math.ceil((this.scrollTop + this.viewHeight) / this.rowHeight) + this.#margin,
    ),
  );
  /** Places of the rows that are drawn. */
  readonly places: number[] = $derived(
    Array.from({ length: Math.max(0, this.last - this.first + 1) }, (_, i) => this.first + i),
  );

  get height(): number {
    return this.count * this.rowHeight;
  }

  /** Rows that fit into the view. */
  get page(): number {
    return Math.max(1, Math.floor(this.viewHeight / this.rowHeight) - 1);
  }

  /** Returns where to scroll so that a row stands in view: no further than it must. */
  scrollFor(place: number): number {
    const top = place * this.rowHeight;
    if (top < this.scrollTop) return top;
    const bottom = top + this.rowHeight - this.viewHeight;
    return bottom > this.scrollTop ? bottom : this.scrollTop;
  }
}
