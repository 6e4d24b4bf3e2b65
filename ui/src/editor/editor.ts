// The manuscript: state and view of ProseMirror, mounted, and the handle that the window holds.
import { createParagraphNear } from 'prosemirror-commands';
import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state';
import { EditorView, type NodeViewConstructor } from 'prosemirror-view';

import { blockAt, children } from './blocks/find';
import { selectedBlocks } from './blocks/selected';
import { uniqueIds } from './blocks/unique-ids';
import { mergeBody } from './changes/merge-body';
import { FROM_CORE, show } from './changes/show';
import { ChangeTracker } from './changes/tracker';
import { clipboard } from './clipboard/plugin';
import { commands } from './commands';
import type { Block, Caret, EditorHandle, EditorOptions } from './contract';
import { nodeFromBlock } from './convert/from-blocks';
import { blockFromNode, idOf, kindOf } from './convert/to-blocks';
import { count, countSelected } from './count';
import { focusMode, setFocusMode } from './focus-mode';
import { finder } from './find/commands';
import { finding } from './find/plugin';
import { heldRanges } from './held-ranges';
import { depthOf, historyPlugins, isEdit, textHistory } from './history';
import { typing } from './input/rules';
import { keys } from './keys';
import { openLinkField } from './marks/link-field';
import { regrow } from './marks/regrow';
import { tagTooltip } from './marks/tooltip';
import { mentions } from './mention/plugin';
import { openSessionList, openTagList } from './mention/tag-selection';
import { blockMenu } from './menu/block-menu';
import { EmbedView } from './nodes/embed-view';
import { LabelledView } from './nodes/labelled';
import { PanelView } from './nodes/panel/view';
import { photoDrag } from './nodes/photo/drag';
import { PhotoView } from './nodes/photo/view';
import { outline, sessionAt } from './outline';
import { placeholders } from './placeholders';
import { schema } from './schema';
import { selectionState } from './selection-state';

export function createEditor(options: EditorOptions): EditorHandle {
  const { newId, labels } = options;
  const root = options.mount.appendChild(options.mount.ownerDocument.createElement('div'));
  root.className = 'te';
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

  /** The views that show what is not in the text. */
  const drawn = new Set<{ refresh: () => void }>();
  const view = new EditorView(root, {
    state: EditorState.create({
      doc: schema.node('doc', null, [...orFiller(nodes)]),
      plugins: plugins(root, options),
    }),
    editable: () => options.editable,
    nodeViews: nodeViews(root, options, drawn),
    attributes: {
      class: 'te-manuscript',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': labels.manuscript,
      lang: options.lang,
      spellcheck: 'true',
    },
    scrollMargin: 64,
    scrollThreshold: 48,
    dispatchTransaction,
  });

  function dispatchTransaction(this: EditorView, tr: Transaction): void {
    const { state, transactions } = this.state.applyTransaction(tr);
    const before = this.state;
    this.updateState(state);
    const edited = transactions.some((one) => one.docChanged && one.getMeta(FROM_CORE) !== true);
    if (edited) options.onChange();
    if (transactions.some(isEdit)) options.history?.edited(depthOf(before), depthOf(state));
    if (state.doc !== before.doc || !state.selection.eq(before.selection) || tr.storedMarksSet) {
      options.onSelection?.(selectionState(state));
    }
  }

  const named = commands({ ...options, root });
  return {
    view,
    history: textHistory(view),
    finder: finder(view, options.lang),
    photoDrag: photoDrag(view, { ...options, root }),
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
    selectedStats: () => countSelected(view.state),
    selectedText: () => {
      const { from, to } = view.state.selection;
      return view.state.doc.textBetween(from, to, '\n', '\n');
    },
    setFocusMode: (mode) => setFocusMode(view, mode),
    outline: () => outline(shown(view.state.doc)),
    sessionHere: () => sessionAt(view.state),
    photoBlocks: () =>
      children(view.state.doc).flatMap((node) => {
        const kind = kindOf(node);
        return kind.type === 'photo' ? [{ block: idOf(node), placement: kind.placement }] : [];
      }),
    scrollTo(id): void {
      const found = blockAt(view.state.doc, id);
      if (!found) return;
      const caret = TextSelection.near(view.state.doc.resolve(found.pos + 1));
      view.dispatch(view.state.tr.setSelection(caret));
      const element = view.nodeDOM(found.pos);
      if (element instanceof HTMLElement) element.scrollIntoView({ block: 'center' });
    },
    caret(): Caret | null {
      const { $head } = view.state.selection;
      const id: unknown = $head.depth > 0 ? $head.node(1).attrs.id : null;
      return typeof id === 'string' ? { block: id, offset: $head.pos - $head.start(1) } : null;
    },
    placeCaret({ block, offset }): void {
      const found = blockAt(view.state.doc, block);
      if (!found) return;
      const at = found.pos + 1 + Math.min(offset, found.node.content.size);
      view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at))));
    },
    selectedBlocks: () => selectedBlocks(view.state).map(({ node }) => node.attrs.id as string),
    focus: () => view.focus(),
    command: (name, arg, run = true) =>
      options.editable &&
      named[name](arg)(
        view.state,
        run ? (tr) => view.dispatch(tr) : undefined,
        run ? view : undefined,
      ),
    selection: () => selectionState(view.state),
    refresh(): void {
      for (const one of drawn) one.refresh();
    },
    destroy(): void {
      view.destroy();
      root.remove();
    },
  };
}

/** Returns the plugins; those before have the keys first. */
function plugins(root: HTMLElement, options: EditorOptions): Plugin[] {
  const { newId, labels, lang, mentions: source } = options;
  return [
    tagTooltip({ root, source, labels, onOpenTag: options.onOpenTag }),
    mentions(root, source, labels),
    blockMenu(root, labels, options.extraBlocks ?? []),
    clipboard({ ...options, root }),
    typing(lang),
    keymap({
      'Mod-Shift-k': openLinkField(root, labels),
      'Alt-t': openTagList({ root, source, labels }),
    }),
    keymap(keys(newId)),
    keymap({ Enter: createParagraphNear }),
    ...historyPlugins(options.history),
    gapCursor(),
    dropCursor({ class: 'te-drop', color: false }),
    regrow(),
    uniqueIds(newId),
    heldRanges(),
    ...finding(lang),
    focusMode(options.onLeaveFocus),
    placeholders(labels.placeholders),
  ];
}

function nodeViews(
  root: HTMLElement,
  options: EditorOptions,
  drawn: Set<{ refresh: () => void }>,
): Record<string, NodeViewConstructor> {
  const { labels, mentions: source } = options;
  const document = root.ownerDocument;
  const labelled =
    (label: string): NodeViewConstructor =>
    (node) =>
      new LabelledView(node, document, label, labels.placeholders[node.type.name as 'note']);
  /** Keeps a view drawn anew as long as it stands. */
  const kept = <V extends { refresh: () => void; destroy?: () => void }>(view: V): V => {
    drawn.add(view);
    view.destroy = () => drawn.delete(view);
    return view;
  };
  return {
    note: labelled(labels.note),
    embed: (node) => new EmbedView(node, document, labels),
    box: labelled(labels.box),
    panel: (node, view, getPos) =>
      kept(
        new PanelView(node, {
          document,
          source,
          labels,
          choose: (at) => {
            if (!view.editable) return;
            openSessionList({ root, source, labels }, view, at, (session) => {
              const pos = getPos();
              if (pos === undefined) return;
              view.dispatch(view.state.tr.setNodeAttribute(pos, 'session', session));
            });
          },
        }),
      ),
    photo: (node, view, getPos) =>
      kept(
        new PhotoView(node, {
          document,
          photo: options.photo,
          photos: options.photos,
          labels,
          editable: () => options.editable,
          remove: () => {
            const pos = getPos();
            const block = pos === undefined ? null : view.state.doc.nodeAt(pos);
            if (pos === undefined || !block) return;
            view.dispatch(view.state.tr.delete(pos, pos + block.nodeSize));
            view.focus();
          },
        }),
      ),
  };
}
