// Copy, cut, paste and drop. What comes from other programs is cleaned by the core, which takes a
// moment, in which one can go on writing; what was copied here keeps its tags.
import { Fragment, type Mark, type Node, Slice } from 'prosemirror-model';
import { Plugin, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import type { EditorOptions, IntakeBlock } from '../contract';
import { nodeFromBlock } from '../convert/from-blocks';
import { type HeldRange, holdRange, holdSpot } from '../held-ranges';
import { tagOf } from '../marks/tag';
import { putComing } from '../nodes/photo/commands';
import { type Copied, copied } from './html';
import { insertBlocks } from './insert-blocks';
import { withSources } from './material';

/** What was copied last in this window, to know it again when it is pasted. */
let remembered: (Copied & { slice: Slice; owner: object }) | null = null;

/** Blocks, and characters, that are put in before the view may breathe. */
const BLOCKS_AT_ONCE = 50;
const CHARACTERS_AT_ONCE = 10_000;

/** Characters that a paste may have: twenty times a long report. More is a file that one opens. */
export const MOST_PASTED = 2_000_000;

export type ClipboardOptions = { root: HTMLElement } & Pick<
  EditorOptions,
  'newId' | 'pasteBlocks' | 'pasteFailed' | 'labels' | 'mentions' | 'photo' | 'photos'
>;

export function clipboard(options: ClipboardOptions): Plugin {
  /** Stands for this editor: what another one copied may name what this report doesn't know. */
  const owner = {};
  /** Ctrl+Shift+V pastes words alone. */
  let plain = false;

  const copy = (view: EditorView, event: ClipboardEvent): boolean => {
    const { clipboardData } = event;
    if (!clipboardData || view.state.selection.empty) return false;
    const slice = view.state.selection.content();
    const { html, text } = copied(slice, view.dom.ownerDocument);
    clipboardData.clearData();
    clipboardData.setData('text/html', html);
    clipboardData.setData('text/plain', text);
    remembered = { html, text, slice, owner };
    event.preventDefault();
    return true;
  };

  const paste = (view: EditorView, data: DataTransfer, wordsOnly: boolean): void => {
    const text = data.getData('text/plain');
    const html = wordsOnly ? '' : data.getData('text/html');
    if (text === '' && html === '') return;
    const own = remembered;
    if (own && !wordsOnly && own.text === text && sameMarkup(own.html, html)) {
      const slice = own.owner === owner ? own.slice : known(own.slice, options);
      pasteSlice(view, renamed(slice, options), options.newId);
    } else {
      void pasteForeign(view, options, text, html === '' ? null : html);
    }
  };

  /** Puts the pictures of a clipboard into the text; words beside them are only their names. */
  const takesPictures = (view: EditorView, data: DataTransfer): boolean => {
    const pictures = picturesOf(data);
    if (!options.photos || pictures.length === 0) return false;
    void putComing(view, options, options.photos.add(pictures));
    return true;
  };

  return new Plugin({
    props: {
      handleKeyDown: (_view, event) => {
        plain = event.shiftKey && event.key.toLowerCase() === 'v';
        return false;
      },
      handleDOMEvents: {
        copy,
        cut: (view, event) => {
          if (!view.editable || !copy(view, event)) return false;
          view.dispatch(view.state.tr.deleteSelection().scrollIntoView());
          return true;
        },
        paste: (view, event) => {
          // While an input method composes, only the browser knows where its word is.
          if (!view.editable || view.composing || !event.clipboardData) return false;
          event.preventDefault();
          if (!takesPictures(view, event.clipboardData)) paste(view, event.clipboardData, plain);
          return true;
        },
        drop: (view, event) => {
          if (!view.editable || view.dragging || !event.dataTransfer) return false;
          event.preventDefault();
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (!at) return true;
          const caret = TextSelection.near(view.state.doc.resolve(at.pos));
          view.dispatch(view.state.tr.setSelection(caret));
          if (!takesPictures(view, event.dataTransfer)) paste(view, event.dataTransfer, false);
          // The window would take the files for the gallery.
          event.stopPropagation();
          return true;
        },
      },
    },
  });
}

async function pasteForeign(
  view: EditorView,
  { pasteBlocks, pasteFailed, newId, labels, mentions }: ClipboardOptions,
  text: string,
  html: string | null,
): Promise<void> {
  if (text.length > MOST_PASTED) {
    const params = { size: String(text.length), limit: String(MOST_PASTED) };
    const detail = `${text.length} characters were pasted`;
    pasteFailed?.({ code: 'window.paste_too_long', params, detail });
    return;
  }
  const { from, to } = view.state.selection;
  const place = from < to ? holdRange(view, { from, to }) : holdSpot(view, from, labels.pasting);
  let blocks: readonly IntakeBlock[];
  try {
    const isKnown = (id: string): boolean => Boolean(mentions.describe?.('material', id));
    blocks = withSources(await pasteBlocks(text, html), html, isKnown);
  } catch (thrown) {
    // The core couldn't; the words at least are here.
    pasteFailed?.(thrown);
    blocks = paragraphs(text);
  }
  if (view.isDestroyed) return;
  await insertAtOnceOrBitByBit(view, place, blocks, newId);
}

/** Inserts cleaned blocks; a long paste comes in parts, which one Undo takes back together. */
async function insertAtOnceOrBitByBit(
  view: EditorView,
  place: HeldRange,
  blocks: readonly IntakeBlock[],
  newId: () => string,
): Promise<void> {
  const range = place.range();
  place.release();
  const [first, ...rest] = portions(blocks);
  if (!range || !first) return;
  const nodes = (portion: readonly IntakeBlock[]) =>
    portion.map(({ kind, text }) => nodeFromBlock({ id: newId(), kind, text }));

  const start = view.state.tr.setMeta('paste', true).setMeta('uiEvent', 'paste');
  start.setSelection(
    TextSelection.between(start.doc.resolve(range.from), start.doc.resolve(range.to)),
  );
  if (range.from < range.to) start.deleteSelection();
  view.dispatch(insertBlocks(start, start.selection.from, nodes(first), newId).scrollIntoView());

  let spot: HeldRange | null = null;
  for (const portion of rest) {
    // What stands behind the caret goes on in a block of its own, after all that is still to come.
    spot ??= holdSpot(view, splitAtCaret(view, newId), '');
    await breath();
    if (view.isDestroyed) return;
    const at = spot.range();
    if (!at) return;
    const tr = view.state.tr.insert(at.from, nodes(portion));
    view.dispatch(tr.setMeta('paste', true).setMeta('appendedTransaction', start));
  }
  spot?.release();
}

/** Returns the position after the caret's block, which ends at the caret then. */
function splitAtCaret(view: EditorView, newId: () => string): number {
  const { $from } = view.state.selection;
  if ($from.depth > 0 && $from.parentOffset < $from.parent.content.size) {
    const attrs = { ...$from.parent.attrs, id: newId() };
    const tr = view.state.tr.split($from.pos, 1, [{ type: $from.parent.type, attrs }]);
    tr.setSelection(TextSelection.create(tr.doc, $from.pos));
    view.dispatch(tr);
  }
  const { selection } = view.state;
  return selection.$from.depth > 0 ? selection.$from.after(1) : selection.to;
}

/**
 * Returns the pictures that are pasted. Office programs put a picture of the words beside the words:
 * that one is not meant, where there are words of its own in the HTML.
 */
function picturesOf(data: DataTransfer): File[] {
  // A clipboard of tests may have no files at all.
  const files = Array.from((data.files as FileList | undefined) ?? []);
  const pictures = files.filter(({ type }) => type.startsWith('image/'));
  if (pictures.length === 0) return [];
  const html = data.getData('text/html');
  const page = html === '' ? null : new DOMParser().parseFromString(html, 'text/html');
  for (const unseen of page?.querySelectorAll('script, style, title') ?? []) unseen.remove();
  return page?.body.textContent.trim() ? [] : pictures;
}

function portions(blocks: readonly IntakeBlock[]): IntakeBlock[][] {
  const cut: IntakeBlock[][] = [];
  let characters = Infinity;
  for (const block of blocks) {
    const open = cut[cut.length - 1];
    if (open && open.length < BLOCKS_AT_ONCE && characters < CHARACTERS_AT_ONCE) {
      open.push(block);
      characters += block.text.text.length;
    } else {
      cut.push([block]);
      characters = block.text.text.length;
    }
  }
  return cut;
}

/** Lets the browser draw, and take the keys that wait. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function paragraphs(text: string): IntakeBlock[] {
  return text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: { type: 'paragraph' }, text: { text: line, marks: [] } }));
}

function pasteSlice(view: EditorView, slice: Slice, newId: () => string): void {
  const tr = view.state.tr.setMeta('paste', true).setMeta('uiEvent', 'paste').deleteSelection();
  const [only, second] = slice.content.content;
  if (only && !second && slice.openStart > 0 && slice.openEnd > 0) {
    // Words out of one block go into the sentence, whatever block they were in.
    tr.replaceSelection(new Slice(only.content, 0, 0));
  } else {
    insertBlocks(tr, tr.selection.from, slice.content.content, newId);
  }
  view.dispatch(tr.scrollIntoView());
}

/** Returns the slice with new ids: copied blocks are other blocks, and copied pictures other uses. */
function renamed(slice: Slice, { newId, photos }: ClipboardOptions): Slice {
  return mapped(slice, (node) => {
    const id = newId();
    const attrs = { ...node.attrs, id };
    const placement = node.attrs.placement as unknown;
    const again = typeof placement === 'string' ? photos?.again(placement, id) : undefined;
    return node.type.create(
      again === undefined ? attrs : { ...attrs, placement: again },
      node.content,
    );
  });
}

/** Returns the slice without what this report knows nothing of: other people's tags, pictures. */
function known(slice: Slice, { mentions, photo }: ClipboardOptions): Slice {
  const isKnown = (mark: Mark): boolean => {
    const tag = tagOf(mark);
    return !tag || Boolean(mentions.describe?.(tag.kind, tag.id));
  };
  return mapped(slice, (node) => {
    if (node.type.name === 'photo' && !photo?.(String(node.attrs.placement))) return null;
    const inline = node.content.content.map((child) => child.mark(child.marks.filter(isKnown)));
    return node.copy(Fragment.from(inline));
  });
}

function mapped(slice: Slice, change: (block: Node) => Node | null): Slice {
  const blocks = slice.content.content.flatMap((node) => change(node) ?? []);
  return new Slice(Fragment.from(blocks), slice.openStart, slice.openEnd);
}

/** Browsers put their own frame around the HTML that one gave them. */
function sameMarkup(own: string, now: string): boolean {
  return now === '' || now.includes(own);
}
