// Moving the selected blocks past their neighbour. The nodes stay the same, so only the order is saved.
import { Fragment } from 'prosemirror-model';
import {
  AllSelection,
  type Command,
  type EditorState,
  NodeSelection,
  type Selection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state';

import { selectedBlocks } from './selected';

export const moveUp: Command = move(-1);
export const moveDown: Command = move(1);

function move(by: -1 | 1): Command {
  return (state, dispatch) => {
    const blocks = selectedBlocks(state);
    const first = blocks[0];
    const last = blocks[blocks.length - 1];
    if (!first || !last) return false;
    const index = by < 0 ? first.index - 1 : last.index + 1;
    const neighbour = state.doc.maybeChild(index);
    if (!neighbour) return true;
    if (!dispatch) return true;

    // The neighbour is taken out and put at the other side: caret and selection need no mapping.
    const tr = state.tr;
    const start = first.pos;
    const end = last.pos + last.node.nodeSize;
    if (by < 0) {
      tr.insert(end, Fragment.from(neighbour));
      tr.delete(start - neighbour.nodeSize, start);
    } else {
      tr.delete(end, end + neighbour.nodeSize);
      tr.insert(start, Fragment.from(neighbour));
    }
    const shift = by < 0 ? -neighbour.nodeSize : neighbour.nodeSize;
    dispatch(tr.setSelection(shifted(state, tr, shift)).scrollIntoView());
    return true;
  };
}

/** Returns the selection at its new place: mapping would leave an end behind at the block's edge. */
function shifted(state: EditorState, tr: Transaction, by: number): Selection {
  const { selection } = state;
  if (selection instanceof NodeSelection) return NodeSelection.create(tr.doc, selection.from + by);
  if (selection instanceof AllSelection) return selection;
  const [anchor, head] = [selection.anchor + by, selection.head + by];
  return TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head));
}
