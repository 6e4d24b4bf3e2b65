// Putting blocks into the text at a place. A paragraph at either end of them flows into the sentence
// there. The block that stood there keeps its id with its beginning, or with its end where nothing
// stands before the place.
import { Fragment, type Node } from 'prosemirror-model';
import { TextSelection, type Transaction } from 'prosemirror-state';

import { attrsOf } from '../convert/from-blocks';
import { idOf, kindOf } from '../convert/to-blocks';

/** Inserts blocks that have ids of their own; the caret is behind them then. */
export function insertBlocks(
  tr: Transaction,
  pos: number,
  blocks: readonly Node[],
  newId: () => string,
): Transaction {
  const $pos = tr.doc.resolve(pos);
  const first = blocks[0];
  const last = blocks[blocks.length - 1];
  if (!first || !last) return tr;
  if ($pos.depth === 0) {
    tr.insert(pos, Fragment.from([...blocks]));
    const end = tr.doc.resolve(pos + sizeOf(blocks));
    return tr.setSelection(TextSelection.near(end, -1));
  }

  const block = $pos.parent;
  const open = block.type.name !== 'embed';
  const [startFlows, endFlows] = [open && flows(first), open && flows(last)];
  if (startFlows && blocks.length === 1) {
    tr.replaceWith(pos, pos, first.content);
    return tr.setSelection(TextSelection.create(tr.doc, pos + first.content.size));
  }

  const head = block.content.cut(0, $pos.parentOffset);
  const tail = block.content.cut($pos.parentOffset);
  const parts = [...blocks];
  if (head.size > 0) {
    if (startFlows) parts[0] = block.copy(head.append(first.content));
    else parts.unshift(block.copy(head));
  } else if (tail.size === 0) {
    // The empty block becomes the first one; words that are no special block take its kind.
    parts[0] = startFlows ? block.copy(first.content) : withId(first, idOf(block));
  }
  const end = parts.length - 1;
  if (tail.size > 0) {
    const rest = head.size === 0 ? idOf(block) : newId();
    if (!endFlows) parts.push(block.type.create(attrsOf(rest, kindOf(block)), tail));
    else if (head.size === 0) parts[end] = block.copy(last.content.append(tail));
    else parts[end] = last.copy(last.content.append(tail));
  }

  const start = $pos.before();
  tr.replaceWith(start, $pos.after(), parts);
  const caret = start + sizeOf(parts.slice(0, end)) + 1 + last.content.size;
  return tr.setSelection(TextSelection.near(tr.doc.resolve(caret), -1));
}

/** Whether the words of a block go on in the sentence where they are put. */
function flows(node: Node): boolean {
  return node.type.name === 'paragraph';
}

function withId(node: Node, id: string): Node {
  return node.type.create({ ...node.attrs, id }, node.content, node.marks);
}

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + node.nodeSize, 0);
}
