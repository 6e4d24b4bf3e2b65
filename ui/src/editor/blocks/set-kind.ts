// Turning blocks into other ones: same id, same text, another kind.
import type { Command } from 'prosemirror-state';

import type { BlockKind, BlockName } from '../contract';
import { attrsOf } from '../convert/from-blocks';
import { idOf, kindOf } from '../convert/to-blocks';
import { schema } from '../schema';
import { isText, selectedBlocks } from './selected';

/** What each entry of the block menu makes. */
export const KIND_OF_NAME: Readonly<Record<BlockName, BlockKind>> = {
  paragraph: { type: 'paragraph' },
  lead: { type: 'lead' },
  heading2: { type: 'heading', level: 2 },
  heading3: { type: 'heading', level: 3 },
  heading4: { type: 'heading', level: 4 },
  bulleted: { type: 'list_item', ordered: false, level: 0 },
  numbered: { type: 'list_item', ordered: true, level: 0 },
  quotation: { type: 'quotation' },
  panel: { type: 'panel', session: null },
  box: { type: 'box' },
  note: { type: 'note' },
  embed: { type: 'embed' },
};

/** Makes the selected blocks of that kind; those that all are become paragraphs. */
export function setKind(kind: BlockKind): Command {
  return (state, dispatch) => {
    const blocks = selectedBlocks(state).filter(({ node }) => isText(node));
    if (blocks.length === 0) return false;
    if (!dispatch) return true;
    const all = blocks.every(({ node }) => sameKind(kindOf(node), kind));
    const tr = state.tr;
    for (const { node, pos } of blocks) {
      const now = all ? KIND_OF_NAME.paragraph : kept(kindOf(node), kind);
      tr.setNodeMarkup(pos, schema.nodes[now.type], attrsOf(idOf(node), now));
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Two kinds that a toolbar shows alike: the depth in a list and a panel's session don't matter. */
export function sameKind(a: BlockKind, b: BlockKind): boolean {
  if (a.type === 'heading' && b.type === 'heading') return a.level === b.level;
  if (a.type === 'list_item' && b.type === 'list_item') return a.ordered === b.ordered;
  return a.type === b.type;
}

/** A list item that becomes numbered keeps its depth. */
function kept(old: BlockKind, now: BlockKind): BlockKind {
  return old.type === 'list_item' && now.type === 'list_item' ? { ...now, level: old.level } : now;
}
