// Writing a mention: the name with its tag, at the first place with whatever goes with it (the role).
import { closeHistory } from 'prosemirror-history';
import type { Mark, Node } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';

import type { MentionItem, MentionKind } from '../contract';
import type { Range } from '../marks/range';
import { schema } from '../schema';

/** Replaces the range by the mention. The tag covers the name alone where the words have more. */
export function insertMention(view: EditorView, { from, to }: Range, item: MentionItem): void {
  const { state } = view;
  const first = !isMentionedBefore(state.doc, from, item.kind, item.id);
  const words = first ? item.insert.first : item.insert.later;
  const around = state.doc
    .resolve(from)
    .marks()
    .filter((mark) => mark.type.spec.inclusive !== false);
  const tr = closeHistory(state.tr).replaceWith(from, to, tagged(words, item, around));
  view.dispatch(tr.scrollIntoView());
}

function tagged(words: string, item: MentionItem, around: readonly Mark[]): Node[] {
  const tag = schema.mark(item.kind, { id: item.id });
  const at = words.lastIndexOf(item.label);
  const [start, end] = at < 0 ? [0, words.length] : [at, at + item.label.length];
  const marked = tag.addToSet(around);
  return [
    { text: words.slice(0, start), marks: around },
    { text: words.slice(start, end), marks: marked },
    { text: words.slice(end), marks: around },
  ].flatMap(({ text, marks }) => (text === '' ? [] : schema.text(text, marks)));
}

/** Whether a reader has met the name before that place; what a note says is not read. */
export function isMentionedBefore(doc: Node, pos: number, kind: MentionKind, id: string): boolean {
  const tag = schema.mark(kind, { id });
  let found = false;
  doc.nodesBetween(0, pos, (node, at) => {
    if (found || node.type.name === 'note') return false;
    if (node.isInline && at < pos && tag.isInSet(node.marks)) found = true;
    return true;
  });
  return found;
}
