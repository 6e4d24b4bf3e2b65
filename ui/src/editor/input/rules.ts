// What typing does by itself. Backspace right after takes it back.
import { InputRule, inputRules } from 'prosemirror-inputrules';
import type { Plugin } from 'prosemirror-state';

import { sameKind } from '../blocks/set-kind';
import type { BlockKind } from '../contract';
import { attrsOf } from '../convert/from-blocks';
import { idOf, kindOf } from '../convert/to-blocks';
import { schema } from '../schema';
import { typographyRules } from './quotes';

export function typing(lang: string): Plugin {
  return inputRules({
    rules: [
      ...[2, 3, 4].map((level) =>
        blockRule(new RegExp(`^#{${level}} $`), (): BlockKind => ({ type: 'heading', level })),
      ),
      blockRule(/^[-*•] $/, () => ({ type: 'list_item', ordered: false, level: 0 })),
      numberRule,
      blockRule(/^> $/, () => ({ type: 'quotation' })),
      ...typographyRules(lang),
    ],
  });
}

/** 1 begins a list; another number goes on with one, and else is the beginning of a date. */
const numberRule = blockRule(/^(\d+)[.)] $/, ([, number], before) => {
  const goesOn = before?.type === 'list_item' && before.ordered;
  if (number !== '1' && !goesOn) return null;
  return { type: 'list_item', ordered: true, level: goesOn ? before.level : 0 };
});

/** At the start of a plain block, turns it into another kind and takes the signs away. */
function blockRule(
  match: RegExp,
  kind: (found: RegExpMatchArray, before: BlockKind | null) => BlockKind | null,
): InputRule {
  return new InputRule(match, (state, found, start, end) => {
    const $start = state.doc.resolve(start);
    const now = kindOf($start.parent);
    if (now.type !== 'paragraph' && now.type !== 'lead') return null;
    const previous = state.doc.resolve($start.before()).nodeBefore;
    const then = kind(found, previous ? kindOf(previous) : null);
    if (!then || sameKind(now, then)) return null;
    return state.tr
      .delete(start, end)
      .setNodeMarkup($start.before(), schema.nodes[then.type], attrsOf(idOf($start.parent), then));
  });
}
