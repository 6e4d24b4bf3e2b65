// The commands of the toolbar, the menus and the palette, by name. `keys.ts` gives some of them keys.
import { selectAll, toggleMark } from 'prosemirror-commands';
import type { Command } from 'prosemirror-state';

import { moveDown, moveUp } from './blocks/move';
import { KIND_OF_NAME, setKind } from './blocks/set-kind';
import type { CommandName, EditorOptions, Tag } from './contract';
import { historyCommands } from './history';
import { openLinkField, setLink } from './marks/link-field';
import { TAG_KINDS } from './marks/tag';
import { openTagList, setTag, untag } from './mention/tag-selection';
import { indent, outdent } from './nodes/list-item/commands';
import { insertPhoto, openPhotoList, putPhoto } from './nodes/photo/commands';
import { schema } from './schema';

export type CommandOptions = { root: HTMLElement } & Pick<
  EditorOptions,
  'labels' | 'mentions' | 'newId' | 'history' | 'photos'
>;

/** Returns the commands; what each takes stands at its name. */
export function commands(
  options: CommandOptions,
): Readonly<Record<CommandName, (arg?: unknown) => Command>> {
  const { root, labels, mentions: source, newId } = options;
  const { undo, redo } = historyCommands(options.history);
  const kinds = Object.fromEntries(
    Object.entries(KIND_OF_NAME).map(([name, kind]) => [name, () => setKind(kind)]),
  ) as Record<keyof typeof KIND_OF_NAME, () => Command>;
  return {
    ...kinds,
    /** Optionally `{ session }`. */
    panel: (arg) => setKind({ type: 'panel', session: property(arg, 'session') }),
    strong: () => toggleMark(schema.marks.strong),
    em: () => toggleMark(schema.marks.em),
    /** The address; without one, a field opens. */
    link: (arg) => (typeof arg === 'string' ? setLink(arg) : openLinkField(root, labels)),
    unlink: () => setLink(null),
    indent: () => indent,
    outdent: () => outdent,
    moveUp: () => moveUp,
    moveDown: () => moveDown,
    /** `{ placement }`, or `{ photo }` for a new one; without either, a list opens. */
    photo: (arg) => {
      const [placement, photo] = [property(arg, 'placement'), property(arg, 'photo')];
      if (placement !== null) return insertPhoto(placement, newId);
      return photo === null ? openPhotoList(options) : putPhoto(photo, options);
    },
    mention: () => typeMention,
    /** A `Tag`; without one, a list opens. */
    tag: (arg) => (isTag(arg) ? setTag(arg) : openTagList({ root, source, labels })),
    /** A `Tag`; without one, all go. */
    untag: (arg) => untag(isTag(arg) ? arg : undefined),
    undo: () => undo,
    redo: () => redo,
    selectAll: () => selectAll,
  };
}

/** Writes the sign that opens the list, with a space before where it would be part of a word. */
const typeMention: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.inlineContent || $from.parent.isAtom) return false;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, ' ');
  dispatch?.(state.tr.insertText(/[^\s(“"–-]$/u.test(before) ? ' @' : '@').scrollIntoView());
  return true;
};

function property(arg: unknown, name: string): string | null {
  const value = arg && typeof arg === 'object' ? (arg as Record<string, unknown>)[name] : null;
  return typeof value === 'string' ? value : null;
}

function isTag(arg: unknown): arg is Tag {
  const kind = property(arg, 'kind');
  return property(arg, 'id') !== null && TAG_KINDS.some((known) => known === kind);
}
