// Undo of the text, and its place in the order of the page: Ctrl+Z here asks the page, which may find
// that something else was done since.
import {
  closeHistory,
  history,
  isHistoryTransaction,
  redo as redoText,
  redoNoScroll,
  undo as undoText,
  undoDepth,
} from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { type Command, Plugin, type Transaction } from 'prosemirror-state';
import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { FROM_CORE } from './changes/show';
import type { PageHistory, TextHistory } from './contract';

/** Changes that can be taken back: more than one makes in a day. */
const DEPTH = 5_000;

/** Returns undo and redo, as keys, toolbar and the browser's own menu ask for them. */
export function historyCommands(page: PageHistory | undefined): { undo: Command; redo: Command } {
  const asked =
    (ask: (page: PageHistory) => void, alone: Command): Command =>
    (state, dispatch, view) => {
      if (!page) return alone(state, dispatch, view);
      if (dispatch) ask(page);
      return true;
    };
  return {
    undo: asked((order) => order.undo(), undoText),
    redo: asked((order) => order.redo(), redoText),
  };
}

export function historyPlugins(page: PageHistory | undefined): Plugin[] {
  const { undo, redo } = historyCommands(page);
  const asked = new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput: (view, event) => {
          const command = { historyUndo: undo, historyRedo: redo }[
            event.inputType as 'historyUndo'
          ];
          // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- any other type
          if (!command || !view.editable) return false;
          event.preventDefault();
          return command(view.state, (tr) => view.dispatch(tr), view);
        },
      },
    },
  });
  return [
    keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo }),
    asked,
    history({ depth: DEPTH }),
  ];
}

export function textHistory(view: EditorView): TextHistory {
  const run = (command: Command): boolean =>
    view.editable && command(view.state, (tr) => view.dispatch(tr), view);
  return {
    depth: () => depthOf(view.state),
    undo: () => run(undoText),
    redo: () => run(view.hasFocus() ? redoText : redoNoScroll),
    close: () => view.dispatch(closeHistory(view.state.tr)),
  };
}

/** Whether the user changed the text, other than by undo and redo. */
export function isEdit(tr: Transaction): boolean {
  return tr.docChanged && tr.getMeta(FROM_CORE) !== true && !isHistoryTransaction(tr);
}

export const depthOf = (state: EditorState): number => Number(undoDepth(state));
