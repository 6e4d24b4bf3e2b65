// Which marks a selection has, and how far the words of a mark reach.
import type { Mark, Node, ResolvedPos } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';

export type Range = { from: number; to: number };

/** Returns the marks at the caret, or those that all selected words have. */
export function marksOfSelection(state: EditorState): readonly Mark[] {
  const { selection } = state;
  const { from, to, $from, empty } = selection;
  if (empty) return state.storedMarks ?? marksAround($from);
  let common: readonly Mark[] | undefined;
  state.doc.nodesBetween(from, to, (node) => {
    if (!node.isInline) return !node.isAtom;
    common = common?.filter((mark) => mark.isInSet(node.marks)) ?? node.marks;
    return false;
  });
  return common ?? [];
}

/** Returns the marks that typing would go on with, and those of a word that the caret touches. */
export function marksAround($pos: ResolvedPos): readonly Mark[] {
  const touching = [...($pos.nodeBefore?.marks ?? []), ...($pos.nodeAfter?.marks ?? [])].filter(
    (mark) => mark.type.spec.inclusive === false,
  );
  return touching.reduce((set, mark) => mark.addToSet(set), $pos.marks());
}

/** Returns how far a mark reaches around a position that it covers or touches. */
export function markRange($pos: ResolvedPos, mark: Mark): Range | null {
  const { parent } = $pos;
  const start = $pos.start();
  let found: Range | null = null;
  let open: Range | null = null;
  parent.forEach((child: Node, offset: number) => {
    if (!mark.isInSet(child.marks)) {
      open = null;
      return;
    }
    open = open
      ? { from: open.from, to: start + offset + child.nodeSize }
      : { from: start + offset, to: start + offset + child.nodeSize };
    if (open.from <= $pos.pos && $pos.pos <= open.to) found = open;
  });
  return found;
}
