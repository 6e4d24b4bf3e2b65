// What floats over the manuscript: a box at a place of the text, below it, or above where there is no
// room below. What is in it, and when it closes, is its owner's.

let made = 0;

/** Returns an id that no other element of the page has. */
export function freshId(name: string): string {
  return `te-${name}-${(made += 1)}`;
}

export class Popup {
  readonly element: HTMLElement;
  readonly #root: HTMLElement;

  /** `root` is the positioned element that the manuscript scrolls with. */
  constructor(root: HTMLElement, className: string) {
    this.#root = root;
    this.element = root.ownerDocument.createElement('div');
    this.element.className = `te-popup ${className}`;
    this.element.hidden = true;
    root.append(this.element);
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  /** Opens at the words whose rectangle is given, in coordinates of the window. */
  place(at: Rect): void {
    this.element.hidden = false;
    const root = this.#root.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    const page = this.#root.ownerDocument.documentElement;
    const below = at.bottom + GAP;
    const above = at.top - GAP - height;
    const top = below + height > page.clientHeight && above > 0 ? above : below;
    const left = Math.max(EDGE, Math.min(at.left, page.clientWidth - EDGE - width));
    this.element.style.top = `${top - root.top}px`;
    this.element.style.left = `${left - root.left}px`;
  }

  close(): void {
    this.element.hidden = true;
  }

  remove(): void {
    this.element.remove();
  }
}

export type Rect = { left: number; top: number; bottom: number };

/** Pixels between words and box, and between box and the edge of the window. */
const GAP = 6;
const EDGE = 8;
