// What all blocks of text have in common. A node is named as the core names its kind, carries the
// block's id, and nothing that one can read: text lives in text, where it can be merged.
import type { DOMOutputSpec, Node, NodeSpec } from 'prosemirror-model';

/** Every block's first attribute; null until `unique-ids` has given one. */
export const idAttribute = { id: { default: null } };

/** Returns the attributes of a block's element, which tests and the outline find it by. */
export function blockDom(node: Node, className: string): Record<string, string> {
  return { class: `te-block ${className}`, 'data-block': String(node.attrs.id ?? '') };
}

/** Returns the spec of a block of text without attributes of its own. */
export function textBlock(tag: string, className: string): NodeSpec {
  return {
    group: 'block',
    content: 'inline*',
    attrs: idAttribute,
    toDOM: (node): DOMOutputSpec => [tag, blockDom(node, className), 0],
  };
}
