// Strong importance and stress emphasis.
import type { DOMOutputSpec, MarkSpec } from 'prosemirror-model';

export const strong: MarkSpec = {
  parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
  toDOM: (): DOMOutputSpec => ['strong', 0],
};

export const em: MarkSpec = {
  parseDOM: [{ tag: 'em' }, { tag: 'i' }],
  toDOM: (): DOMOutputSpec => ['em', 0],
};
