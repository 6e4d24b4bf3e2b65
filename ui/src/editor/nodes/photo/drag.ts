// A photo that is dragged over the manuscript from elsewhere on the page: a line shows between which
// blocks it would come.
import type { EditorView } from 'prosemirror-view';

import { children } from '../../blocks/find';
import type { PhotoDrag } from '../../contract';
import { type PhotoTools, putPhoto, type Spot } from './commands';

export function photoDrag(view: EditorView, tools: PhotoTools): PhotoDrag {
  let line: HTMLElement | null = null;
  const end = (): void => {
    line?.remove();
    line = null;
  };
  return {
    over(x, y) {
      const gap = view.editable && tools.photos ? gapAt(view, x, y) : null;
      if (!gap) {
        end();
        return false;
      }
      line ??= tools.root.appendChild(view.dom.ownerDocument.createElement('div'));
      line.className = 'te-drop-line';
      line.style.top = `${gap.top - tools.root.getBoundingClientRect().top}px`;
      return true;
    },
    drop(x, y, photo) {
      const gap = gapAt(view, x, y);
      end();
      return gap !== null && putPhoto(photo, tools, gap.at)(view.state, view.dispatch);
    },
    end,
  };
}

/** Returns the gap between blocks that is nearest to a point of the manuscript, null outside. */
function gapAt(view: EditorView, x: number, y: number): { at: Spot; top: number } | null {
  const box = view.dom.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null;
  let pos = 0;
  let best = { at: { from: 0, to: 0 }, top: box.top };
  for (const node of children(view.state.doc)) {
    const element = view.nodeDOM(pos);
    pos += node.nodeSize;
    if (!(element instanceof HTMLElement)) continue;
    const { top, bottom } = element.getBoundingClientRect();
    if (y < (top + bottom) / 2) break;
    best = { at: { from: pos, to: pos }, top: bottom };
  }
  return best;
}
