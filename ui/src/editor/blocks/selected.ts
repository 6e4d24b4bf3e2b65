// The blocks that a selection touches. A selection of the whole document touches all of them.
import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';

export type Placed = { node: Node; pos: number; index: number };

export function selectedBlocks(state: EditorState): Placed[] {
  const { from, to } = state.selection;
  const found: Placed[] = [];
  state.doc.forEach((node, pos, index) => {
    const end = pos + node.nodeSize;
    // A caret is in one block; an end of a selection at a block's edge is not in the next one.
    if (pos < to && from < end) found.push({ node, pos, index });
  });
  return found;
}

/** Returns the block that a caret or a selection within one block is in. */
export function blockOfSelection(state: EditorState): Placed | null {
  const [first, second] = selectedBlocks(state);
  return first && !second ? first : null;
}

/** Whether one can write in the block: all but a picture. */
export function isText(node: Node): boolean {
  return node.isTextblock && !node.isAtom;
}
