// Who or what a tag names, when the pointer rests on it, and opening it by Ctrl and a click.
import type { Plugin as PluginType } from 'prosemirror-state';
import { Plugin } from 'prosemirror-state';

import type { EditorLabels, MentionSource, Tag } from '../contract';
import { Popup } from '../menu/popup';
import { marksOfSelection } from './range';
import { TAG_KINDS, tagOf } from './tag';

export type TooltipOptions = {
  root: HTMLElement;
  source: MentionSource;
  labels: EditorLabels;
  onOpenTag?: (tag: Tag, at: DOMRect) => void;
};

/** How long the pointer rests before the words appear, in milliseconds. */
const REST = 350;

export function tagTooltip({ root, source, labels, onOpenTag }: TooltipOptions): PluginType {
  const popup = new Popup(root, 'te-tooltip');
  popup.element.setAttribute('role', 'tooltip');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): false => {
    clearTimeout(timer);
    popup.close();
    return false;
  };

  const show = (element: Element): void => {
    const said = tagsAround(element).map(({ kind, id }) => {
      const about = source.describe?.(kind, id);
      return about ? [about.label, about.detail] : [labels.kinds[kind], ''];
    });
    popup.element.replaceChildren(
      ...said.map(([label = '', detail = '']) => {
        const line = root.ownerDocument.createElement('div');
        const strong = root.ownerDocument.createElement('strong');
        strong.textContent = label;
        line.append(strong, ...(detail === '' ? [] : [` ${detail}`]));
        return line;
      }),
    );
    popup.place(element.getBoundingClientRect());
  };

  return new Plugin({
    view: () => ({
      destroy: () => {
        clearTimeout(timer);
        popup.remove();
      },
    }),
    props: {
      handleDOMEvents: {
        mouseover: (_view, event) => {
          const element = tagElement(event.target);
          hide();
          if (element) timer = setTimeout(() => show(element), REST);
          return false;
        },
        mouseleave: hide,
        keydown: hide,
        mousedown: hide,
      },
      handleClick: (_view, _pos, event) => {
        const element = event.ctrlKey || event.metaKey ? tagElement(event.target) : null;
        const [tag] = element ? tagsAround(element) : [];
        if (!element || !tag || !onOpenTag) return false;
        onOpenTag(tag, element.getBoundingClientRect());
        return true;
      },
      handleKeyDown: (view, event) => {
        if (event.key !== 'Enter' || !event.altKey || !onOpenTag) return false;
        const [tag] = marksOfSelection(view.state).flatMap((mark) => tagOf(mark) ?? []);
        if (!tag) return false;
        const { left, top, bottom } = view.coordsAtPos(view.state.selection.from);
        onOpenTag(tag, new DOMRect(left, top, 0, bottom - top));
        return true;
      },
    },
  });
}

function tagElement(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('.te-tag') : null;
}

/** Returns the tags of an element and of those that it lies in, the innermost first. */
function tagsAround(element: Element): Tag[] {
  const tags: Tag[] = [];
  let at: Element | null = element;
  while (at) {
    const [name, id] = [at.getAttribute('data-tag'), at.getAttribute('data-id')];
    const kind = TAG_KINDS.find((known) => known === name);
    if (kind && id !== null) tags.push({ kind, id });
    at = at.parentElement?.closest('.te-tag') ?? null;
  }
  return tags;
}
