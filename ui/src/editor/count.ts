// How long the report is, counted as the core counts (crates/lang/src/count.rs).
import type { Node } from 'prosemirror-model';
import { type EditorState, NodeSelection } from 'prosemirror-state';

import type { Stats } from './contract';
import { plainText } from './convert/to-blocks';

const UNCOUNTED = new Set(['note', 'photo', 'embed']);
const counted = new WeakMap<Node, Stats>();

/** Counts what is published of the blocks. */
export function count(blocks: readonly Node[]): Stats {
  const sum = { words: 0, characters: 0, letters: 0 };
  for (const node of blocks) {
    if (UNCOUNTED.has(node.type.name)) continue;
    let own = counted.get(node);
    if (!own) counted.set(node, (own = countText(plainText(node))));
    sum.words += own.words;
    sum.characters += own.characters;
    sum.letters += own.letters;
  }
  return sum;
}

export function countText(text: string): Stats {
  const parts = text.split(/[\s\u0085–—…/]+/u);
  const characters = text
    .replace(/[\p{Cc}\p{M}]/gu, '')
    .replace(/[\uD800-\uDBFF](?=[\uDC00-\uDFFF])/g, '');
  return {
    words: parts.filter((part) => /[\p{Alphabetic}\p{N}]/u.test(part)).length,
    characters: characters.length,
    letters: characters.replace(/\s/g, '').length,
  };
}

/** Counts the selected part of what is published; null where nothing is selected. */
export function countSelected(state: EditorState): Stats | null {
  const { from, to, empty } = state.selection;
  if (empty || state.selection instanceof NodeSelection) return null;
  const text = state.doc.textBetween(from, to, '\n', (node) =>
    node.type.name === 'hard_break' ? '\n' : '',
  );
  return countText(text);
}
