// Ctrl+K over words: the field for a link's address.
import type { Command, EditorState } from 'prosemirror-state';

import type { EditorLabels } from '../contract';
import { holdRange } from '../held-ranges';
import { Field } from '../menu/field';
import { schema } from '../schema';
import { cleanAddress } from './link';
import { markRange, marksOfSelection, type Range } from './range';

/** Opens the field; false without words to link, so that the key is free for the palette. */
export function openLinkField(root: HTMLElement, labels: EditorLabels): Command {
  return (state, _dispatch, view) => {
    const range = wordsToLink(state);
    if (!range) return false;
    if (!view) return true;
    const held = holdRange(view, range);
    new Field({
      root,
      at: view.coordsAtPos(range.from),
      label: labels.linkField,
      placeholder: 'https://',
      value: hrefOfSelection(state) ?? '',
      hint: labels.linkHint,
      submit: (value) => {
        const href = value.trim() === '' ? null : cleanAddress(value);
        if (href === null && value.trim() !== '') return labels.linkBad;
        const now = held.range();
        if (now) setLink(href, now)(view.state, view.dispatch);
        return null;
      },
      onClose: (byKey) => {
        held.release();
        if (byKey) view.focus();
      },
    });
    return true;
  };
}

/** Links the words of a range, or those selected; null takes their links away. */
export function setLink(href: string | null, range?: Range): Command {
  return (state, dispatch) => {
    const words = range ?? wordsToLink(state);
    const clean = href === null ? null : cleanAddress(href);
    if (!words || (href !== null && clean === null)) return false;
    if (!dispatch) return true;
    const tr = state.tr.removeMark(words.from, words.to, schema.marks.link);
    if (clean !== null) tr.addMark(words.from, words.to, schema.mark('link', { href: clean }));
    dispatch(tr);
    return true;
  };
}

export function hrefOfSelection(state: EditorState): string | null {
  const link = marksOfSelection(state).find((mark) => mark.type.name === 'link');
  return link ? String(link.attrs.href) : null;
}

function wordsToLink(state: EditorState): Range | null {
  const { from, to, $from, empty } = state.selection;
  if (!empty) return $from.parent.inlineContent ? { from, to } : null;
  const link = marksOfSelection(state).find((mark) => mark.type.name === 'link');
  return link ? markRange($from, link) : null;
}
