// An editor in the page, and hands to write in it.
import { type Command, NodeSelection, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { blockAt } from '../blocks/find';
import type { Block, BlockName, EditorHandle, EditorLabels, EditorOptions } from '../contract';
import { createEditor } from '../editor';

const NAMES: readonly BlockName[] = [
  'paragraph',
  'lead',
  'heading2',
  'heading3',
  'heading4',
  'bulleted',
  'numbered',
  'quotation',
  'panel',
  'box',
  'note',
  'embed',
];

export const LABELS: EditorLabels = {
  manuscript: 'Manuscript',
  placeholders: { lead: 'What happened?', heading: 'Heading' },
  blocks: Object.fromEntries(
    NAMES.map((name) => [name, { label: name, detail: '' }]),
  ) as EditorLabels['blocks'],
  blockMenu: 'Blocks',
  note: 'Note, never exported',
  panel: 'Panel',
  chooseSession: 'Choose a session',
  embed: 'Embed',
  box: 'Box',
  photoMissing: 'Photo is missing',
  mentionMenu: 'People and sessions',
  tagField: 'Tag as',
  kinds: {
    person: 'Person',
    organisation: 'Organisation',
    session: 'Session',
    place: 'Place',
    quote: 'Quotation',
    material: 'Material',
  },
  noMatches: 'Nothing found',
  matches: (count) => `${count} found`,
  newSpeaker: (name) => `New speaker “${name}”`,
  removeTag: (label) => `Remove tag: ${label}`,
  linkField: 'Address',
  linkHint: 'Enter to set',
  linkBad: 'Not an address',
  pasting: 'Pasting …',
  choosePhoto: 'Which photo?',
  noPhotos: 'No such photo',
  fromDisk: 'From disk',
  importing: 'Adding …',
  unnamedPhoto: 'No caption',
  ownCaption: 'Caption here',
  takeOut: 'Take out',
  embedBad: 'Not an address',
};

export type Desk = Omit<EditorHandle, 'caret'> & {
  changes: () => number;
  /** Puts caret or selection into a block, in UTF-16 offsets. */
  select: (id: string, from: number, to?: number) => void;
  selectNode: (id: string) => void;
  type: (text: string) => void;
  press: (key: string, modifiers?: KeyboardEventInit) => boolean;
  run: (command: Command) => boolean;
  /** The caret as `id:offset`. */
  caret: () => string;
};

const open = new Set<EditorHandle>();

/** Opens an editor; `closeEditors` after each test closes it. New ids are N1, N2 … */
export function openEditor(blocks: Block[], options: Partial<EditorOptions> = {}): Desk {
  const mount = document.body.appendChild(document.createElement('div'));
  let ids = 0;
  let changes = 0;
  const handle = createEditor({
    mount,
    blocks,
    editable: true,
    lang: 'az',
    newId: () => `N${(ids += 1)}`,
    mentions: { search: () => [] },
    pasteBlocks: (text) =>
      Promise.resolve(
        text
          .split('\n')
          .map((line) => ({ kind: { type: 'paragraph' }, text: { text: line, marks: [] } })),
      ),
    labels: LABELS,
    onChange: () => (changes += 1),
    ...options,
  });
  open.add(handle);
  const { view } = handle;
  return {
    ...handle,
    changes: () => changes,
    select: (id, from, to = from) => {
      const start = place(view, id) + 1;
      const selection = TextSelection.create(view.state.doc, start + from, start + to);
      view.dispatch(view.state.tr.setSelection(selection));
    },
    selectNode: (id) => {
      const selection = NodeSelection.create(view.state.doc, place(view, id));
      view.dispatch(view.state.tr.setSelection(selection));
    },
    type: (text) => {
      for (const character of text) typeOne(view, character);
    },
    press: (key, modifiers = {}) => {
      const event = new KeyboardEvent('keydown', {
        key,
        bubbles: true,
        cancelable: true,
        ...modifiers,
      });
      view.dom.dispatchEvent(event);
      return event.defaultPrevented;
    },
    run: (command) => command(view.state, (tr) => view.dispatch(tr), view),
    caret: () => {
      const { $head } = view.state.selection;
      return `${String($head.node(1).attrs.id)}:${$head.parentOffset}`;
    },
  };
}

export function closeEditors(): void {
  for (const handle of open) handle.destroy();
  open.clear();
  document.body.replaceChildren();
}

function place(view: EditorView, id: string): number {
  const found = blockAt(view.state.doc, id);
  if (!found) throw new Error(`no block ${id}`);
  return found.pos;
}

/** As the view does it when the browser has put a character into the page. */
function typeOne(view: EditorView, character: string): void {
  const { from, to } = view.state.selection;
  const insert = () => view.state.tr.insertText(character, from, to);
  const handled = view.someProp('handleTextInput', (f) => f(view, from, to, character, insert));
  if (handled !== true) view.dispatch(insert());
}
