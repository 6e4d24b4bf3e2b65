// The beginning of a panel's part. The session is data, named by id; `view.ts` shows its title.
import type { NodeSpec } from 'prosemirror-model';

import { idAttribute, textBlock } from '../text-block';

export const panel: NodeSpec = {
  ...textBlock('div', 'te-panel'),
  defining: true,
  attrs: { ...idAttribute, session: { default: null } },
};
