// A list of which one entry is chosen by arrows and Enter, or by a click: the ARIA pattern `listbox`
// with the focus elsewhere, in the field or text that names the active entry as its descendant.
import { freshId } from './popup';

export type Option = {
  label: string;
  detail: string;
  /** A quiet word at the end: what kind of thing it is. */
  kind?: string;
  pick: () => void;
};

export class OptionList {
  readonly element: HTMLElement;
  #options: readonly Option[] = [];
  #active = 0;

  constructor(document: Document, label: string) {
    this.element = document.createElement('div');
    this.element.className = 'te-options';
    this.element.id = freshId('options');
    this.element.setAttribute('role', 'listbox');
    this.element.setAttribute('aria-label', label);
    // The focus stays where it is: in the text.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
  }

  get size(): number {
    return this.#options.length;
  }

  /** The id of the active entry's element, for `aria-activedescendant`. */
  get activeId(): string | null {
    return this.element.children[this.#active]?.id ?? null;
  }

  show(options: readonly Option[]): void {
    this.#options = options;
    this.#active = 0;
    this.element.replaceChildren(...options.map((option) => this.#row(option)));
    this.#mark();
  }

  /** Goes to the next or the one before, around the ends. */
  move(by: number): void {
    if (this.size === 0) return;
    this.#active = (this.#active + by + this.size) % this.size;
    this.#mark();
  }

  /** Picks the active entry; false when there is none. */
  pick(): boolean {
    const option = this.#options[this.#active];
    option?.pick();
    return option !== undefined;
  }

  #row(option: Option): HTMLElement {
    const { ownerDocument } = this.element;
    const row = ownerDocument.createElement('div');
    row.className = 'te-option';
    row.id = freshId('option');
    row.setAttribute('role', 'option');
    for (const part of ['label', 'detail', 'kind'] as const) {
      const words = option[part];
      if (words === undefined || words === '') continue;
      const span = ownerDocument.createElement('span');
      span.className = `te-option-${part}`;
      span.textContent = words;
      row.append(span);
    }
    row.addEventListener('click', () => option.pick());
    return row;
  }

  #mark(): void {
    for (const [i, row] of [...this.element.children].entries()) {
      row.setAttribute('aria-selected', String(i === this.#active));
      if (i === this.#active) row.scrollIntoView({ block: 'nearest' });
    }
  }
}

/** Moves and picks by the keys that all lists share; false for any other key. */
export function handleListKey(list: OptionList, key: string): boolean {
  if (key === 'ArrowDown') list.move(1);
  else if (key === 'ArrowUp') list.move(-1);
  else if (key === 'Enter' || key === 'Tab') return list.pick();
  else return false;
  return true;
}
