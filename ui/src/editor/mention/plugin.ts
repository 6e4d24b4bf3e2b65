// `@`: people, organisations and sessions, by the beginning of any word of their names.
import type { Plugin } from 'prosemirror-state';

import type { EditorLabels, MentionItem, MentionSource } from '../contract';
import { holdRange } from '../held-ranges';
import type { Option } from '../menu/option-list';
import { typedList } from '../menu/typed-list';
import { insertMention } from './insert';

/** After a letter or digit it is an address of mail. */
const WITHIN_WORD = /[\p{L}\p{N}._-]$/u;

export function mentions(root: HTMLElement, source: MentionSource, labels: EditorLabels): Plugin {
  return typedList({
    sign: '@',
    root,
    label: labels.mentionMenu,
    noMatches: labels.noMatches,
    matches: labels.matches,
    opens: (before, _after, state) =>
      !WITHIN_WORD.test(before) && state.selection.$from.parent.type.name !== 'embed',
    search: (query, pick) => {
      const listed = (items: MentionItem[]): Option[] => [
        ...items.map((item) =>
          mentionOption(item, labels, () =>
            pick((view, range) => insertMention(view, range, item)),
          ),
        ),
        ...newSpeaker(source, labels, query, (made) =>
          pick((view, range) => {
            // Making a person takes a form; the words may move meanwhile.
            const held = holdRange(view, range);
            void made
              .then((item) => {
                const now = held.range();
                if (item && now) insertMention(view, now, item);
              })
              .finally(() => held.release());
          }),
        ),
      ];
      const found = source.search(query);
      return found instanceof Promise ? found.then(listed) : listed(found);
    },
  });
}

export function mentionOption(item: MentionItem, labels: EditorLabels, pick: () => void): Option {
  return { label: item.label, detail: item.detail, kind: labels.kinds[item.kind], pick };
}

/** Words beyond which it is a sentence that one writes: first name, father's name, oğlu, surname. */
const LONGEST_NAME = 4;

/** Offers to make a person of a name that is more than a beginning. */
export function newSpeaker(
  source: MentionSource,
  labels: EditorLabels,
  name: string,
  pick: (made: Promise<MentionItem | null>) => void,
): Option[] {
  const words = name.trim();
  const fits = words.length >= 2 && words.split(/\s+/).length <= LONGEST_NAME;
  if (!source.create || !fits) return [];
  return [
    {
      label: labels.newSpeaker(words),
      detail: '',
      // A form that failed has said so itself; here it is as if none was made.
      pick: () => pick(source.create?.(words).catch(() => null) ?? Promise.resolve(null)),
    },
  ];
}
