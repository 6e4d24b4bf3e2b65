// Going through the rows of a page by keys: J and K, arrows, Home and End. Rows are the elements
// with `data-row` inside the list; one of them is in the tab order, what is in it follows.
import { isTyping } from './keys';

export class Rows {
  /** The place of the row that the focus was in last. */
  current = $state(0);
  #list: HTMLElement | null = null;

  /** For `{@attach rows.attach}`. */
  readonly attach = (list: HTMLElement): (() => void) => {
    this.#list = list;
    const focused = ({ target }: FocusEvent): void => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
      const at = row === null ? -1 : this.#rows().indexOf(row);
      if (at >= 0) this.current = at;
    };
    list.addEventListener('focusin', focused);
    return () => {
      list.removeEventListener('focusin', focused);
      this.#list = null;
    };
  };

  /** Puts the focus on a row; the first or last one where there is none so far. */
  go(to: number): void {
    const rows = this.#rows();
    const at = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[at];
    if (!row) return;
    this.current = at;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }

  /** Takes a press that goes through the rows; false when it is another. */
  press(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
    const moves: Record<string, number> = {
      j: this.current + 1,
      ArrowDown: this.current + 1,
      k: this.current - 1,
      ArrowUp: this.current - 1,
      Home: 0,
      End: Infinity,
    };
    // Before the first step no row has the focus: the first press goes to the current one.
    const inRows = this.#list?.contains(document.activeElement) ?? false;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const to = event.shiftKey ? undefined : moves[name];
    if (to === undefined || this.#rows().length === 0) return false;
    this.go(inRows || !Number.isFinite(to) || to === 0 ? to : this.current);
    return true;
  }

  #rows(): HTMLElement[] {
    return [...(this.#list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  }
}
