// The parts of the report, for a list beside the manuscript.
import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';

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

/** Returns the session whose part the caret is in, null outside of all. */
export function sessionAt({ doc, selection }: EditorState): string | null {
  let session: string | null = null;
  doc.forEach((node, pos) => {
    if (pos >= selection.from) return;
    const kind = kindOf(node);
    if (kind.type === 'panel') session = kind.session;
    if (kind.type === 'heading') session = null;
  });
  return session;
}
