// A picture in the text with its caption, both of the report's photos: nothing of them is here.
import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';

import type { PhotoInText } from '../../contract';
import { idOf } from '../../convert/to-blocks';

export type PhotoOptions = {
  document: Document;
  photo?: (placement: string) => PhotoInText | null;
  missing: string;
};

export class PhotoView implements NodeView {
  readonly dom: HTMLElement;
  readonly #options: PhotoOptions;
  #node: Node;

  constructor(node: Node, options: PhotoOptions) {
    this.#options = options;
    this.#node = node;
    this.dom = options.document.createElement('figure');
    this.dom.className = 'te-block te-photo';
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
    const { document, photo, missing } = this.#options;
    this.dom.dataset.block = idOf(this.#node);
    const shown = photo?.(String(this.#node.attrs.placement));
    const caption = document.createElement('figcaption');
    caption.textContent = shown?.caption ?? missing;
    if (!shown) {
      this.dom.replaceChildren(caption);
      return;
    }
    const picture = document.createElement('img');
    picture.src = shown.src;
    picture.alt = shown.alt;
    picture.draggable = false;
    this.dom.replaceChildren(picture, caption);
  }

  ignoreMutation(): boolean {
    return true;
  }
}
