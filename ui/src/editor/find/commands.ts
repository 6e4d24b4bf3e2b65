// Going from match to match, and putting other words in their place.
import { closeHistory } from 'prosemirror-history';
import type { Mark, Node } from 'prosemirror-model';
import { TextSelection, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import type { FindState, Finder } from '../contract';
import type { Range } from '../marks/range';
import { schema } from '../schema';
import { currentMatch, findAction, found } from './plugin';
import { inCaseOf } from './match';

export function finder(view: EditorView, lang: string): Finder {
  const state = (): FindState => {
    const now = found(view.state);
    return { count: now?.matches.length ?? 0, current: now?.current ?? -1 };
  };
  const go = (to: number): void => {
    view.dispatch(findAction(view.state.tr, { current: to }));
    show(view);
  };
  return {
    state,
    find(query) {
      if (query === null) {
        if (found(view.state)) view.dispatch(findAction(view.state.tr, { close: true }));
      } else {
        const at = currentMatch(view.state)?.from ?? view.state.selection.from;
        view.dispatch(findAction(view.state.tr, { query, at }));
        show(view);
      }
      return state();
    },
    next(by) {
      const now = found(view.state);
      const { length } = now?.matches ?? [];
      if (now && length > 0) go((now.current + by + length) % length);
      return state();
    },
    replace(replacement, keepCase) {
      const match = currentMatch(view.state);
      if (match && view.editable) {
        const tr = closeHistory(view.state.tr);
        const after = match.from + replaceIn(tr, match, replacement, keepCase, lang);
        view.dispatch(tr);
        // What was put in may be found itself; one goes on behind it.
        const now = found(view.state);
        if (now && now.matches.length > 0) {
          const next = now.matches.findIndex(({ from }) => from >= after);
          go(Math.max(0, next));
        }
      }
      return state();
    },
    replaceAll(replacement, keepCase) {
      const now = found(view.state);
      if (!now || now.matches.length === 0 || !view.editable) return 0;
      const tr = closeHistory(view.state.tr);
      for (const match of now.matches.toReversed()) {
        replaceIn(tr, match, replacement, keepCase, lang);
      }
      view.dispatch(tr);
      view.dispatch(closeHistory(view.state.tr));
      return now.matches.length;
    },
    select() {
      const match = currentMatch(view.state);
      if (!match) return;
      const { from, to } = match;
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
    },
  };
}

/** Replaces one match; returns the length of what stands there then. */
function replaceIn(
  tr: Transaction,
  { from, to }: Range,
  replacement: string,
  keepCase: boolean,
  lang: string,
): number {
  const old = tr.doc.textBetween(from, to, undefined, '\n');
  const words = keepCase ? inCaseOf(old, replacement, lang) : replacement;
  if (words === '') tr.delete(from, to);
  else tr.replaceWith(from, to, schema.text(words, marksOf(tr.doc, from, to)));
  return words.length;
}

/** Returns the marks that all of the words have: a name that is replaced whole stays a name. */
function marksOf(doc: Node, from: number, to: number): readonly Mark[] {
  const sets: (readonly Mark[])[] = [];
  doc.nodesBetween(from, to, (node) => {
    if (node.isInline) sets.push(node.marks);
    return true;
  });
  const [first = [], ...others] = sets;
  return first.filter((mark) => others.every((marks) => mark.isInSet(marks)));
}

/** Brings the current match into view; the focus may be in the field that looks for it. */
function show(view: EditorView): void {
  const match = currentMatch(view.state);
  if (!match) return;
  const { node } = view.domAtPos(match.from);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'nearest' });
}
