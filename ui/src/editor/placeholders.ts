// The grey words in blocks that are empty: what belongs there.
import { Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

import type { EditorLabels } from './contract';
import { kindOf } from './convert/to-blocks';

export function placeholders(labels: EditorLabels['placeholders']): Plugin {
  return new Plugin({
    props: {
      decorations(state) {
        const empty: Decoration[] = [];
        const { from } = state.selection;
        state.doc.forEach((node, pos) => {
          if (node.content.size > 0 || node.isAtom) return;
          const { type } = kindOf(node);
          const words = labels[type];
          if (words === undefined || words === '') return;
          // An empty paragraph is a breath between two others; it asks only where one writes.
          const here = pos < from && from < pos + node.nodeSize;
          if (type === 'paragraph' && !here) return;
          empty.push(
            Decoration.node(pos, pos + node.nodeSize, {
              class: 'te-empty',
              'data-placeholder': words,
            }),
          );
        });
        return empty.length > 0 ? DecorationSet.create(state.doc, empty) : null;
      },
    },
  });
}
