// Blocks as other programs take them: clean HTML and plain text. Tags stay here, and so do notes,
// unless nothing but a note is copied.
import { DOMSerializer, type Node, type Slice } from 'prosemirror-model';

import type { BlockKind } from '../contract';
import { kindOf, plainText } from '../convert/to-blocks';
import { em, strong } from '../marks/emphasis';
import { schema } from '../schema';

const inline = new DOMSerializer(DOMSerializer.nodesFromSchema(schema), {
  strong: strong.toDOM as () => ['strong', 0],
  em: em.toDOM as () => ['em', 0],
  link: (mark) => ['a', { href: String(mark.attrs.href) }, 0],
});

/** What is put into the clipboard. */
export type Copied = { html: string; text: string };

export function copied(slice: Slice, document: Document): Copied {
  const all = slice.content.content;
  const published = all.filter((node) => node.type.name !== 'note');
  const blocks = published.length > 0 ? published : all;
  const [first] = blocks;
  const out = document.createElement('div');
  if (blocks.length === 1 && first && slice.openStart > 0 && slice.openEnd > 0) {
    // Words of one block go into the middle of a sentence.
    inline.serializeFragment(first.content, { document }, out);
    return { html: out.innerHTML, text: plainText(first) };
  }
  writeBlocks(out, blocks, document);
  return { html: out.innerHTML, text: plainBlocks(blocks) };
}

function writeBlocks(out: HTMLElement, blocks: readonly Node[], document: Document): void {
  /** The lists that are open, by depth, and the blockquote. */
  let lists: HTMLElement[] = [];
  let quotation: HTMLElement | null = null;
  for (const node of blocks) {
    const kind = kindOf(node);
    if (kind.type !== 'list_item') lists = [];
    if (kind.type !== 'quotation') quotation = null;
    const element = document.createElement(tagOfKind(kind));
    if (kind.type === 'embed') writeAddress(element, plainText(node), document);
    else inline.serializeFragment(node.content, { document }, element);
    if (kind.type === 'photo') continue;
    if (kind.type === 'list_item') {
      listFor(out, lists, kind, document).append(element);
    } else if (kind.type === 'quotation') {
      if (!quotation) out.append((quotation = document.createElement('blockquote')));
      quotation.append(element);
    } else {
      out.append(element);
    }
  }
}

function tagOfKind(kind: BlockKind): string {
  if (kind.type === 'heading') return `h${Math.min(6, Math.max(1, kind.level))}`;
  return kind.type === 'list_item' ? 'li' : 'p';
}

function writeAddress(out: HTMLElement, address: string, document: Document): void {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = address;
  out.append(link);
}

/** Returns the list that the item belongs into; a deeper one stands in the last item of its parent. */
function listFor(
  out: HTMLElement,
  lists: HTMLElement[],
  kind: Extract<BlockKind, { type: 'list_item' }>,
  document: Document,
): HTMLElement {
  const tag = kind.ordered ? 'ol' : 'ul';
  const depth = Math.min(kind.level, lists.length);
  const open = lists[depth];
  lists.length = depth;
  if (open?.localName === tag) {
    lists.push(open);
    return open;
  }
  const list = document.createElement(tag);
  const parent = lists[depth - 1];
  (parent?.lastElementChild ?? parent ?? out).append(list);
  lists.push(list);
  return list;
}

function plainBlocks(blocks: readonly Node[]): string {
  let text = '';
  let numbers: number[] = [];
  let wasItem = false;
  for (const node of blocks) {
    const kind = kindOf(node);
    if (kind.type === 'photo') continue;
    const isItem = kind.type === 'list_item';
    if (text !== '') text += isItem && wasItem ? '\n' : '\n\n';
    if (isItem) {
      numbers.length = Math.min(numbers.length, kind.level + 1);
      const number = kind.ordered ? (numbers[kind.level] ?? 0) + 1 : 0;
      numbers[kind.level] = number;
      text += `${'  '.repeat(kind.level)}${kind.ordered ? `${number}.` : '•'} `;
    } else {
      numbers = [];
    }
    text += plainText(node);
    wasItem = isItem;
  }
  return text;
}
