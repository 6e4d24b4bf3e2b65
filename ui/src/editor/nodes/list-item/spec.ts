// An item of a list. Lists are flat, as in the core: a block an item, with its depth; items that
// follow each other make a list, and the style sheet counts them.
import type { DOMOutputSpec, NodeSpec } from 'prosemirror-model';

import { blockDom, idAttribute } from '../text-block';

/** The deepest level that a key makes; what the core holds may be deeper. */
export const DEEPEST = 5;

export const listItem: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: { ...idAttribute, ordered: { default: false }, level: { default: 0 } },
  parseDOM: [
    { tag: 'ol > li', attrs: { ordered: true } },
    { tag: 'li', attrs: { ordered: false } },
  ],
  toDOM: (node): DOMOutputSpec => {
    const level = Math.min(DEEPEST, Number(node.attrs.level));
    return [
      'p',
      {
        ...blockDom(node, 'te-item'),
        'data-list': node.attrs.ordered === true ? 'ordered' : 'bulleted',
        'data-level': String(level),
      },
      0,
    ];
  },
};
