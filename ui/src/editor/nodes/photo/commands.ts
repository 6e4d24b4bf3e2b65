// Putting a picture into the text.
import { type Command, NodeSelection } from 'prosemirror-state';

import { attrsOf } from '../../convert/from-blocks';
import { schema } from '../../schema';

/** Puts the picture after the block of the caret, in its place when it is empty. */
export function insertPhoto(placement: string, newId: () => string): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { $head } = state.selection;
    const node = schema.nodes.photo.create(attrsOf(newId(), { type: 'photo', placement }));
    const tr = state.tr;
    const empty = $head.depth > 0 && $head.parent.content.size === 0 && !$head.parent.isAtom;
    const pos = $head.depth === 0 ? state.selection.to : empty ? $head.before(1) : $head.after(1);
    if (empty && state.doc.childCount > 1) tr.replaceWith(pos, $head.after(1), node);
    else tr.insert(pos, node);
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos)).scrollIntoView());
    return true;
  };
}
