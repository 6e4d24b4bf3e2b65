// What the core doesn't have yet. Nodes of ProseMirror never change, so a block was touched exactly
// when its node is another one: a key press in a long report costs a comparison a block.
import type { Node } from 'prosemirror-model';

import { blockFromNode, idOf, sameBlock } from '../convert/to-blocks';
import type { BodyChange } from '../contract';

/** The blocks as the core has them, or will when the save under way succeeds. */
export type Snapshot = {
  readonly order: readonly string[];
  readonly nodes: ReadonlyMap<string, Node>;
};

export class ChangeTracker {
  #base: Snapshot;
  /** The base before the last take, while that may still be given back. */
  #before: Snapshot | null = null;

  constructor(known: readonly Node[]) {
    this.#base = snapshot(known);
  }

  get base(): Snapshot {
    return this.#base;
  }

  /** Returns what is new in the blocks since the last take, and holds them for known. */
  take(blocks: readonly Node[]): BodyChange | null {
    const change = difference(this.#base, blocks);
    if (!change) return null;
    this.#before = this.#base;
    this.#base = snapshot(blocks);
    return change;
  }

  /** Forgets the last take, so that the next one holds its change too. */
  giveBack(): void {
    if (!this.#before) return;
    this.#base = this.#before;
    this.#before = null;
  }

  /** Holds exactly these blocks for known to the core. */
  reset(known: readonly Node[]): void {
    this.#base = snapshot(known);
    this.#before = null;
  }
}

function snapshot(blocks: readonly Node[]): Snapshot {
  return { order: blocks.map(idOf), nodes: new Map(blocks.map((node) => [idOf(node), node])) };
}

function difference(base: Snapshot, blocks: readonly Node[]): BodyChange | null {
  // A node made anew may say the same, for instance after undo.
  const changed = blocks.filter((node) => !sameBlock(base.nodes.get(idOf(node)), node));
  const ids = new Set(blocks.map(idOf));
  const removed = base.order.filter((id) => !ids.has(id));
  const order = blocks.map(idOf);
  const reordered =
    order.length !== base.order.length || order.some((id, i) => id !== base.order[i]);
  if (changed.length === 0 && !reordered) return null;
  return { blocks: changed.map(blockFromNode), removed, order: reordered ? order : null };
}
