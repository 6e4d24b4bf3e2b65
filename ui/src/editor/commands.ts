// The commands of the toolbar, the menus and the palette, by name. `keys.ts` gives some of them keys.
import { selectAll, toggleMark } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import type { Command } from 'prosemirror-state';

import { moveDown, moveUp } from './blocks/move';
import { KIND_OF_NAME, setKind } from './blocks/set-kind';
import type { BlockName, CommandName } from './contract';
import { indent, outdent } from './nodes/list-item/commands';
import { schema } from './schema';

const plain: Partial<Record<CommandName, Command>> = {
  strong: toggleMark(schema.marks.strong),
  em: toggleMark(schema.marks.em),
  indent,
  outdent,
  moveUp,
  moveDown,
  undo,
  redo,
  selectAll,
};

export function commandOf(name: CommandName): Command {
  return plain[name] ?? setKind(KIND_OF_NAME[name as BlockName]);
}
