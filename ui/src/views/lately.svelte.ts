// The reports that were open in this window, the latest first, and where one stood in each: whoever
// comes back finds the caret and the page as they were.
import type { Caret } from '../editor/index';

/** Where one stood in a report. */
export type Stand = { caret: Caret | null; scrollTop: number };

/** How many are remembered. */
const KEPT = 20;

export class Lately {
  list = $state.raw<{ id: string; headline: string }[]>([]);
  readonly #stands = new Map<string, Stand>();

  opened(id: string, headline: string): void {
    this.list = [{ id, headline }, ...this.list.filter((other) => other.id !== id)].slice(0, KEPT);
  }

  /** Remembers how a report was left, and under which headline. */
  left(id: string, headline: string, stand: Stand): void {
    this.list = this.list.map((entry) => (entry.id === id ? { id, headline } : entry));
    this.#stands.set(id, stand);
  }

  stand(id: string): Stand | null {
    return this.#stands.get(id) ?? null;
  }

  /** The report that was open before the one that is. */
  before(id: string | null): string | null {
    return this.list.find((entry) => entry.id !== id)?.id ?? null;
  }
}
