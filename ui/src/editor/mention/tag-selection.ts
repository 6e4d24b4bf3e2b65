// Tagging words that stand there already: the same list as at `@`, over the selected words or the
// word at the caret. The words stay as they are.
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { isText } from '../blocks/selected';
import type { EditorLabels, MentionItem, MentionSource, Tag } from '../contract';
import { holdRange } from '../held-ranges';
import { markRange, marksOfSelection, type Range } from '../marks/range';
import { tagOf } from '../marks/tag';
import { Field } from '../menu/field';
import type { Option } from '../menu/option-list';
import { schema } from '../schema';
import { mentionOption, newSpeaker } from './plugin';

export type TaggingOptions = { root: HTMLElement; source: MentionSource; labels: EditorLabels };

/** Opens the list; false where there are no words to tag. */
export function openTagList({ root, source, labels }: TaggingOptions): Command {
  return (state, _dispatch, view) => {
    const range = wordsToTag(state);
    if (!range) return false;
    if (!view) return true;
    const words = state.doc.textBetween(range.from, range.to, ' ', ' ').trim();
    const tags = tagsOfSelection(state);
    const apply = (item: Tag): void => {
      const now = held.range();
      if (now) setTag({ kind: item.kind, id: item.id }, now)(view.state, view.dispatch);
    };
    const held = holdRange(view, range);
    let making: Promise<unknown> = Promise.resolve();
    new Field({
      root,
      at: view.coordsAtPos(range.from),
      label: labels.tagField,
      placeholder: words,
      noMatches: labels.noMatches,
      search: (query) => {
        const listed = (items: MentionItem[]): Option[] => [
          ...(query === '' ? tags.map((tag) => untagOption(tag, view)) : []),
          ...items.map((item) => mentionOption(item, labels, () => apply(item))),
          ...newSpeaker(source, labels, query === '' ? words : query, (made) => {
            making = made.then((item) => item && apply(item));
          }),
        ];
        const found = source.search(query === '' ? words : query);
        return found instanceof Promise ? found.then(listed) : listed(found);
      },
      onBackspace: () => untag()(view.state, view.dispatch),
      onClose: (byKey) => {
        if (byKey) view.focus();
        // What was picked is applied after the field has closed, maybe only when a person is made.
        queueMicrotask(() => void making.finally(() => held.release()));
      },
    });
    return true;
  };

  function untagOption(tag: Tag, view: EditorView): Option {
    const label = source.describe?.(tag.kind, tag.id)?.label ?? labels.kinds[tag.kind];
    return {
      label: labels.removeTag(label),
      detail: '',
      kind: labels.kinds[tag.kind],
      pick: () => untag(tag)(view.state, view.dispatch),
    };
  }
}

/** Opens the list of sessions for a panel. */
export function openSessionList(
  { root, source, labels }: TaggingOptions,
  view: EditorView,
  at: DOMRect,
  choose: (session: string) => void,
): void {
  const sessions = (items: MentionItem[]): Option[] =>
    items
      .filter((item) => item.kind === 'session')
      .map((item) => mentionOption(item, labels, () => choose(item.id)));
  new Field({
    root,
    at,
    label: labels.chooseSession,
    placeholder: labels.chooseSession,
    noMatches: labels.noMatches,
    search: (query) => {
      const found = source.search(query);
      return found instanceof Promise ? found.then(sessions) : sessions(found);
    },
    onClose: (byKey) => {
      if (byKey) view.focus();
    },
  });
}

/** Tags the words of a range; a quotation's tag may run over several blocks. */
export function setTag(tag: Tag, range?: Range): Command {
  return (state, dispatch) => {
    const { from, to } = range ?? wordsToTag(state) ?? state.selection;
    if (from >= to) return false;
    dispatch?.(state.tr.addMark(from, to, schema.mark(tag.kind, { id: tag.id })));
    return true;
  };
}

/** Takes away a tag, or all tags, of the selected words or of those that the caret touches. */
export function untag(only?: Tag): Command {
  return (state, dispatch) => {
    const { from, to, $from, empty } = state.selection;
    const marks = marksOfSelection(state).filter((mark) => {
      const tag = tagOf(mark);
      return tag && (!only || (tag.kind === only.kind && tag.id === only.id));
    });
    if (marks.length === 0) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    for (const mark of marks) {
      const range = empty ? markRange($from, mark) : { from, to };
      if (range) tr.removeMark(range.from, range.to, mark);
    }
    dispatch(tr);
    return true;
  };
}

function tagsOfSelection(state: EditorState): Tag[] {
  return marksOfSelection(state).flatMap((mark) => tagOf(mark) ?? []);
}

const WORD_BEFORE = /[\p{L}\p{M}\p{N}'’-]+$/u;
const WORD_AFTER = /^[\p{L}\p{M}\p{N}'’-]+/u;

/** Returns the selected words without the spaces around them, or the tag or word at the caret. */
function wordsToTag(state: EditorState): Range | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !isText(selection.$from.parent)) return null;
  const { $from, $to, empty } = selection;
  if ($from.parent.type.name === 'embed' || !$from.sameParent($to)) return null;
  if (empty) {
    const tag = marksOfSelection(state).find((mark) => tagOf(mark));
    const tagged = tag ? markRange($from, tag) : null;
    if (tagged) return tagged;
  }
  const { parent, parentOffset } = $from;
  const start = $from.start();
  const text = parent.textBetween(0, parent.content.size, undefined, '\n');
  let [from, to] = [parentOffset, $to.parentOffset];
  if (empty) {
    from -= WORD_BEFORE.exec(text.slice(0, from))?.[0].length ?? 0;
    to += WORD_AFTER.exec(text.slice(to))?.[0].length ?? 0;
  } else {
    while (from < to && /\s/.test(text.charAt(from))) from += 1;
    while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  }
  return from < to ? { from: start + from, to: start + to } : null;
}
