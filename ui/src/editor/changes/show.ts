// From the blocks that stand here to the blocks that should: one transaction that touches only what
// differs, so that caret, selection, history and the browser's composition stay where they are.
import { Fragment, type Node } from 'prosemirror-model';
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';

import { blockAt, children } from '../blocks/find';
import { scalars } from '../convert/offsets';
import { idOf, plainText } from '../convert/to-blocks';
import { diff } from './diff';

/** On transactions that show what the core has: they are no edit of the user's. */
export const FROM_CORE = 'from-core';

/** Returns the transaction; its `docChanged` is false when all stands as it should. */
export function show(state: EditorState, target: readonly Node[]): Transaction {
  const tr = state.tr.setMeta(FROM_CORE, true).setMeta('addToHistory', false);
  const old = children(state.doc);
  const wanted = new Map(target.map((node) => [idOf(node), node]));
  const stays = staying(old.map(idOf), target.map(idOf));
  const comes = arrivals(target, stays);

  // From the end to the start, so that positions before stay true; what comes at the very end is put
  // in first, so that there is always a block.
  let pos = state.doc.content.size;
  const insert = (nodes: readonly Node[] | undefined): void => {
    if (nodes) tr.insert(pos, Fragment.from([...nodes]));
  };
  insert(comes.get(null));
  for (const node of [...old].reverse()) {
    pos -= node.nodeSize;
    const id = idOf(node);
    const now = wanted.get(id);
    if (!stays.has(id) || !now) {
      tr.delete(pos, pos + node.nodeSize);
    } else {
      if (now !== node) updateBlock(tr, pos, node, now);
      insert(comes.get(id));
    }
  }
  keepCaret(state, tr, stays);
  return tr;
}

/** Returns the nodes that are new at their place, by the block that they stand before. */
function arrivals(target: readonly Node[], stays: ReadonlySet<string>): Map<string | null, Node[]> {
  const found = new Map<string | null, Node[]>();
  let waiting: Node[] = [];
  for (const node of target) {
    if (!stays.has(idOf(node))) {
      waiting.push(node);
      continue;
    }
    if (waiting.length > 0) found.set(idOf(node), waiting);
    waiting = [];
  }
  if (waiting.length > 0) found.set(null, waiting);
  return found;
}

/** Returns the most ids that stand in both in the same order: a longest increasing subsequence. */
function staying(old: readonly string[], now: readonly string[]): Set<string> {
  const places = new Map(old.map((id, i) => [id, i]));
  type Link = { id: string; place: number; before: Link | undefined };
  const ends: Link[] = [];
  for (const id of now) {
    const place = places.get(id);
    if (place === undefined) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.place ?? Infinity) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = { id, place, before: ends[low - 1] };
  }
  const found = new Set<string>();
  for (let link = ends[ends.length - 1]; link; link = link.before) found.add(link.id);
  return found;
}

function updateBlock(tr: Transaction, pos: number, old: Node, now: Node): void {
  if (!old.hasMarkup(now.type, now.attrs)) tr.setNodeMarkup(pos, now.type, now.attrs);
  const from = scalars(plainText(old));
  const to = scalars(plainText(now));
  const [a, b] = [unitOffsets(from), unitOffsets(to)];
  for (const { aFrom, aTo, bFrom, bTo } of diff(from, to).reverse()) {
    tr.replaceWith(
      pos + 1 + (a[aFrom] ?? 0),
      pos + 1 + (a[aTo] ?? 0),
      now.content.cut(b[bFrom] ?? 0, b[bTo] ?? 0),
    );
  }
  updateMarks(tr, pos, now);
}

/** Sets the marks of a block that already has the words of `now`. */
function updateMarks(tr: Transaction, pos: number, now: Node): void {
  now.forEach((child, at) => {
    const [from, to] = [pos + 1 + at, pos + 1 + at + child.nodeSize];
    tr.doc.nodesBetween(from, to, (node, start) => {
      if (!node.isInline) return;
      const [left, right] = [Math.max(from, start), Math.min(to, start + node.nodeSize)];
      for (const mark of node.marks) {
        if (!mark.isInSet(child.marks)) tr.removeMark(left, right, mark);
      }
      for (const mark of child.marks) {
        if (!mark.isInSet(node.marks)) tr.addMark(left, right, mark);
      }
    });
  });
}

/** Returns the UTF-16 offset of each character and of the end. */
function unitOffsets(characters: readonly string[]): number[] {
  const offsets = [0];
  let at = 0;
  for (const character of characters) offsets.push((at += character.length));
  return offsets;
}

/** A block that moved was taken out and put in again: the caret goes with it. */
function keepCaret(state: EditorState, tr: Transaction, stays: ReadonlySet<string>): void {
  const { $anchor, $head } = state.selection;
  const id = $head.depth === 0 ? '' : idOf($head.node(1));
  if (id === '' || stays.has(id) || !$head.sameParent($anchor)) return;
  const found = blockAt(tr.doc, id);
  if (!found) return;
  const within = (offset: number): number =>
    found.pos + 1 + Math.min(offset, found.node.content.size);
  tr.setSelection(
    TextSelection.create(tr.doc, within($anchor.parentOffset), within($head.parentOffset)),
  );
}
