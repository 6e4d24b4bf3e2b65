// Which photos are chosen in an order that changes under them: one is the current, several may be
// selected. A photo that goes out of sight gives its place to the one behind it.

/** How a choice meets the one before: alone, with all between, or taken in or out. */
export type Way = 'one' | 'range' | 'toggle';

export class Selection {
  readonly #order: () => readonly string[];
  #chosen = $state.raw<ReadonlySet<string>>(new Set());
  #at = $state<string | null>(null);
  #anchor: string | null = null;
  /** The order when the current photo was chosen: who stood behind it. */
  #was: readonly string[] = [];

  /** `order` are the ids in sight, in their order. */
  constructor(order: () => readonly string[]) {
    this.#order = order;
  }

  readonly #places: Map<string, number> = $derived.by(
    () => new Map(this.#order().map((id, place) => [id, place])),
  );

  /** The photo at hand; null only where there is none. */
  readonly current: string | null = $derived.by(() => {
    const order = this.#order();
    const at = this.#at;
    if (at === null) return null;
    if (this.#places.has(at)) return at;
    const gone = this.#was.indexOf(at);
    const behind = this.#was.slice(gone + 1).find((id) => this.#places.has(id));
    const before = this.#was.slice(0, Math.max(0, gone)).findLast((id) => this.#places.has(id));
    return behind ?? before ?? order[0] ?? null;
  });

  readonly place: number = $derived(
    this.current === null ? -1 : (this.#places.get(this.current) ?? -1),
  );

  /** The selected photos in their order; the current one where none is. */
  readonly ids: string[] = $derived.by(() => {
    const ids = this.#chosen.size > 1 ? this.#order().filter((id) => this.#chosen.has(id)) : [];
    if (ids.length > 0) return ids;
    return this.current === null ? [] : [this.current];
  });

  readonly #selected: ReadonlySet<string> = $derived(new Set(this.ids));

  has(id: string): boolean {
    return this.#selected.has(id);
  }

  choose(id: string, way: Way = 'one'): void {
    const order = this.#order();
    if (way === 'range') {
      const from = this.#places.get(this.#anchor ?? this.current ?? id) ?? 0;
      const to = this.#places.get(id) ?? from;
      this.#chosen = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
      this.#anchor = order[from] ?? id;
    } else if (way === 'toggle') {
      const chosen = new Set(this.ids);
      // The last one cannot be taken out: something is always at hand.
      if (chosen.has(id) && chosen.size > 1) chosen.delete(id);
      else chosen.add(id);
      this.#chosen = chosen;
      this.#anchor = id;
      if (!chosen.has(id)) {
        const [first = id] = chosen;
        this.#stand(first);
        return;
      }
    } else {
      this.#chosen = new Set([id]);
      this.#anchor = id;
    }
    this.#stand(id);
  }

  all(): void {
    const order = this.#order();
    this.#chosen = new Set(order);
    this.#anchor = order[0] ?? null;
    if (this.current === null && order[0] !== undefined) this.#stand(order[0]);
  }

  /** Leaves the current photo alone selected. */
  single(): void {
    if (this.current !== null) this.choose(this.current);
  }

  /** Makes a selected photo the current one, the others stay selected. */
  stand(id: string): void {
    this.#stand(id);
  }

  /** Goes to a place, no further than the ends; returns whether there is another photo. */
  go(place: number, way: Way = 'one'): boolean {
    const order = this.#order();
    const to = order[Math.max(0, Math.min(order.length - 1, place))];
    if (to === undefined || (to === this.current && way === 'one' && this.ids.length === 1)) {
      return false;
    }
    this.choose(to, way);
    return true;
  }

  #stand(id: string): void {
    this.#at = id;
    this.#was = this.#order();
  }
}
