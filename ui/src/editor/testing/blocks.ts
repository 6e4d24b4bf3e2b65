// Short ways to write blocks in tests.
import type { MarkSpan } from '../../ipc/bindings';
import type { Block, BlockKind } from '../contract';

export function block(id: string, kind: BlockKind, text = '', marks: MarkSpan[] = []): Block {
  return { id, kind, text: { text, marks } };
}

export function p(id: string, text = '', marks: MarkSpan[] = []): Block {
  return block(id, { type: 'paragraph' }, text, marks);
}

/** Writes a body as one reads it: `A:lead Xəbər`. */
export function lines(blocks: readonly Block[]): string[] {
  return blocks.map(({ id, kind, text }) => {
    const depth = kind.type === 'heading' || kind.type === 'list_item' ? kind.level : '';
    return `${id}:${kind.type}${depth} ${text.text}`.trimEnd();
  });
}
