// Backspace at a block's start and Delete at its end. The joined block is the first one, which keeps
// its id and kind; an empty block before is removed instead, so that words stay in their block.
import type { Node, ResolvedPos } from 'prosemirror-model';
import {
  type Command,
  type EditorState,
  NodeSelection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state';

import { leaveOrOutdent } from '../nodes/list-item/commands';
import { isText } from './selected';
import { KIND_OF_NAME, setKind } from './set-kind';

/** Turns a special block into a paragraph first, and joins a paragraph with the block before. */
export const joinBackward: Command = (state, dispatch) => {
  const $caret = caret(state);
  if ($caret?.parentOffset !== 0) return false;
  const block = $caret.parent;
  if (block.type.name === 'list_item') return leaveOrOutdent(state, dispatch);
  if (block.type.name !== 'paragraph' && block.type.name !== 'lead') {
    return setKind(KIND_OF_NAME.paragraph)(state, dispatch);
  }
  const before = $caret.before();
  const previous = state.doc.resolve(before).nodeBefore;
  if (!previous) return true;
  dispatch?.(join(state, previous, before - previous.nodeSize, block).scrollIntoView());
  return true;
};

export const joinForward: Command = (state, dispatch) => {
  const $caret = caret(state);
  if (!$caret || $caret.parentOffset !== $caret.parent.content.size) return false;
  const after = $caret.after();
  const next = state.doc.resolve(after).nodeAfter;
  if (!next) return true;
  if (isText(next)) {
    dispatch?.(join(state, $caret.parent, $caret.before(), next).scrollIntoView());
  } else if (dispatch) {
    const tr = state.tr;
    if ($caret.parent.content.size === 0) tr.delete($caret.before(), after);
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, tr.mapping.map(after))).scrollIntoView());
  }
  return true;
};

function join(state: EditorState, first: Node, pos: number, second: Node): Transaction {
  const tr = state.tr;
  const border = pos + first.nodeSize;
  if (!isText(first)) {
    // A picture is chosen first; the next key removes it.
    if (second.content.size === 0) tr.delete(border, border + second.nodeSize);
    return tr.setSelection(NodeSelection.create(tr.doc, pos));
  }
  if (first.type.name === 'embed' || second.type.name === 'embed') {
    // Words don't belong into an address.
    if (second.content.size === 0) tr.delete(border, border + second.nodeSize);
    else if (first.content.size === 0) return tr.delete(pos, border);
    return tr.setSelection(TextSelection.create(tr.doc, border - 1));
  }
  if (first.content.size === 0 && first.type.name !== 'lead') return tr.delete(pos, border);
  return tr.join(border);
}

function caret(state: EditorState): ResolvedPos | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.$cursor) return null;
  return selection.$cursor.depth === 1 ? selection.$cursor : null;
}
