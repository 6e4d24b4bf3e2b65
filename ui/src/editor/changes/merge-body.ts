// The body as the core has it and the blocks as they stand here, made one: which blocks there are, in
// which order, and what each says. Nothing that either side wrote is lost; deleting gives way to
// writing.
import type { Node } from 'prosemirror-model';

import { nodeFromBlock } from '../convert/from-blocks';
import { blockFromNode, idOf, sameBlock } from '../convert/to-blocks';
import type { Block } from '../contract';
import { mergeText } from './merge-text';
import type { Snapshot } from './tracker';

export type Merged = {
  /** The blocks to show. Those that didn't change are the very nodes that stand here. */
  shown: Node[];
  /** The blocks that the core has: what differs from them in `shown` is still to be saved. */
  known: Node[];
};

export function mergeBody(base: Snapshot, mine: readonly Node[], theirs: readonly Block[]): Merged {
  const here = new Map(mine.map((node) => [idOf(node), node]));
  const known = new Map<string, Node>();
  const shown = new Map<string, Node>();
  for (const block of theirs) {
    const came = nodeFromBlock(block);
    const local = here.get(block.id);
    const before = base.nodes.get(block.id);
    if (local && sameBlock(local, came)) {
      known.set(block.id, local);
      shown.set(block.id, local);
      continue;
    }
    known.set(block.id, came);
    if (local) shown.set(block.id, mergeNode(before, local, came));
    else if (!sameBlock(before, came)) shown.set(block.id, came);
  }
  for (const [id, local] of here) {
    if (!known.has(id) && !sameBlock(base.nodes.get(id), local)) shown.set(id, local);
  }
  const order = mergeOrder(
    base.order,
    mine.map(idOf),
    theirs.map((block) => block.id),
  );
  return {
    shown: order.flatMap((id) => shown.get(id) ?? []),
    known: [...known.values()],
  };
}

function mergeNode(before: Node | undefined, local: Node, came: Node): Node {
  // A block that the core has though it was never taken here was saved by a try that seemed to fail.
  if (!before) return local;
  if (sameBlock(before, local)) return came;
  if (sameBlock(before, came)) return local;
  const [base, mine, theirs] = [before, local, came].map(blockFromNode);
  if (!base || !mine || !theirs) return local;
  const kind = before.hasMarkup(local.type, local.attrs) ? theirs.kind : mine.kind;
  return nodeFromBlock({ id: mine.id, kind, text: mergeText(base.text, mine.text, theirs.text) });
}

/** Returns all ids of both sides, in the order of the side that moved blocks; ours when both did. */
function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): string[] {
  return movedSince(base, mine) ? weave(mine, theirs) : weave(theirs, mine);
}

function movedSince(base: readonly string[], now: readonly string[]): boolean {
  const [known, there] = [new Set(base), new Set(now)];
  const before = base.filter((id) => there.has(id));
  return now.filter((id) => known.has(id)).some((id, i) => id !== before[i]);
}

/** Puts into one order the ids that only the other has, each after the one that it follows there. */
function weave(order: readonly string[], other: readonly string[]): string[] {
  const woven = [...order];
  const placed = new Set(order);
  let after: string | null = null;
  for (const id of other) {
    if (!placed.has(id)) {
      woven.splice(after === null ? 0 : woven.indexOf(after) + 1, 0, id);
      placed.add(id);
    }
    after = id;
  }
  return woven;
}
