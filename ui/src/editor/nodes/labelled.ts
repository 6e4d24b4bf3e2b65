// The view of a block with a standing line above its words: what kind of block it is. The line is no
// text of the report; one can't write in it.
import type { Node } from 'prosemirror-model';
import type { NodeView, ViewMutationRecord } from 'prosemirror-view';

import { idOf } from '../convert/to-blocks';

export class LabelledView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  protected readonly line: HTMLElement;
  protected node: Node;

  constructor(node: Node, document: Document, label: string, placeholder = '') {
    this.node = node;
    this.dom = document.createElement(node.type.name === 'note' ? 'aside' : 'section');
    this.dom.className = `te-block te-labelled te-${node.type.name}`;
    this.line = document.createElement('div');
    this.line.className = 'te-line';
    this.line.contentEditable = 'false';
    this.line.textContent = label;
    this.contentDOM = document.createElement('p');
    this.contentDOM.className = 'te-body';
    this.contentDOM.dataset.placeholder = placeholder;
    this.dom.append(this.line, this.contentDOM);
    this.dom.dataset.block = idOf(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.dom.dataset.block = idOf(node);
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }
}
