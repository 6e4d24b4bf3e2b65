import type { NodeSpec } from 'prosemirror-model';

import { textBlock } from './text-block';

export const paragraph: NodeSpec = {
  ...textBlock('p', 'te-paragraph'),
  parseDOM: [{ tag: 'p' }],
};
