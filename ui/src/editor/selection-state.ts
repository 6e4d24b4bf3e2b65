// What a toolbar shows of the selection.
import { redoDepth, undoDepth } from 'prosemirror-history';
import type { Mark } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';

import { selectedBlocks } from './blocks/selected';
import { sameKind } from './blocks/set-kind';
import type { SelectionState } from './contract';
import { idOf, kindOf } from './convert/to-blocks';
import { tagOf } from './marks/tag';
import { marksOfSelection } from './marks/range';

export function selectionState(state: EditorState): SelectionState {
  const blocks = selectedBlocks(state).map(({ node }) => node);
  const [first] = blocks;
  const kinds = blocks.map(kindOf);
  const [kind] = kinds;
  const alike = kind !== undefined && kinds.every((other) => sameKind(kind, other));
  const marks = marksOfSelection(state);
  return {
    block: first && blocks.length === 1 ? idOf(first) : null,
    kind: alike ? kind : null,
    strong: has(marks, 'strong'),
    em: has(marks, 'em'),
    href:
      (marks.find((mark) => mark.type.name === 'link')?.attrs.href as string | undefined) ?? null,
    tags: marks.flatMap((mark) => tagOf(mark) ?? []),
    empty: state.selection.empty,
    undo: undoDepth(state) > 0,
    redo: redoDepth(state) > 0,
  };
}

function has(marks: readonly Mark[], name: string): boolean {
  return marks.some((mark) => mark.type.name === name);
}
