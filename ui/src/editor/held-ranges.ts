// Places of the text that something is waiting for, while one may go on writing: the words that are
// being tagged, the spot where a paste will come. They move with the text and can be seen.
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

import type { Range } from './marks/range';

export type HeldRange = {
  /** Where it is now, null when the words are gone. */
  range: () => Range | null;
  release: () => void;
};

type Spec = { owner?: object };
type Action = { add: Decoration } | { drop: object };

const key = new PluginKey<DecorationSet>('held ranges');

export function heldRanges(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, before) => {
        const held = before.map(tr.mapping, tr.doc);
        const action = tr.getMeta(key) as Action | undefined;
        if (!action) return held;
        if ('add' in action) return held.add(tr.doc, [action.add]);
        return held.remove(
          held.find(undefined, undefined, (spec: Spec) => spec.owner === action.drop),
        );
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** Holds words, shown as chosen. */
export function holdRange(view: EditorView, { from, to }: Range): HeldRange {
  const owner = {};
  return held(view, owner, Decoration.inline(from, to, { class: 'te-held' }, { owner }));
}

/** Holds a spot, with words there that say what it waits for. */
export function holdSpot(view: EditorView, pos: number, words: string): HeldRange {
  const owner = {};
  const show = (): HTMLElement => {
    const element = view.dom.ownerDocument.createElement('span');
    element.className = 'te-waiting';
    element.textContent = words;
    return element;
  };
  return held(view, owner, Decoration.widget(pos, show, { owner, side: 1, ignoreSelection: true }));
}

function held(view: EditorView, owner: object, decoration: Decoration): HeldRange {
  view.dispatch(view.state.tr.setMeta(key, { add: decoration } satisfies Action));
  return {
    range: () => {
      const set = key.getState(view.state);
      const [now] = set?.find(undefined, undefined, (spec: Spec) => spec.owner === owner) ?? [];
      return now ? { from: now.from, to: now.to } : null;
    },
    release: () => {
      if (view.isDestroyed) return;
      view.dispatch(view.state.tr.setMeta(key, { drop: owner } satisfies Action));
    },
  };
}
