// Nodes of the editor → blocks of the core. `from-blocks.ts` is the way back.
import type { Mark as EditorMark, Node } from 'prosemirror-model';

import type { Block, BlockKind, Mark, RichText } from '../../ipc/bindings';
import { MarkCollector } from './marks';
import { Offsets, wellFormed } from './offsets';

/** Nodes never change, so a block has to be written only once a node. */
const written = new WeakMap<Node, Block>();

export function blockFromNode(node: Node): Block {
  let block = written.get(node);
  if (!block) {
    block = { id: idOf(node), kind: kindOf(node), text: textFromInline(node) };
    written.set(node, block);
  }
  return block;
}

/** Returns the block's id; empty for a node that `unique-ids` has not seen yet. */
export function idOf(node: Node): string {
  return typeof node.attrs.id === 'string' ? node.attrs.id : '';
}

export function kindOf(node: Node): BlockKind {
  const kind: Record<string, unknown> = { type: node.type.name, ...node.attrs };
  delete kind.id;
  return kind as BlockKind;
}

export function markToCore(mark: EditorMark): Mark {
  return { type: mark.type.name, ...mark.attrs } as Mark;
}

/** Returns the words in the window's offsets: a line break is one unit here as it is there. */
export function plainText(node: Node): string {
  return node.textBetween(0, node.content.size, undefined, '\n');
}

export function textFromInline(node: Node): RichText {
  const text = wellFormed(plainText(node));
  const offsets = new Offsets(text);
  const marks = new MarkCollector();
  node.forEach((child, at) => {
    for (const mark of child.marks) {
      marks.add(markToCore(mark), offsets.toScalar(at), offsets.toScalar(at + child.nodeSize));
    }
  });
  return { text, marks: marks.sorted() };
}

/** Whether two nodes stand for the same block; marks of one kind may lie in another order. */
export function sameBlock(a: Node | undefined, b: Node | undefined): boolean {
  if (!a || !b || a === b) return a === b;
  return a.eq(b) || JSON.stringify(blockFromNode(a)) === JSON.stringify(blockFromNode(b));
}
