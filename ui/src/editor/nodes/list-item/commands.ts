// The depth of list items, by Tab, Shift+Tab, Enter and Backspace.
import type { Command } from 'prosemirror-state';

import { selectedBlocks } from '../../blocks/selected';
import { idOf } from '../../convert/to-blocks';
import { DEEPEST } from './spec';

export const indent: Command = changeDepth(1);
export const outdent: Command = changeDepth(-1);

/** Takes an item one level out, and one of the outermost level out of the list. */
export const leaveOrOutdent: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type.name !== 'list_item') return false;
  if (Number($from.parent.attrs.level) > 0) return outdent(state, dispatch);
  dispatch?.(
    state.tr
      .setNodeMarkup($from.before(), state.schema.nodes.paragraph, { id: idOf($from.parent) })
      .scrollIntoView(),
  );
  return true;
};

/** Handles the key in every list item, also where it can't go further: Tab must not leave then. */
function changeDepth(by: number): Command {
  return (state, dispatch) => {
    const items = selectedBlocks(state).filter(({ node }) => node.type.name === 'list_item');
    if (items.length === 0) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    for (const { node, pos } of items) {
      const level = Number(node.attrs.level);
      const now = by < 0 ? Math.max(0, level + by) : Math.max(level, Math.min(DEEPEST, level + by));
      if (now !== level) tr.setNodeAttribute(pos, 'level', now);
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}
