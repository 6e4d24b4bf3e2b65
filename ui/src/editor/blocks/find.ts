// The blocks of a document, and one of them by its id.
import type { Node } from 'prosemirror-model';

import { idOf } from '../convert/to-blocks';

export function children(doc: Node): readonly Node[] {
  return doc.content.content;
}

/** Returns a block and its position. */
export function blockAt(doc: Node, id: string): { node: Node; pos: number } | null {
  let pos = 0;
  for (const node of children(doc)) {
    if (idOf(node) === id) return { node, pos };
    pos += node.nodeSize;
  }
  return null;
}
