// Blocks of the core → nodes of the editor. `to-blocks.ts` is the way back; the two undo each other.
import type { Mark as EditorMark, Node } from 'prosemirror-model';

import type { Block, BlockKind, Mark, RichText } from '../../ipc/bindings';
import { schema } from '../schema';
import { Offsets, wellFormed } from './offsets';

/** Returns the document that shows the blocks; there must be at least one. */
export function docFromBlocks(blocks: readonly Block[]): Node {
  return schema.nodes.doc.createChecked(null, blocks.map(nodeFromBlock));
}

export function nodeFromBlock(block: Block): Node {
  return schema.node(block.kind.type, attrsOf(block.id, block.kind), inlineFromText(block.text));
}

/** Returns the attributes of the node that stands for a block. */
export function attrsOf(id: string | null, kind: BlockKind): Record<string, unknown> {
  const attrs: Record<string, unknown> = { ...kind, id };
  delete attrs.type;
  return attrs;
}

export function markFromCore(mark: Mark): EditorMark {
  const { type, ...attrs } = mark;
  return schema.mark(type, attrs);
}

/** Returns text nodes and line breaks with their marks. */
export function inlineFromText(rich: RichText): Node[] {
  const text = wellFormed(rich.text);
  const offsets = new Offsets(text);
  const spans = rich.marks
    .map(({ start, end, mark }) => ({
      start: Math.max(0, offsets.toUtf16(start)),
      end: Math.min(text.length, offsets.toUtf16(end)),
      mark: markFromCore(mark),
    }))
    .filter(({ start, end }) => start < end);

  const nodes: Node[] = [];
  const cuts = new Set([0, text.length]);
  for (const { start, end } of spans) cuts.add(start).add(end);
  const sorted = [...cuts].sort((a, b) => a - b);
  for (const [i, from] of sorted.entries()) {
    const to = sorted[i + 1];
    if (to === undefined) break;
    const marks = spans
      .filter(({ start, end }) => start <= from && to <= end)
      .reduce<readonly EditorMark[]>((set, { mark }) => mark.addToSet(set), []);
    pushWithBreaks(nodes, text.slice(from, to), marks);
  }
  return nodes;
}

function pushWithBreaks(nodes: Node[], text: string, marks: readonly EditorMark[]): void {
  for (const [i, line] of text.split('\n').entries()) {
    if (i > 0) nodes.push(schema.nodes.hard_break.create(null, null, marks));
    if (line !== '') nodes.push(schema.text(line, marks));
  }
}
