// The keys of the manuscript. Those that open a menu are with their menus.
import {
  chainCommands,
  deleteSelection,
  selectAll,
  selectNodeBackward,
  selectNodeForward,
  toggleMark,
} from 'prosemirror-commands';
import { undoInputRule } from 'prosemirror-inputrules';
import type { Command } from 'prosemirror-state';

import { joinBackward, joinForward } from './blocks/join';
import { moveDown, moveUp } from './blocks/move';
import { KIND_OF_NAME, setKind } from './blocks/set-kind';
import { splitBlock } from './blocks/split';
import { indent, outdent } from './nodes/list-item/commands';
import { schema } from './schema';

const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.hard_break.create()).scrollIntoView());
  return true;
};

const backspace = chainCommands(undoInputRule, deleteSelection, joinBackward, selectNodeBackward);
const remove = chainCommands(deleteSelection, joinForward, selectNodeForward);

export function keys(newId: () => string): Record<string, Command> {
  return {
    Enter: splitBlock(newId),
    'Shift-Enter': breakLine,
    'Mod-Enter': breakLine,
    Backspace: backspace,
    'Mod-Backspace': backspace,
    'Shift-Backspace': backspace,
    Delete: remove,
    'Mod-Delete': remove,
    Tab: indent,
    'Shift-Tab': outdent,
    'Alt-ArrowUp': moveUp,
    'Alt-ArrowDown': moveDown,
    'Mod-a': selectAll,
    'Mod-b': toggleMark(schema.marks.strong),
    'Mod-i': toggleMark(schema.marks.em),
    'Mod-Alt-0': setKind(KIND_OF_NAME.paragraph),
    'Mod-Alt-1': setKind(KIND_OF_NAME.lead),
    'Mod-Alt-2': setKind(KIND_OF_NAME.heading2),
    'Mod-Alt-3': setKind(KIND_OF_NAME.heading3),
    'Mod-Alt-4': setKind(KIND_OF_NAME.heading4),
    'Mod-Shift-7': setKind(KIND_OF_NAME.numbered),
    'Mod-Shift-8': setKind(KIND_OF_NAME.bulleted),
    'Mod-Shift-9': setKind(KIND_OF_NAME.quotation),
  };
}
