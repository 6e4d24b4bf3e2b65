// Enter. The part that keeps the text's beginning keeps the id; a new block gets a new one here, so
// that a save never sees two of one id.
import type { Node } from 'prosemirror-model';
import { type Command, NodeSelection, TextSelection } from 'prosemirror-state';

import type { BlockKind } from '../contract';
import { attrsOf } from '../convert/from-blocks';
import { kindOf } from '../convert/to-blocks';
import { leaveOrOutdent } from '../nodes/list-item/commands';
import { schema } from '../schema';
import { KIND_OF_NAME, setKind } from './set-kind';

const PARAGRAPH = KIND_OF_NAME.paragraph;

export function splitBlock(newId: () => string): Command {
  return (state, dispatch) => {
    const { selection } = state;
    const make = (kind: BlockKind): Node => schema.node(kind.type, attrsOf(newId(), kind));

    if (selection instanceof NodeSelection) {
      if (!dispatch) return true;
      const tr = state.tr.insert(selection.to, make(PARAGRAPH));
      tr.setSelection(TextSelection.create(tr.doc, selection.to + 1));
      dispatch(tr.scrollIntoView());
      return true;
    }
    if (!(selection instanceof TextSelection) || selection.$from.depth !== 1) return false;

    const block = selection.$from.parent;
    const kind = kindOf(block);
    if (block.content.size === 0 && kind.type !== 'paragraph' && kind.type !== 'lead') {
      return leaveOrOutdent(state, dispatch) || setKind(PARAGRAPH)(state, dispatch);
    }
    if (!dispatch) return true;

    const tr = state.tr.deleteSelection();
    const marks = state.storedMarks ?? selection.$from.marks();
    const { $from } = tr.selection;
    const atEnd = $from.parentOffset === $from.parent.content.size;
    if ($from.parentOffset === 0 && !atEnd) {
      // An empty block comes before; the words stay in theirs, which others may be editing.
      tr.insert($from.before(), make(goesOn(kind) ? kind : PARAGRAPH));
    } else if (kind.type === 'embed') {
      // An address has no second half.
      tr.insert($from.after(), make(PARAGRAPH));
      tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1));
    } else {
      const now = goesOn(kind) || (kind.type === 'heading' && !atEnd) ? kind : PARAGRAPH;
      tr.split($from.pos, 1, [{ type: schema.nodes[now.type], attrs: attrsOf(newId(), now) }]);
    }
    if (marks.length > 0) tr.ensureMarks(marks);
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Kinds of which Enter makes another; an empty one is left by Enter. */
function goesOn({ type }: BlockKind): boolean {
  return type === 'list_item' || type === 'quotation' || type === 'box' || type === 'note';
}
