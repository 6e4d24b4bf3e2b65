// Focus mode: all but the block of the caret steps back, and the line that one writes may stay in the
// middle. Only the one block is marked; the style sheet does the rest.
import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

import { selectedBlocks } from './blocks/selected';
import type { FocusMode } from './contract';

const OFF: FocusMode = { on: false, typewriter: false };

/** Where the line stands in typewriter mode, from above. */
const LINE = 0.42;

const key = new PluginKey<FocusMode>('focus mode');

/** `leave` is asked for by Escape, which ProseMirror lets nobody hear of after it. */
export function focusMode(leave: () => void = () => undefined): Plugin<FocusMode> {
  return new Plugin<FocusMode>({
    key,
    state: {
      init: () => OFF,
      apply: (tr, before) => (tr.getMeta(key) as FocusMode | undefined) ?? before,
    },
    props: {
      attributes: (state): Record<string, string> =>
        key.getState(state)?.on ? { class: 'te-focusing' } : {},
      decorations(state) {
        if (!key.getState(state)?.on) return null;
        const here = selectedBlocks(state).map(({ node, pos }) =>
          Decoration.node(pos, pos + node.nodeSize, { class: 'te-here' }),
        );
        return DecorationSet.create(state.doc, here);
      },
      handleKeyDown(view, event) {
        if (event.key !== 'Escape' || !key.getState(view.state)?.on) return false;
        leave();
        return true;
      },
      handleScrollToSelection(view) {
        const mode = key.getState(view.state);
        const scroller = view.dom.closest('main');
        if (!mode?.on || !mode.typewriter || !scroller) return false;
        const { top, height } = scroller.getBoundingClientRect();
        const line = view.coordsAtPos(view.state.selection.head, 1);
        scroller.scrollTop += line.top - (top + height * LINE);
        return true;
      },
    },
  });
}

export function setFocusMode(view: EditorView, mode: FocusMode): void {
  view.dispatch(view.state.tr.setMeta(key, mode));
}
