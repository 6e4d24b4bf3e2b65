// How long the report is, counted as the core counts (crates/lang/src/count.rs).
import type { Node } from 'prosemirror-model';

import { plainText } from './convert/to-blocks';

export type Stats = { words: number; characters: number };

const UNCOUNTED = new Set(['note', 'photo', 'embed']);
const counted = new WeakMap<Node, Stats>();

/** Counts what is published of the blocks. */
export function count(blocks: readonly Node[]): Stats {
  const sum = { words: 0, characters: 0 };
  for (const node of blocks) {
    if (UNCOUNTED.has(node.type.name)) continue;
    let own = counted.get(node);
    if (!own) counted.set(node, (own = countText(plainText(node))));
    sum.words += own.words;
    sum.characters += own.characters;
  }
  return sum;
}

export function countText(text: string): Stats {
  const parts = text.split(/[\s\u0085–—…/]+/u);
  return {
    words: parts.filter((part) => /[\p{Alphabetic}\p{N}]/u.test(part)).length,
    characters: text
      .replace(/[\p{Cc}\p{M}]/gu, '')
      .replace(/[\uD800-\uDBFF](?=[\uDC00-\uDFFF])/g, '').length,
  };
}
