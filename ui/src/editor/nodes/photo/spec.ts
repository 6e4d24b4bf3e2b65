// A picture in the text: the report's use of a photo, named by id. The core gives it no text; should
// a merge have put some there it is kept, unseen, so the node has content but shows none.
import type { DOMOutputSpec, NodeSpec } from 'prosemirror-model';

import { blockDom, idAttribute } from '../text-block';

export const photo: NodeSpec = {
  group: 'block',
  content: 'inline*',
  atom: true,
  isolating: true,
  draggable: true,
  attrs: { ...idAttribute, placement: { default: '' } },
  toDOM: (node): DOMOutputSpec => ['figure', blockDom(node, 'te-photo')],
};
