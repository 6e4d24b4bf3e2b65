// Straight marks become typographic as one types them: “ ” in both languages, and in English the
// apostrophe. Azerbaijani puts no apostrophe before an ending, so there it stays what was typed.
import { InputRule } from 'prosemirror-inputrules';

/** What an opening mark stands after: nothing, a space, a bracket, a dash, another opening mark. */
const OPENS_AFTER = /(^|[\s([{<“‘«–—/\uFFFC-])$/;

export function quoteRules(lang: string): InputRule[] {
  const double = quoteRule('"', '“', '”');
  return lang === 'en' ? [double, quoteRule("'", '‘', '’')] : [double];
}

function quoteRule(straight: string, opening: string, closing: string): InputRule {
  return new InputRule(new RegExp(`${straight}$`), (state, _match, start, end) => {
    const $start = state.doc.resolve(start);
    const block = $start.parent;
    if (block.type.name === 'embed') return null;
    const before = block.textBetween(0, $start.parentOffset, undefined, '\n');
    return state.tr.insertText(OPENS_AFTER.test(before) ? opening : closing, start, end);
  });
}
