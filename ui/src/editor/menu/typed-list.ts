// A list that opens when a sign is typed (`@`, `/`) and narrows with what is typed after it. The words
// stay in the text, as typed, until one picks; Escape leaves them there.
import {
  type EditorState,
  Plugin,
  PluginKey,
  type PluginView,
  TextSelection,
  type Transaction,
} from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { FROM_CORE } from '../changes/show';
import type { Range } from '../marks/range';
import { handleListKey, type Option, OptionList } from './option-list';
import { Popup } from './popup';

export type TypedListOptions = {
  sign: string;
  /** Where the sign opens a list: given the words before it in its block, and those after it. */
  opens: (before: string, after: string, state: EditorState) => boolean;
  /** Returns what fits the query; picking replaces `range`, which holds sign and query. */
  search: (query: string, pick: Pick) => Option[] | Promise<Option[]>;
  root: HTMLElement;
  label: string;
  noMatches: string;
  matches: (count: number) => string;
};

/** Closes the list and hands over where sign and query stand now. */
export type Pick = (act: (view: EditorView, range: Range) => void) => void;

/** The place of the sign, while its list is open. */
type Open = { from: number; query: string };

const LONGEST_QUERY = 60;

export function typedList(options: TypedListOptions): Plugin<Open | null> {
  const key = new PluginKey<Open | null>(`list at ${options.sign}`);
  let menu: Menu | null = null;
  return new Plugin<Open | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, open, _old, state) => {
        if (tr.getMeta(key) === CLOSE) return null;
        if (open) return followed(tr.mapping.map(open.from), options.sign, state);
        return typed(tr) ? opened(options, state) : null;
      },
    },
    view: (view) => (menu = new Menu(view, key, options)),
    props: {
      handleKeyDown: (_view, event) => menu?.handleKey(event) ?? false,
      handleDOMEvents: {
        blur: () => {
          menu?.close();
          return false;
        },
      },
    },
  });
}

const CLOSE = 'close';

/** Whether the user wrote: not undo, a paste, or something that came from elsewhere. */
function typed(tr: Transaction): boolean {
  return (
    tr.docChanged &&
    tr.getMeta(FROM_CORE) !== true &&
    tr.getMeta('paste') !== true &&
    tr.getMeta('history$') === undefined
  );
}

function opened({ sign, opens }: TypedListOptions, state: EditorState): Open | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.$cursor) return null;
  const { parent, parentOffset, pos } = selection.$cursor;
  const before = parent.textBetween(0, parentOffset, undefined, '\n');
  if (!before.endsWith(sign)) return null;
  const after = parent.textBetween(parentOffset, parent.content.size, undefined, '\n');
  if (!opens(before.slice(0, -sign.length), after, state)) return null;
  return { from: pos - sign.length, query: '' };
}

/** Returns the open list after a change: null when caret or sign went elsewhere. */
function followed(from: number, sign: string, state: EditorState): Open | null {
  const { selection, doc } = state;
  if (!selection.empty || selection.from < from + sign.length) return null;
  const $from = doc.resolve(from);
  if (!$from.parent.isTextblock || !$from.sameParent(selection.$from)) return null;
  const text = doc.textBetween(from, selection.from, undefined, '\n');
  if (!text.startsWith(sign) || text.includes('\n') || text.length > LONGEST_QUERY) return null;
  const query = text.slice(sign.length);
  // A space first: the sign was meant as itself.
  return query.startsWith(' ') ? null : { from, query };
}

class Menu implements PluginView {
  readonly #view: EditorView;
  readonly #key: PluginKey<Open | null>;
  readonly #options: TypedListOptions;
  readonly #popup: Popup;
  readonly #list: OptionList;
  readonly #empty: HTMLElement;
  readonly #status: HTMLElement;
  /** The query whose answer is shown or awaited; answers to older ones come too late. */
  #asked: string | null = null;

  constructor(view: EditorView, key: PluginKey<Open | null>, options: TypedListOptions) {
    const document = view.dom.ownerDocument;
    this.#view = view;
    this.#key = key;
    this.#options = options;
    this.#popup = new Popup(options.root, 'te-menu');
    this.#list = new OptionList(document, options.label);
    this.#empty = document.createElement('div');
    this.#empty.className = 'te-popup-empty';
    this.#empty.textContent = options.noMatches;
    this.#popup.element.append(this.#list.element, this.#empty);
    this.#status = document.createElement('div');
    this.#status.className = 'te-spoken';
    this.#status.setAttribute('role', 'status');
    options.root.append(this.#status);
  }

  update(): void {
    const open = this.#key.getState(this.#view.state);
    if (!open) {
      if (this.#asked !== null) this.#hide();
    } else if (open.query !== this.#asked) {
      void this.#ask(open.query);
    }
  }

  destroy(): void {
    this.#popup.remove();
    this.#status.remove();
  }

  close(): void {
    if (!this.#key.getState(this.#view.state)) return;
    this.#view.dispatch(this.#view.state.tr.setMeta(this.#key, CLOSE));
  }

  handleKey(event: KeyboardEvent): boolean {
    // Keys that an input method still composes with are its own.
    if (!this.#popup.open || event.isComposing) return false;
    if (event.key === 'Escape') {
      this.close();
      return true;
    }
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (!handleListKey(this.#list, event.key)) return false;
    this.#announceActive();
    return true;
  }

  async #ask(query: string): Promise<void> {
    this.#asked = query;
    const found = this.#options.search(query, (act) => this.#pick(act));
    const options = found instanceof Promise ? await found.catch(() => []) : found;
    const open = this.#key.getState(this.#view.state);
    if (!open || this.#asked !== query || this.#view.isDestroyed) return;
    this.#show(options, open);
  }

  #show(options: readonly Option[], open: Open): void {
    // Nothing has that name, and one writes on: it was no mention.
    if (options.length === 0 && open.query.includes(' ')) {
      this.#popup.close();
      this.#silence();
      return;
    }
    this.#list.show(options);
    this.#empty.hidden = options.length > 0;
    this.#popup.place(this.#view.coordsAtPos(open.from));
    this.#status.textContent = this.#options.matches(options.length);
    const { dom } = this.#view;
    dom.setAttribute('aria-autocomplete', 'list');
    dom.setAttribute('aria-haspopup', 'listbox');
    dom.setAttribute('aria-controls', this.#list.element.id);
    this.#announceActive();
  }

  #announceActive(): void {
    const { activeId } = this.#list;
    if (activeId === null) this.#view.dom.removeAttribute('aria-activedescendant');
    else this.#view.dom.setAttribute('aria-activedescendant', activeId);
  }

  #pick(act: (view: EditorView, range: Range) => void): void {
    const open = this.#key.getState(this.#view.state);
    if (!open) return;
    const range = { from: open.from, to: this.#view.state.selection.from };
    this.close();
    act(this.#view, range);
    this.#view.focus();
  }

  #hide(): void {
    this.#asked = null;
    this.#popup.close();
    this.#silence();
  }

  #silence(): void {
    this.#status.textContent = '';
    for (const name of ['autocomplete', 'haspopup', 'controls', 'activedescendant']) {
      this.#view.dom.removeAttribute(`aria-${name}`);
    }
  }
}
