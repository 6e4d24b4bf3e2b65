// Tags: words that name somebody or something of the forum, or belong to one of its quotations. What
// they name is an id; several may lie on the same words, also of one kind. Typing at their end goes
// on outside, so that a case ending isn't part of the name.
import type { DOMOutputSpec, Mark, MarkSpec } from 'prosemirror-model';

import type { Tag, TagKind } from '../contract';

export const TAG_KINDS: readonly TagKind[] = [
  'person',
  'organisation',
  'session',
  'place',
  'quote',
  'material',
];

export function tagSpec(kind: TagKind): MarkSpec {
  return {
    attrs: { id: {} },
    inclusive: false,
    excludes: '',
    toDOM: (mark): DOMOutputSpec => [
      'span',
      { class: `te-tag te-tag-${kind}`, 'data-tag': kind, 'data-id': String(mark.attrs.id) },
      0,
    ],
  };
}

/** Returns the tag that a mark stands for, null for other marks. */
export function tagOf(mark: Mark): Tag | null {
  const kind = TAG_KINDS.find((known) => known === mark.type.name);
  return kind ? { kind, id: String(mark.attrs.id) } : null;
}
