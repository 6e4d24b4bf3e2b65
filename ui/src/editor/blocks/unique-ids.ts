// Every block has an id, and no two have the same, whatever made them: a split, a paste, a drop, the
// browser. The block that had the id keeps it, its copy gets a new one.
import type { Node } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';

import { idOf } from '../convert/to-blocks';
import { children } from './find';

export function uniqueIds(newId: () => string): Plugin {
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      const nameless = withoutOwnId(children(state.doc), () => new Set(children(old.doc)));
      if (nameless.length === 0) return null;
      const tr = state.tr;
      for (const pos of nameless) tr.setNodeAttribute(pos, 'id', newId());
      return tr;
    },
  });
}

/** Returns the positions of the blocks that need a new id. */
function withoutOwnId(blocks: readonly Node[], before: () => ReadonlySet<Node>): number[] {
  const owners = new Map<string, { node: Node; pos: number }>();
  const nameless: number[] = [];
  let pos = 0;
  for (const node of blocks) {
    const id = idOf(node);
    const owner = owners.get(id);
    if (id === '') {
      nameless.push(pos);
    } else if (!owner) {
      owners.set(id, { node, pos });
    } else if (before().has(node) && !before().has(owner.node)) {
      // The copy was put before the one that stood here already.
      nameless.push(owner.pos);
      owners.set(id, { node, pos });
    } else {
      nameless.push(pos);
    }
    pos += node.nodeSize;
  }
  return nameless;
}
