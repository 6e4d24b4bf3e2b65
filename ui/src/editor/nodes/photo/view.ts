// A picture in the text with its caption, both of the report's photos: nothing of them is here. The
// caption is the photo's until other words are written for this place.
import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';

import type { EditorLabels, PhotoActions, PhotoInText } from '../../contract';
import { idOf } from '../../convert/to-blocks';

export type PhotoOptions = {
  document: Document;
  photo?: (placement: string) => PhotoInText | null;
  photos?: PhotoActions;
  labels: EditorLabels;
  editable: () => boolean;
  /** Takes the block out of the text. */
  remove: () => void;
};

export class PhotoView implements NodeView {
  readonly dom: HTMLElement;
  readonly #options: PhotoOptions;
  readonly #picture: HTMLImageElement;
  readonly #caption: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #remove: HTMLButtonElement;
  #node: Node;

  constructor(node: Node, options: PhotoOptions) {
    this.#options = options;
    this.#node = node;
    const { document } = options;
    this.dom = document.createElement('figure');
    this.dom.className = 'te-block te-photo';
    this.dom.dataset.testid = 'text-photo';
    this.#picture = document.createElement('img');
    this.#picture.draggable = false;
    this.#caption = document.createElement('figcaption');
    this.#field = document.createElement('textarea');
    this.#field.className = 'te-caption';
    this.#field.rows = 1;
    this.#field.dataset.testid = 'text-photo-caption';
    this.#field.addEventListener('input', () => this.#write());
    this.#field.addEventListener('keydown', (event) => this.#handleKey(event));
    this.#remove = document.createElement('button');
    this.#remove.type = 'button';
    this.#remove.className = 'te-photo-remove';
    this.#remove.textContent = '×';
    this.#remove.dataset.testid = 'text-photo-remove';
    this.#remove.addEventListener('click', () => options.remove());
    this.refresh();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    const same = node.attrs.placement === this.#node.attrs.placement;
    this.#node = node;
    this.dom.dataset.block = idOf(node);
    if (!same) this.refresh();
    return true;
  }

  refresh(): void {
    const { photo, photos, labels, editable } = this.#options;
    this.dom.dataset.block = idOf(this.#node);
    const shown = photo?.(this.#placement);
    const own = shown?.own ?? null;
    const words = own ?? shown?.caption ?? labels.photoMissing;
    this.#remove.setAttribute('aria-label', labels.takeOut);
    this.#remove.dataset.tip = labels.takeOut;
    this.#remove.dataset.key = 'Delete';
    if (!shown) {
      this.#caption.textContent = words;
      this.dom.replaceChildren(this.#caption);
      return;
    }
    if (this.#picture.src !== shown.src) this.#picture.src = shown.src;
    this.#picture.alt = shown.alt;
    if (photos && editable()) {
      this.#field.setAttribute('aria-label', labels.ownCaption);
      this.#field.placeholder = shown.caption === '' ? labels.unnamedPhoto : shown.caption;
      // What is being typed there is newer than what comes back of it.
      if (!this.#typing) this.#field.value = own ?? '';
      this.#grow();
      if (this.#field.parentElement !== this.#caption) this.#caption.replaceChildren(this.#field);
    } else {
      this.#caption.textContent = words;
    }
    const parts = [this.#picture, this.#caption, ...(photos && editable() ? [this.#remove] : [])];
    // Putting a field into the page again would take the caret out of it.
    if (parts.some((part, i) => this.dom.children[i] !== part)) this.dom.replaceChildren(...parts);
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#field || event.target === this.#remove;
  }

  ignoreMutation(): boolean {
    return true;
  }

  get #placement(): string {
    return String(this.#node.attrs.placement);
  }

  get #typing(): boolean {
    return this.dom.ownerDocument.activeElement === this.#field;
  }

  #write(): void {
    const words = this.#field.value.replace(/\s*\n\s*/g, ' ');
    this.#options.photos?.caption(this.#placement, words === '' ? null : words);
    this.#grow();
  }

  /** The field is as high as its words, without a scroll bar. */
  #grow(): void {
    this.#caption.dataset.copy = this.#field.value || this.#field.placeholder;
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    this.#field.blur();
    this.dom.closest<HTMLElement>('.ProseMirror')?.focus();
  }
}
