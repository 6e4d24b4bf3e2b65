// Putting a picture into the text: one that is known, one of a list, or those that come by drag and
// paste. The block gets its id here, and the window makes the photo's use in that block.
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  type Transaction,
} from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import type { EditorLabels, PhotoActions } from '../../contract';
import { attrsOf } from '../../convert/from-blocks';
import { holdSpot } from '../../held-ranges';
import { Field } from '../../menu/field';
import type { Option } from '../../menu/option-list';
import { schema } from '../../schema';

export type PhotoTools = {
  root: HTMLElement;
  labels: EditorLabels;
  newId: () => string;
  photos?: PhotoActions;
};

/** Puts the picture after the block of the caret, in its place when it is empty. */
export function insertPhoto(placement: string, newId: () => string): Command {
  return (state, dispatch) => {
    dispatch?.(withPhoto(state, place(state), () => placement, newId));
    return true;
  };
}

/** Puts a photo of the library there, in a use of its own. */
export function putPhoto(photo: string, { photos, newId }: PhotoTools, at?: Spot): Command {
  return (state, dispatch) => {
    if (!photos) return false;
    dispatch?.(withPhoto(state, at ?? place(state), (block) => photos.place(photo, block), newId));
    return true;
  };
}

/** Opens the list of photos; those that are added from disk come when they are there. */
export function openPhotoList(tools: PhotoTools): Command {
  return (_state, _dispatch, view) => {
    const { root, labels, photos } = tools;
    if (!photos) return false;
    if (!view) return true;
    const fromDisk: Option = {
      label: labels.fromDisk,
      detail: '',
      pick: () => void putComing(view, tools, photos.choose()),
    };
    new Field({
      root,
      at: view.coordsAtPos(view.state.selection.from),
      label: labels.choosePhoto,
      placeholder: labels.choosePhoto,
      noMatches: labels.noPhotos,
      search: (query) => [
        ...photos.search(query).map(({ photo, label, detail }) => ({
          label: label === '' ? labels.unnamedPhoto : label,
          detail,
          pick: () => putPhoto(photo, tools)(view.state, view.dispatch),
        })),
        fromDisk,
      ],
      onClose: (byKey) => {
        if (byKey) view.focus();
      },
    });
    return true;
  };
}

/** Puts photos in once they are there; one can go on writing meanwhile. */
export async function putComing(
  view: EditorView,
  tools: PhotoTools,
  coming: Promise<readonly string[]>,
): Promise<void> {
  const spot = holdSpot(view, view.state.selection.from, tools.labels.importing);
  let hashes: readonly string[] = [];
  try {
    hashes = await coming;
  } finally {
    const at = view.isDestroyed ? null : spot.range();
    spot.release();
    // The last first: each is put where the caret was when they were asked for.
    for (const photo of at ? hashes.toReversed() : []) {
      const { doc } = view.state;
      const near = Selection.near(doc.resolve(Math.min(at?.from ?? 0, doc.content.size)));
      putPhoto(photo, tools, placeOf(view.state, near))(view.state, view.dispatch);
    }
  }
}

/** Where a picture comes: between two blocks, or instead of an empty one. */
export type Spot = { from: number; to: number };

function place(state: EditorState): Spot {
  return placeOf(state, state.selection);
}

function placeOf({ doc }: EditorState, selection: Selection): Spot {
  const { $head } = selection;
  if ($head.depth === 0) return { from: selection.to, to: selection.to };
  const [before, after] = [$head.before(1), $head.after(1)];
  const empty = $head.parent.content.size === 0 && !$head.parent.isAtom;
  if (!empty) return { from: after, to: after };
  // The only block stays, so that one can write on behind the picture.
  return { from: before, to: doc.childCount > 1 ? after : before };
}

function withPhoto(
  state: EditorState,
  { from, to }: Spot,
  placement: (block: string) => string,
  newId: () => string,
): Transaction {
  const id = newId();
  const attrs = attrsOf(id, { type: 'photo', placement: placement(id) });
  const node = schema.nodes.photo.create(attrs);
  const tr = from < to ? state.tr.replaceWith(from, to, node) : state.tr.insert(from, node);
  return tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView();
}
