// A heading inside the body. Level 1 is the headline, which is not in the manuscript.
import type { DOMOutputSpec, NodeSpec } from 'prosemirror-model';

import { blockDom, idAttribute } from './text-block';

export const HEADING_LEVELS = [2, 3, 4] as const;

export const heading: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: { ...idAttribute, level: { default: 2 } },
  parseDOM: [
    { tag: 'h1', attrs: { level: 2 } },
    ...HEADING_LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
  ],
  toDOM: (node): DOMOutputSpec => [
    `h${Math.min(6, Math.max(1, Number(node.attrs.level)))}`,
    blockDom(node, 'te-heading'),
    0,
  ],
};
