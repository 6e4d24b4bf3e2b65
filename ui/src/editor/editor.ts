// The manuscript: state and view of ProseMirror, mounted, and the handle that the window holds.
import { gapCursor } from 'prosemirror-gapcursor';
import { history } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';

import { children } from './blocks/find';
import { uniqueIds } from './blocks/unique-ids';
import { mergeBody } from './changes/merge-body';
import { commandOf } from './commands';
import { FROM_CORE, show } from './changes/show';
import { ChangeTracker } from './changes/tracker';
import type { Block, EditorHandle, EditorOptions } from './contract';
import { nodeFromBlock } from './convert/from-blocks';
import { blockFromNode } from './convert/to-blocks';
import { count } from './count';
import { keys } from './keys';
import { outline } from './outline';
import { schema } from './schema';
import { selectionState } from './selection-state';

export function createEditor(options: EditorOptions): EditorHandle {
  const { newId } = options;
  const nodes = options.blocks.map(nodeFromBlock);
  const tracker = new ChangeTracker(nodes);
  /** Stands where there is nothing, so that one can write; a block only once it is touched. */
  let filler: Node | null = null;
  const orFiller = (blocks: readonly Node[], doc?: Node): readonly Node[] => {
    if (blocks.length > 0) return blocks;
    if (!filler || doc?.firstChild !== filler) filler = schema.nodes.lead.create({ id: newId() });
    return [filler];
  };
  const shown = (doc: Node): readonly Node[] =>
    doc.childCount === 1 && doc.firstChild === filler ? [] : children(doc);

  const view = new EditorView(options.mount, {
    state: EditorState.create({
      doc: schema.node('doc', null, [...orFiller(nodes)]),
      plugins: [keymap(keys(newId)), history(), gapCursor(), uniqueIds(newId)],
    }),
    editable: () => options.editable,
    dispatchTransaction,
  });

  function dispatchTransaction(this: EditorView, tr: Transaction): void {
    const { state, transactions } = this.state.applyTransaction(tr);
    this.updateState(state);
    const edited = transactions.some((one) => one.docChanged && one.getMeta(FROM_CORE) !== true);
    if (edited) options.onChange();
    options.onSelection?.(selectionState(state));
  }

  return {
    view,
    take: () => tracker.take(shown(view.state.doc)),
    giveBack: () => tracker.giveBack(),
    replaceFromCore(blocks: Block[]): void {
      const merged = mergeBody(tracker.base, shown(view.state.doc), blocks);
      tracker.reset(merged.known);
      const tr = show(view.state, orFiller(merged.shown, view.state.doc));
      if (tr.docChanged) view.dispatch(tr);
    },
    blocks: () => shown(view.state.doc).map(blockFromNode),
    stats: () => count(shown(view.state.doc)),
    outline: () => outline(shown(view.state.doc)),
    scrollTo: () => undefined,
    focus: () => view.focus(),
    command: (name, _arg, run = true) =>
      commandOf(name)(view.state, run ? (tr) => view.dispatch(tr) : undefined, view),
    selection: () => selectionState(view.state),
    refresh: () => undefined,
    destroy: () => view.destroy(),
  };
}
