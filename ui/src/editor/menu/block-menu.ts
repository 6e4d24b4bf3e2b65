// `/` at the start of an empty block: what the block is to be.
import type { Plugin } from 'prosemirror-state';

import { KIND_OF_NAME, sameKind, setKind } from '../blocks/set-kind';
import type { BlockName, EditorLabels, ExtraBlock } from '../contract';
import { kindOf } from '../convert/to-blocks';
import { fold } from '../mention/fold';
import { typedList } from './typed-list';

const NAMES = Object.keys(KIND_OF_NAME) as BlockName[];

export function blockMenu(
  root: HTMLElement,
  labels: EditorLabels,
  extra: readonly ExtraBlock[],
): Plugin {
  return typedList({
    sign: '/',
    root,
    label: labels.blockMenu,
    noMatches: labels.noMatches,
    matches: labels.matches,
    opens: (before, after) => before === '' && after === '',
    search: (query, pick) => {
      const own = NAMES.map((name) => ({
        ...labels.blocks[name],
        name,
        pick: () =>
          pick((view, { from, to }) => {
            view.dispatch(view.state.tr.delete(from, to));
            const kind = KIND_OF_NAME[name];
            const now = kindOf(view.state.selection.$from.parent);
            if (!sameKind(now, kind)) setKind(kind)(view.state, view.dispatch);
          }),
      }));
      const added = extra.map((block) => ({
        ...block,
        pick: () =>
          pick((view, { from, to }) => {
            view.dispatch(view.state.tr.delete(from, to));
            block.run();
          }),
      }));
      const asked = fold(query);
      return [...own, ...added].filter(
        ({ label, name }) => fold(label).includes(asked) || name.startsWith(asked),
      );
    },
  });
}
