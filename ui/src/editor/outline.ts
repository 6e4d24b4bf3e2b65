// The parts of the report, for a list beside the manuscript.
import type { Node } from 'prosemirror-model';

import type { OutlineItem } from './contract';
import { idOf, kindOf, plainText } from './convert/to-blocks';

export function outline(blocks: readonly Node[]): OutlineItem[] {
  return blocks.flatMap((node) => {
    const kind = kindOf(node);
    if (kind.type !== 'lead' && kind.type !== 'heading' && kind.type !== 'panel') return [];
    const level = kind.type === 'heading' ? kind.level : 1;
    const session = kind.type === 'panel' ? kind.session : null;
    return [{ id: idOf(node), kind: kind.type, text: plainText(node), session, level }];
  });
}
