// A tagged name from which one deletes at its end and writes the letters again is tagged as before:
// typing at a tag's end goes on outside, which is right for a case ending, and wrong for putting right
// a slip.
import type { Mark, Node } from 'prosemirror-model';
import { Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';

import { FROM_CORE } from '../changes/show';
import { tagOf } from './tag';

type Cut = {
  marks: readonly Mark[];
  /** Where the tag ends now. */
  at: number;
  /** The letters that were deleted behind it. */
  missing: string;
  /** How many letters before `at` are to be tagged again. */
  grown: number;
};

const key = new PluginKey<Cut | null>('regrow');

export function regrow(): Plugin<Cut | null> {
  return new Plugin<Cut | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, cut, old) => {
        if (tr.getMeta(key) === true)
          return cut && cut.missing !== '' ? { ...cut, grown: 0 } : null;
        if (!tr.docChanged) return tr.selectionSet ? null : cut;
        return next(tr, cut, old.doc);
      },
    },
    appendTransaction(_transactions, _old, state) {
      const cut = key.getState(state);
      if (!cut || cut.grown === 0) return null;
      const tr = state.tr.setMeta(key, true);
      for (const mark of cut.marks) tr.addMark(cut.at - cut.grown, cut.at, mark);
      return tr;
    },
  });
}

function next(tr: Transaction, cut: Cut | null, before: Node): Cut | null {
  const [step] = tr.steps;
  if (!(step instanceof ReplaceStep) || tr.steps.length > 1) return null;
  if (tr.getMeta(FROM_CORE) === true || tr.getMeta('history$') !== undefined) return null;
  const { from, to, slice } = step;
  if (slice.size === 0) {
    const deleted = before.textBetween(from, to, undefined, '\n');
    if (cut?.at === to) return { ...cut, at: from, missing: deleted + cut.missing, grown: 0 };
    const marks = endingAt(before, from, to);
    return marks.length > 0 ? { marks, at: from, missing: deleted, grown: 0 } : null;
  }
  const written = slice.content.textBetween(0, slice.content.size, undefined, '\n');
  if (cut?.at !== from || to !== from || !cut.missing.startsWith(written)) return null;
  // While an input method composes, changing the page under it would break its word.
  if (tr.getMeta('composition') !== undefined) return null;
  const grown = written.length;
  return { ...cut, at: from + grown, missing: cut.missing.slice(grown), grown };
}

/** Returns the tags of the deleted words that began before them and ended with them. */
function endingAt(doc: Node, from: number, to: number): readonly Mark[] {
  const $from = doc.resolve(from);
  const $to = doc.resolve(to);
  if (!$from.sameParent($to) || !$from.nodeBefore) return [];
  return $from.nodeBefore.marks.filter(
    (mark) =>
      tagOf(mark) &&
      mark.isInSet($to.nodeBefore?.marks ?? []) &&
      !mark.isInSet($to.nodeAfter?.marks ?? []),
  );
}
