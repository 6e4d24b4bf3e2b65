// A line break inside a block: U+000A in the core's text.
import type { DOMOutputSpec, NodeSpec } from 'prosemirror-model';

export const hardBreak: NodeSpec = {
  inline: true,
  group: 'inline',
  selectable: false,
  linebreakReplacement: true,
  parseDOM: [{ tag: 'br' }],
  toDOM: (): DOMOutputSpec => ['br'],
};
