// A quotation set as a block; one of several paragraphs is several blocks.
import type { NodeSpec } from 'prosemirror-model';

import { textBlock } from './text-block';

export const quotation: NodeSpec = {
  ...textBlock('blockquote', 'te-quotation'),
  parseDOM: [{ tag: 'blockquote' }],
};
